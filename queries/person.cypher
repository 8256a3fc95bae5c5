/*
title = { zh = "某人的经历", en = "What is known of a person" }
about = { zh = "一个人的任职、头衔和来源。", en = "The affiliations, titles and sources of a person." }
tags = ["people"]
chart = "network"
order = 41

[parameters.person]
type = "entity"
labels = ["Person"]
default = "宁光"
zh = "人物"
en = "person"

[columns]
organisation = "string"
label = "string"
title = "string"
former = "boolean"
date = "date"
sources = "integer"
sentence = "string"
organisation_id = "id"
*/
MATCH (p:Person {yimai_id: $person})-[r:AFFILIATED_WITH]->(o:Vendor|Hospital|Institution)
RETURN o.name AS organisation, o.label AS label, r.title AS title, coalesce(r.former, false) AS former,
       r.date AS date, r.sources AS sources, head(r.readables) AS sentence, o.yimai_id AS organisation_id
ORDER BY former, organisation, organisation_id
