/*
title = { zh = "共享医院的竞争对手", en = "Rivals that share hospitals" }
about = { zh = "同在一家医院做生意的厂商对，按共同医院数排列；只比较伙伴最多的二百家厂商。", en = "Pairs of vendors by the number of hospitals that work with both, of the two hundred vendors with most partners." }
tags = ["partners", "hospitals"]
chart = "network"
order = 15

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
one = "string"
other = "string"
hospitals = "integer"
hospital_names = "string[]"
one_id = "id"
other_id = "id"
*/
MATCH (v:Vendor)
WITH v ORDER BY v.partners DESC, v.yimai_id LIMIT 200
MATCH (v)-[:PARTNERS_WITH]-(h:Hospital)
WITH h.yimai_id AS hospital, h.name AS name, collect([v.yimai_id, v.name]) AS vendors
UNWIND vendors AS a
UNWIND vendors AS b
WITH name, a[0] AS one_id, a[1] AS one, b[0] AS other_id, b[1] AS other
WHERE one_id < other_id
RETURN one, other, count(*) AS hospitals, collect(DISTINCT name) AS hospital_names, one_id, other_id
ORDER BY hospitals DESC, one, other, one_id, other_id
LIMIT $top
