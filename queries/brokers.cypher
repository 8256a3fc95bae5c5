/*
title = { zh = "中间人", en = "Brokers" }
about = { zh = "把彼此没有合作的伙伴连在一起的机构：未直接合作的伙伴对数。", en = "Organisations that join partners who do not work with one another, by the number of such pairs." }
tags = ["partners"]
chart = "bar"
order = 13

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
organisation = "string"
label = "string"
pairs = "integer"
organisation_id = "id"
*/
MATCH (a:Vendor|Hospital|Institution)-[:PARTNERS_WITH]-(o:Vendor|Hospital|Institution)-[:PARTNERS_WITH]-(b:Vendor|Hospital|Institution)
WHERE a.yimai_id < b.yimai_id AND NOT EXISTS { MATCH (a)-[:PARTNERS_WITH]-(b) }
RETURN o.name AS organisation, o.label AS label, count(*) AS pairs, o.yimai_id AS organisation_id
ORDER BY pairs DESC, organisation, organisation_id
LIMIT $top
