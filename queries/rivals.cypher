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
WITH v.partners AS partners ORDER BY partners DESC LIMIT 200
WITH min(partners) AS least
MATCH (v:Vendor)-[:PARTNERS_WITH]-(h:Hospital)
WHERE v.partners >= least
WITH h, collect(v.yimai_id) AS vendors
UNWIND vendors AS one_id
UNWIND vendors AS other_id
WITH one_id, other_id
WHERE one_id < other_id
WITH one_id, other_id, count(*) AS hospitals
MATCH (a:Vendor), (b:Vendor)
WHERE a.yimai_id = one_id AND b.yimai_id = other_id
WITH a, b, hospitals
ORDER BY hospitals DESC, a.name, b.name, a.yimai_id, b.yimai_id
LIMIT $top
MATCH (a)-[:PARTNERS_WITH]-(h:Hospital)-[:PARTNERS_WITH]-(b)
RETURN a.name AS one, b.name AS other, hospitals, collect(DISTINCT h.name) AS hospital_names,
       a.yimai_id AS one_id, b.yimai_id AS other_id
ORDER BY hospitals DESC, one, other, one_id, other_id
