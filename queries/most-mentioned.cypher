/*
title = { zh = "提及最多的实体", en = "Most mentioned" }
about = { zh = "按提及文章数排列的实体。", en = "Entities by the articles that name them." }
tags = ["time", "quality"]
chart = "bar"
order = 53

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
name = "string"
label = "string"
articles = "integer"
mentions = "integer"
first_seen = "date"
last_seen = "date"
name_id = "id"
*/
MATCH (a:Article)-[r:MENTIONS]->(x:Vendor|Hospital|Institution|Model|Person|Dataset)
RETURN x.name AS name, x.label AS label, count(DISTINCT a.yimai_id) AS articles, sum(r.count) AS mentions,
       x.first_seen AS first_seen, x.last_seen AS last_seen, x.yimai_id AS name_id
ORDER BY articles DESC, mentions DESC, name, name_id
LIMIT $top
