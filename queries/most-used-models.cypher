/*
title = { zh = "使用最多的模型", en = "Models most used" }
about = { zh = "按使用机构数排列的模型。", en = "Models by the organisations that use them." }
tags = ["models"]
chart = "bar"
order = 28

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
model = "string"
users = "integer"
hospitals = "integer"
model_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution)-[:USES]->(m:Model)
RETURN m.name AS model, count(DISTINCT o.yimai_id) AS users,
       count(DISTINCT CASE WHEN o.label = 'Hospital' THEN o.yimai_id END) AS hospitals, m.yimai_id AS model_id
ORDER BY users DESC, hospitals DESC, model, model_id
LIMIT $top
