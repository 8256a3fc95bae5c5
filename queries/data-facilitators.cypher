/*
title = { zh = "数据交易的中介", en = "Those behind data sales" }
about = { zh = "促成数据交易的机构：经纪、评估、律所、保险。", en = "Brokers, assessors, law firms and insurers behind data sales." }
tags = ["data"]
order = 36

[columns]
facilitator = "string"
label = "string"
transactions = "integer"
exchanges = "string[]"
facilitator_id = "id"
*/
MATCH (f:Vendor|Hospital|Institution)-[:FACILITATED]->(t:DataTransaction)
OPTIONAL MATCH (t)-[:TRADED_ON]->(e:Institution)
RETURN f.name AS facilitator, f.label AS label, count(DISTINCT t.yimai_id) AS transactions,
       collect(DISTINCT e.name) AS exchanges, f.yimai_id AS facilitator_id
ORDER BY transactions DESC, facilitator, facilitator_id
