/*
title = { zh = "下属与附属机构", en = "Parts of an organisation" }
about = { zh = "直接或间接隶属于某机构的组织（最多三级）。", en = "What belongs to an organisation, up to three levels down." }
tags = ["partners"]
chart = "network"
order = 18

[parameters.organisation]
type = "entity"
labels = ["Vendor", "Hospital", "Institution"]
default = "清华大学"
zh = "机构"
en = "organisation"

[columns]
organisation = "string"
label = "string"
levels = "integer"
organisation_id = "id"
*/
MATCH p = (x:Vendor|Hospital|Institution)-[:PART_OF*1..3]->(o:Vendor|Hospital|Institution {yimai_id: $organisation})
RETURN x.name AS organisation, x.label AS label, min(length(p)) AS levels, x.yimai_id AS organisation_id
ORDER BY levels, organisation, organisation_id
