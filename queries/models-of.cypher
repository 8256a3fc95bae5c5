/*
title = { zh = "某机构的模型", en = "Models of an organisation" }
about = { zh = "该机构研发的模型及使用它们的机构数。", en = "Models that an organisation developed, and how many use them." }
tags = ["models"]
chart = "network"
order = 30

[parameters.organisation]
type = "entity"
labels = ["Vendor", "Hospital", "Institution"]
default = "华为"
zh = "机构"
en = "organisation"

[columns]
model = "string"
date = "date"
users = "integer"
hospitals = "integer"
sources = "integer"
sentence = "string"
model_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution {yimai_id: $organisation})-[r:DEVELOPED]->(m:Model)
OPTIONAL MATCH (u:Vendor|Hospital|Institution)-[:USES]->(m)
WITH r, m, count(DISTINCT u.yimai_id) AS users,
     count(DISTINCT CASE WHEN u.label = 'Hospital' THEN u.yimai_id END) AS hospitals
RETURN m.name AS model, r.date AS date, users, hospitals, r.sources AS sources, head(r.readables) AS sentence,
       m.yimai_id AS model_id
ORDER BY users DESC, model, model_id
