/*
title = { zh = "两家厂商共同的医院", en = "Hospitals that two vendors share" }
about = { zh = "与两家厂商都有合作的医院，及各自的合作类型。", en = "Hospitals that work with both vendors, and how." }
tags = ["hospitals", "partners"]
chart = "network"
order = 8

[parameters.one]
type = "entity"
labels = ["Vendor"]
default = "华为"
zh = "厂商甲"
en = "one vendor"

[parameters.other]
type = "entity"
labels = ["Vendor"]
default = "商汤医疗"
zh = "厂商乙"
en = "other vendor"

[columns]
hospital = "string"
kinds_one = "string[]"
kinds_other = "string[]"
first_one = "date"
first_other = "date"
hospital_id = "id"
*/
MATCH (a:Vendor {yimai_id: $one})-[r:PARTNERS_WITH]-(h:Hospital)-[s:PARTNERS_WITH]-(b:Vendor {yimai_id: $other})
RETURN h.name AS hospital, r.kinds AS kinds_one, s.kinds AS kinds_other, r.first_date AS first_one,
       s.first_date AS first_other, h.yimai_id AS hospital_id
ORDER BY hospital, hospital_id
