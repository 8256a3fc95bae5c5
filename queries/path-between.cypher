/*
title = { zh = "两者之间的最短路径", en = "The shortest paths between two" }
about = { zh = "沿事实（合作、研发、使用、基于、投资、收购、隶属、任职）相连的最短路径；一次合作算一步，文章不算路。", en = "Shortest ways along facts; a partnership is one hop, an article is no way." }
tags = ["partners", "people"]
chart = "path"
order = 12
sort = ["hops", "path", "relations"]

[parameters.one]
type = "entity"
labels = ["Vendor", "Hospital", "Institution", "Model", "Person"]
default = "华为"
zh = "起点"
en = "from"

[parameters.other]
type = "entity"
labels = ["Vendor", "Hospital", "Institution", "Model", "Person"]
default = "商汤医疗"
zh = "终点"
en = "to"

[columns]
path = "path"
relations = "path"
hops = "integer"
path_ids = "id[]"
*/
MATCH (a:Vendor|Hospital|Institution|Model|Person {yimai_id: $one})
MATCH (b:Vendor|Hospital|Institution|Model|Person {yimai_id: $other})
MATCH p = allShortestPaths((a)-[:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH*1..6]-(b))
RETURN [n IN nodes(p) | n.name] AS path, [r IN relationships(p) | type(r)] AS relations, length(p) AS hops,
       [n IN nodes(p) | n.yimai_id] AS path_ids
