/*
title = { zh = "两家机构共同的合作伙伴", en = "Partners that two organisations share" }
about = { zh = "与甲、乙都有合作的厂商、医院和机构。", en = "Everyone who works with both." }
tags = ["partners"]
chart = "network"
order = 11

[parameters.one]
type = "entity"
labels = ["Vendor", "Hospital", "Institution"]
default = "华为"
zh = "甲"
en = "one"

[parameters.other]
type = "entity"
labels = ["Vendor", "Hospital", "Institution"]
default = "商汤医疗"
zh = "乙"
en = "other"

[columns]
partner = "string"
label = "string"
kinds_one = "string[]"
kinds_other = "string[]"
sources = "integer"
partner_id = "id"
*/
MATCH (a:Vendor|Hospital|Institution {yimai_id: $one})-[r:PARTNERS_WITH]-(p:Vendor|Hospital|Institution)-[s:PARTNERS_WITH]-(b:Vendor|Hospital|Institution {yimai_id: $other})
RETURN p.name AS partner, p.label AS label, r.kinds AS kinds_one, s.kinds AS kinds_other,
       r.sources + s.sources AS sources, p.yimai_id AS partner_id
ORDER BY sources DESC, partner, partner_id
