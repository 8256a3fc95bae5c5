/*
title = { zh = "独家厂商", en = "Exclusive vendors" }
about = { zh = "只与一家厂商合作的医院，按厂商汇总。", en = "Hospitals that work with one vendor only, by vendor." }
tags = ["hospitals", "partners"]
chart = "bar"
order = 14

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
vendor = "string"
hospitals = "integer"
hospital_names = "string[]"
vendor_id = "id"
*/
MATCH (h:Hospital)-[:PARTNERS_WITH]-(v:Vendor)
WITH h, count(DISTINCT v.yimai_id) AS vendors, min(v.yimai_id) AS id
WHERE vendors = 1
MATCH (w:Vendor) WHERE w.yimai_id = id
RETURN w.name AS vendor, count(*) AS hospitals, collect(h.name) AS hospital_names, w.yimai_id AS vendor_id
ORDER BY hospitals DESC, vendor, vendor_id
LIMIT $top
