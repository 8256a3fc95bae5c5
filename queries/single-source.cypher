/*
title = { zh = "单一来源的事实", en = "Single-source facts" }
about = { zh = "只有一个独立来源的事实，可信度最低者在前。", en = "Facts with one independent source, the least certain first." }
tags = ["quality"]
order = 48

[parameters.top]
type = "integer"
default = 50
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
head = "string"
relation = "string"
tail = "string"
confidence = "float"
sentence = "string"
head_id = "id"
tail_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]->(y:Vendor|Hospital|Institution|Model)
WHERE r.sources = 1
RETURN x.name AS head, r.type AS relation, y.name AS tail, r.confidence AS confidence,
       head(r.readables) AS sentence, x.yimai_id AS head_id, y.yimai_id AS tail_id
ORDER BY confidence, head, relation, tail, head_id, tail_id
LIMIT $top
