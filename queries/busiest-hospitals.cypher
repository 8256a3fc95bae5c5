/*
title = { zh = "最活跃的医院", en = "Busiest hospitals" }
about = { zh = "按合作厂商和所用模型数量排列的医院。", en = "Hospitals by the vendors they work with and the models they use." }
tags = ["hospitals"]
chart = "bar"
order = 26

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
hospital = "string"
vendors = "integer"
models = "integer"
hospital_id = "id"
*/
MATCH (h:Hospital)-[r:PARTNERS_WITH|USES]-(x:Vendor|Model)
RETURN h.name AS hospital, count(DISTINCT CASE WHEN x.label = 'Vendor' THEN x.yimai_id END) AS vendors,
       count(DISTINCT CASE WHEN x.label = 'Model' THEN x.yimai_id END) AS models, h.yimai_id AS hospital_id
ORDER BY vendors + models DESC, hospital, hospital_id
LIMIT $top
