/*
title = { zh = "数据提供方", en = "Data providers" }
about = { zh = "出售、挂牌或登记数据的机构。", en = "Those who sell, list or register data." }
tags = ["data", "hospitals"]
chart = "bar"
order = 34

[columns]
seller = "string"
label = "string"
transactions = "integer"
price = "float"
records = "integer"
datasets = "string[]"
seller_id = "id"
*/
MATCH (s:Vendor|Hospital|Institution)-[:SOLD]->(t:DataTransaction)
WITH s, count(t) AS transactions, coalesce(sum(t.price), 0.0) AS price, coalesce(sum(t.records), 0) AS records
OPTIONAL MATCH (s)-[:SOLD]->(:DataTransaction)-[:OF_DATASET]->(d:Dataset)
WITH s, transactions, price, records, collect(DISTINCT d.name) AS datasets
RETURN s.name AS seller, s.label AS label, transactions, price, records, datasets, s.yimai_id AS seller_id
ORDER BY transactions DESC, price DESC, seller, seller_id
