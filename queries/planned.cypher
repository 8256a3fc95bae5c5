/*
title = { zh = "计划中的事", en = "What is planned" }
about = { zh = "状态为计划或已宣布、尚无后续的事实。", en = "Facts that are planned or announced and were not heard of since." }
tags = ["time", "quality"]
order = 44

[parameters.before]
type = "date"
default = ""
zh = "早于"
en = "before"

[parameters.top]
type = "integer"
default = 100
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
date = "date"
head = "string"
relation = "string"
tail = "string"
status = "string"
last_seen = "date"
sentence = "string"
head_id = "id"
tail_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]->(y:Vendor|Hospital|Institution|Model)
WHERE r.status IN ['planned', 'announced'] AND ($before = '' OR coalesce(r.last_seen, '') < $before)
RETURN r.date AS date, x.name AS head, r.type AS relation, y.name AS tail, r.status AS status,
       r.last_seen AS last_seen, head(r.readables) AS sentence, x.yimai_id AS head_id, y.yimai_id AS tail_id
ORDER BY coalesce(date, '') DESC, head, relation, tail, head_id, tail_id
LIMIT $top
