/*
title = { zh = "来源最多的事实", en = "Best supported facts" }
about = { zh = "独立来源最多的事实。", en = "Facts with most independent sources." }
tags = ["quality"]
order = 49

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
head = "string"
relation = "string"
tail = "string"
sources = "integer"
confidence = "float"
head_id = "id"
tail_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]->(y:Vendor|Hospital|Institution|Model)
RETURN x.name AS head, r.type AS relation, y.name AS tail, r.sources AS sources, r.confidence AS confidence,
       x.yimai_id AS head_id, y.yimai_id AS tail_id
ORDER BY sources DESC, confidence DESC, head, relation, tail, head_id, tail_id
LIMIT $top
