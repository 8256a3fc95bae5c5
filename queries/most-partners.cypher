/*
title = { zh = "合作伙伴最多的机构", en = "Organisations with most partners" }
about = { zh = "按合作伙伴数量排列的厂商、医院和机构。", en = "Vendors, hospitals and institutions by the number of their partners." }
tags = ["partners"]
chart = "bar"
order = 7

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
partners = "integer"
hospitals = "integer"
organisation_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution)-[:PARTNERS_WITH]-(p:Vendor|Hospital|Institution)
WITH o, count(DISTINCT p.yimai_id) AS partners,
     count(DISTINCT CASE WHEN p.label = 'Hospital' THEN p.yimai_id END) AS hospitals
RETURN o.name AS organisation, o.label AS label, partners, hospitals, o.yimai_id AS organisation_id
ORDER BY partners DESC, hospitals DESC, organisation, organisation_id
LIMIT $top
