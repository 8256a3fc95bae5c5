/*
title = { zh = "身兼数职的人", en = "People with several hats" }
about = { zh = "同时任职于两家以上机构的人。", en = "People who are with two or more organisations." }
tags = ["people"]
order = 40

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
person = "string"
count = "integer"
organisations = "string[]"
person_id = "id"
*/
MATCH (p:Person)-[r:AFFILIATED_WITH]->(o:Vendor|Hospital|Institution)
WHERE NOT coalesce(r.former, false)
WITH p, count(DISTINCT o.yimai_id) AS count, collect(DISTINCT o.name) AS organisations
WHERE count > 1
RETURN p.name AS person, count, organisations, p.yimai_id AS person_id
ORDER BY count DESC, person, person_id
LIMIT $top
