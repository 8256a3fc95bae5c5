/*
title = { zh = "相互矛盾的事实", en = "Conflicting facts" }
about = { zh = "来源之间说法不一的关系、合作与数据交易；后两者的名称在“主体”一栏。", en = "Relationships, partnerships and data transactions on which sources contradict one another; the latter two are named in the first column." }
tags = ["quality"]
order = 46
sort = ["head", "relation", "tail", "head_id", "tail_id"]

[columns]
head = "string"
relation = "string"
tail = "string"
reason = "string"
sources = "integer"
sentences = "path"
head_id = "id"
tail_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]->(y:Vendor|Hospital|Institution|Model)
WHERE r.conflict
RETURN x.name AS head, r.type AS relation, y.name AS tail, r.conflict_reason AS reason, r.sources AS sources,
       r.readables AS sentences, x.yimai_id AS head_id, y.yimai_id AS tail_id
UNION ALL
MATCH (e:Partnership|DataTransaction)
WHERE e.conflict
RETURN e.name AS head, e.label AS relation, CASE WHEN false THEN e.name END AS tail, e.conflict_reason AS reason, e.sources AS sources,
       e.readables AS sentences, e.yimai_id AS head_id, CASE WHEN false THEN e.name END AS tail_id
