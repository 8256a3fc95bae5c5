/*
title = { zh = "厂商的医院客户", en = "A vendor's hospitals" }
about = { zh = "与厂商有合作、或使用其模型的医院，以及各自使用的模型。", en = "Hospitals that work with a vendor or use its models, and which." }
tags = ["hospitals", "partners"]
chart = "network"
order = 2

[parameters.vendor]
type = "entity"
labels = ["Vendor"]
default = "华为"
zh = "厂商"
en = "vendor"

[columns]
hospital = "string"
models = "string[]"
kinds = "string[]"
first_date = "date"
sources = "integer"
sentence = "string"
hospital_id = "id"
*/
MATCH (v:Vendor {yimai_id: $vendor})
MATCH (h:Hospital)
WHERE EXISTS { MATCH (v)-[:PARTNERS_WITH]-(h) } OR EXISTS { MATCH (v)-[:DEVELOPED]->(:Model)<-[:USES]-(h) }
OPTIONAL MATCH (v)-[:DEVELOPED]->(m:Model)<-[:USES]-(h)
WITH v, h, collect(DISTINCT m.name) AS models
OPTIONAL MATCH (v)-[r:PARTNERS_WITH]-(h)
RETURN h.name AS hospital, models, r.kinds AS kinds, r.first_date AS first_date,
       coalesce(r.sources, 0) AS sources, head(r.readables) AS sentence, h.yimai_id AS hospital_id
ORDER BY sources DESC, hospital, hospital_id
