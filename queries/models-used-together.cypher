/*
title = { zh = "一起使用的模型", en = "Models used together" }
about = { zh = "使用该模型的机构还使用哪些模型。", en = "What else the users of a model use." }
tags = ["models"]
order = 32

[parameters.model]
type = "entity"
labels = ["Model"]
default = "DeepSeek-R1"
zh = "模型"
en = "model"

[columns]
model = "string"
users = "integer"
user_names = "string[]"
model_id = "id"
*/
MATCH (m:Model {yimai_id: $model})<-[:USES]-(o:Vendor|Hospital|Institution)-[:USES]->(x:Model)
WHERE x.yimai_id <> m.yimai_id
RETURN x.name AS model, count(DISTINCT o.yimai_id) AS users, collect(DISTINCT o.name) AS user_names,
       x.yimai_id AS model_id
ORDER BY users DESC, model, model_id
