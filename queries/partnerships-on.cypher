/*
title = { zh = "围绕某模型或数据集的合作", en = "Partnerships about a model or a data set" }
about = { zh = "涉及该模型或数据集的合作及各方。", en = "Partnerships that are about a model or data set, and their parties." }
tags = ["partners", "models"]
order = 21

[parameters.subject]
type = "entity"
labels = ["Model", "Dataset"]
default = "RuiPath"
zh = "模型或数据集"
en = "model or data set"

[columns]
date = "date"
parties = "string[]"
kind = "string"
status = "string"
sources = "integer"
sentence = "string"
partnership_id = "id"
*/
MATCH (p:Partnership)-[:CONCERNS]->(x:Model|Dataset {yimai_id: $subject})
MATCH (o:Vendor|Hospital|Institution)-[:PARTY_TO]->(p)
WITH p, collect(DISTINCT o.name) AS parties
RETURN p.date AS date, parties, p.kind AS kind, p.status AS status, p.sources AS sources,
       head(p.readables) AS sentence, p.yimai_id AS partnership_id
ORDER BY coalesce(date, '') DESC, partnership_id
