/*
title = { zh = "没有事实的实体", en = "Entities without facts" }
about = { zh = "只被提及、没有任何事实的实体。", en = "Entities that are named and of which nothing is known." }
tags = ["quality"]
order = 54

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
sources = "integer"
last_seen = "date"
name_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person|Dataset)
WHERE NOT EXISTS { MATCH (x)-[:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH|SOLD|BOUGHT|FACILITATED|TRADED_ON|OF_DATASET]-() }
RETURN x.name AS name, x.label AS label, x.sources AS sources, x.last_seen AS last_seen, x.yimai_id AS name_id
ORDER BY sources DESC, name, name_id
LIMIT $top
