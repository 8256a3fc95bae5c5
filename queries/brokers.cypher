/*
title = { zh = "中间人", en = "Brokers" }
about = { zh = "把彼此没有合作的伙伴连在一起的机构：未直接合作的伙伴对数，及最短路径经过它的比例（中介性）。", en = "Organisations that join partners who do not work with one another, by the number of such pairs; betweenness is the share of shortest paths that lead through." }
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
partners = "integer"
betweenness = "float"
organisation_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution)
WHERE o.brokered > 0
RETURN o.name AS organisation, o.label AS label, o.brokered AS pairs, o.partners AS partners,
       o.betweenness AS betweenness, o.yimai_id AS organisation_id
ORDER BY pairs DESC, organisation, organisation_id
LIMIT $top
