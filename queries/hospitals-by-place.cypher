/*
title = { zh = "各地医院", en = "Hospitals by province" }
about = { zh = "各省市的医院数、使用的模型数和合作厂商数（按名录的所在地）。", en = "Hospitals of each province, models they use and vendors they work with (place as the registry has it)." }
tags = ["hospitals"]
chart = "bar"
order = 25

[columns]
province = "string"
hospitals = "integer"
models = "integer"
vendors = "integer"
*/
MATCH (h:Hospital)
WHERE h.registry_province IS NOT NULL
OPTIONAL MATCH (h)-[:USES]->(m:Model)
WITH h, count(DISTINCT m.yimai_id) AS models
OPTIONAL MATCH (h)-[:PARTNERS_WITH]-(v:Vendor)
WITH h, models, count(DISTINCT v.yimai_id) AS vendors
RETURN h.registry_province AS province, count(*) AS hospitals, sum(models) AS models, sum(vendors) AS vendors
ORDER BY hospitals DESC, province
