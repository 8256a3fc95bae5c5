/*
title = { zh = "某机构的人", en = "People of an organisation" }
about = { zh = "在该机构任职（或曾任职）的人及头衔。", en = "Who is or was with an organisation, and their titles." }
tags = ["people"]
chart = "network"
order = 38

[parameters.organisation]
type = "entity"
labels = ["Vendor", "Hospital", "Institution"]
default = "瑞金医院"
zh = "机构"
en = "organisation"

[columns]
person = "string"
title = "string"
former = "boolean"
date = "date"
sources = "integer"
sentence = "string"
person_id = "id"
*/
MATCH (p:Person)-[r:AFFILIATED_WITH]->(o:Vendor|Hospital|Institution {yimai_id: $organisation})
RETURN p.name AS person, r.title AS title, coalesce(r.former, false) AS former, r.date AS date, r.sources AS sources,
       head(r.readables) AS sentence, p.yimai_id AS person_id
ORDER BY former, person, person_id
