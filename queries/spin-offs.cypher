/*
title = { zh = "大学衍生企业", en = "University spin-offs" }
about = { zh = "出自高校的企业，其后是高校的研究机构；学院不列入。附它们研发的模型。", en = "Firms out of a university, after them its institutes and laboratories, but no schools; with their models." }
tags = ["partners", "people"]
chart = "network"
order = 17

[columns]
organisation = "string"
label = "string"
university = "string"
models = "string[]"
date = "date"
sources = "integer"
organisation_id = "id"
university_id = "id"
*/
MATCH (o:Vendor|Institution)-[r:PART_OF]->(u:Institution)
WHERE coalesce(u.kind, u.registry_kind) = 'university' AND coalesce(o.kind, o.registry_kind, '') <> 'university'
OPTIONAL MATCH (o)-[:DEVELOPED]->(m:Model)
WITH o, r, u, collect(DISTINCT m.name) AS models
RETURN o.name AS organisation, o.label AS label, u.name AS university, models, r.date AS date, r.sources AS sources,
       o.yimai_id AS organisation_id, u.yimai_id AS university_id
ORDER BY label DESC, university, organisation, university_id, organisation_id
