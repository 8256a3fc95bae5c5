/*
title = { zh = "医院的厂商与模型", en = "A hospital's vendors and models" }
about = { zh = "一家医院用了哪些模型、由谁研发，与哪些厂商合作。", en = "Which models a hospital uses, who developed them, and which vendors it works with." }
tags = ["hospitals", "models"]
chart = "network"
order = 3

[parameters.hospital]
type = "entity"
labels = ["Hospital"]
default = "瑞金医院"
zh = "医院"
en = "hospital"

[columns]
name = "string"
label = "string"
relation = "string"
developers = "string[]"
date = "date"
status = "string"
sources = "integer"
sentence = "string"
name_id = "id"
*/
MATCH (h:Hospital {yimai_id: $hospital})-[r:PARTNERS_WITH|USES|DEVELOPED]-(n:Vendor|Model)
OPTIONAL MATCH (d:Vendor|Hospital|Institution)-[:DEVELOPED]->(n)
WITH n, r, collect(DISTINCT d.name) AS developers
RETURN n.name AS name, n.label AS label, r.type AS relation, developers, r.date AS date, r.status AS status,
       r.sources AS sources, head(r.readables) AS sentence, n.yimai_id AS name_id
ORDER BY label, sources DESC, name, name_id
