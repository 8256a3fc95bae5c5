/*
title = { zh = "某模型的落地进程", en = "Adoption of a model over time" }
about = { zh = "每月新增使用该模型（或以其为基础的模型）的机构数。", en = "New users of a model, or of one based on it, month by month." }
tags = ["models", "time"]
chart = "line"
order = 27

[parameters.model]
type = "entity"
labels = ["Model"]
default = "DeepSeek"
zh = "模型"
en = "model"

[columns]
month = "string"
hospitals = "integer"
others = "integer"
*/
MATCH (m:Model {yimai_id: $model})<-[:BASED_ON*0..2]-(x:Model)
WITH DISTINCT x
MATCH (o:Vendor|Hospital|Institution)-[r:USES]->(x)
WITH o, min(coalesce(r.date, r.first_seen)) AS first
WHERE first IS NOT NULL
RETURN left(first, 7) AS month, count(CASE WHEN o.label = 'Hospital' THEN 1 END) AS hospitals,
       count(CASE WHEN o.label <> 'Hospital' THEN 1 END) AS others
ORDER BY month
