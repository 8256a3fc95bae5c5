/*
title = { zh = "模型由谁研发", en = "Who developed a model" }
about = { zh = "研发、训练、发布或拥有某个模型的机构。", en = "Those who build, train, release or own a model." }
tags = ["models"]
chart = "network"
order = 4

[parameters.model]
type = "entity"
labels = ["Model"]
default = "RuiPath"
zh = "模型"
en = "model"

[columns]
developer = "string"
label = "string"
date = "date"
status = "string"
sources = "integer"
confidence = "float"
sentence = "string"
developer_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution)-[r:DEVELOPED]->(m:Model {yimai_id: $model})
RETURN o.name AS developer, o.label AS label, r.date AS date, r.status AS status, r.sources AS sources,
       r.confidence AS confidence, head(r.readables) AS sentence, o.yimai_id AS developer_id
ORDER BY sources DESC, confidence DESC, developer, developer_id
