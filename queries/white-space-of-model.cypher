/*
title = { zh = "某模型的潜在医院", en = "Where a model could go next" }
about = { zh = "尚未使用该模型、但与其用户医院共享厂商或模型的医院。", en = "Hospitals without a model that share vendors or models with those that use it." }
tags = ["hospitals", "models"]
order = 23

[parameters.model]
type = "entity"
labels = ["Model"]
default = "DeepSeek"
zh = "模型"
en = "model"

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
MATCH (m:Model {yimai_id: $model})<-[:USES]-(:Hospital)-[:PARTNERS_WITH|USES|DEVELOPED]-(x:Vendor|Model)
WHERE x.yimai_id <> m.yimai_id
WITH DISTINCT m, x
MATCH (x)-[:PARTNERS_WITH|USES|DEVELOPED]-(h:Hospital)
WITH m, h, count(DISTINCT x.yimai_id) AS shared, collect(DISTINCT x.name) AS names
WHERE NOT EXISTS { MATCH (h)-[:USES|DEVELOPED]->(m) }
RETURN h.name AS hospital, shared, names AS shared_names, h.yimai_id AS hospital_id
ORDER BY shared DESC, hospital, hospital_id
LIMIT $top
