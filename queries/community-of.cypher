/*
title = { zh = "与谁同属一个群落", en = "The community of an entity" }
about = { zh = "与该实体同属一个群落的实体，相连实体最多者在前。", en = "Those in the same densely joined group, best joined first." }
tags = ["partners"]
chart = "network"
order = 57

[parameters.entity]
type = "entity"
labels = ["Vendor", "Hospital", "Institution", "Model", "Person", "Dataset"]
default = "华为"
zh = "实体"
en = "entity"

[parameters.top]
type = "integer"
default = 50
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
name = "string"
label = "string"
degree = "integer"
partners = "integer"
betweenness = "float"
community = "id"
name_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution|Model|Person|Dataset {yimai_id: $entity})
WITH o.community AS mine
MATCH (x:Vendor|Hospital|Institution|Model|Person|Dataset)
WHERE x.community = mine
RETURN x.name AS name, x.label AS label, x.degree AS degree, x.partners AS partners, x.betweenness AS betweenness,
       x.community AS community, x.yimai_id AS name_id
ORDER BY degree DESC, name, name_id, community
LIMIT $top
