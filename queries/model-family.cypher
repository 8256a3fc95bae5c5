/*
title = { zh = "模型的渊源", en = "Family of a model" }
about = { zh = "该模型基于哪些模型，又有哪些模型以其为基础（最多两级）。", en = "What a model is based on and what is based on it, up to two steps." }
tags = ["models"]
chart = "network"
order = 29

[parameters.model]
type = "entity"
labels = ["Model"]
default = "DeepSeek-R1"
zh = "模型"
en = "model"

[columns]
model = "string"
side = "string"
steps = "integer"
developers = "string[]"
model_id = "id"
*/
MATCH (m:Model {yimai_id: $model})
OPTIONAL MATCH (m)-[:BASED_ON*1..2]->(a:Model)
WITH m, collect(DISTINCT a.yimai_id) AS above
OPTIONAL MATCH (b:Model)-[:BASED_ON*1..2]->(m)
WITH m, above, collect(DISTINCT b.yimai_id) AS below
MATCH p = (m)-[:BASED_ON*1..2]-(x:Model)
WHERE x.yimai_id <> m.yimai_id
WITH above, below, x, min(length(p)) AS steps
OPTIONAL MATCH (d:Vendor|Hospital|Institution)-[:DEVELOPED]->(x)
WITH above, below, x, steps, collect(DISTINCT d.name) AS developers
RETURN x.name AS model,
       CASE WHEN x.yimai_id IN above THEN 'up' WHEN x.yimai_id IN below THEN 'down' ELSE 'beside' END AS side,
       steps, developers, x.yimai_id AS model_id
ORDER BY side, steps, model, model_id
