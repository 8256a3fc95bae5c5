/*
title = { zh = "哪些医院使用某模型", en = "Which hospitals use a model" }
about = { zh = "直接使用该模型、或使用以其为基础的模型（经由）的医院。", en = "Hospitals that use a model, or one that is based on it (through)." }
tags = ["models", "hospitals"]
chart = "network"
order = 5

[parameters.model]
type = "entity"
labels = ["Model"]
default = "DeepSeek"
zh = "模型"
en = "model"

[columns]
hospital = "string"
through = "string"
date = "date"
status = "string"
sources = "integer"
confidence = "float"
sentence = "string"
hospital_id = "id"
through_id = "id"
*/
MATCH (m:Model {yimai_id: $model})<-[:BASED_ON*0..2]-(x:Model)
WITH DISTINCT x
MATCH (h:Hospital)-[r:USES]->(x)
RETURN h.name AS hospital, x.name AS through, r.date AS date, r.status AS status, r.sources AS sources,
       r.confidence AS confidence, head(r.readables) AS sentence, h.yimai_id AS hospital_id, x.yimai_id AS through_id
ORDER BY sources DESC, confidence DESC, hospital, through, hospital_id, through_id
