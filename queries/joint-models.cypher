/*
title = { zh = "联合研发的模型", en = "Models developed together" }
about = { zh = "由两家以上机构共同研发的模型。", en = "Models that two or more organisations developed." }
tags = ["models", "partners"]
order = 31

[columns]
model = "string"
count = "integer"
developers = "string[]"
model_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution)-[:DEVELOPED]->(m:Model)
WITH m, count(DISTINCT o.yimai_id) AS developers, collect(DISTINCT o.name) AS names
WHERE developers > 1
RETURN m.name AS model, developers AS count, names AS developers, m.yimai_id AS model_id
ORDER BY count DESC, model, model_id
