/*
title = { zh = "相似的医院", en = "Hospitals alike" }
about = { zh = "与该医院共享厂商或模型的医院，共享最多者在前。", en = "Hospitals that share vendors or models with this one, most first." }
tags = ["hospitals"]
chart = "network"
order = 24

[parameters.hospital]
type = "entity"
labels = ["Hospital"]
default = "瑞金医院"
zh = "医院"
en = "hospital"

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
hospital = "string"
shared = "integer"
shared_names = "string[]"
hospital_id = "id"
*/
MATCH (h:Hospital {yimai_id: $hospital})-[:PARTNERS_WITH|USES|DEVELOPED]-(x:Vendor|Model)-[:PARTNERS_WITH|USES|DEVELOPED]-(o:Hospital)
WHERE o.yimai_id <> h.yimai_id
RETURN o.name AS hospital, count(DISTINCT x.yimai_id) AS shared, collect(DISTINCT x.name) AS shared_names,
       o.yimai_id AS hospital_id
ORDER BY shared DESC, hospital, hospital_id
LIMIT $top
