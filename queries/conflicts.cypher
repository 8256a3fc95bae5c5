/*
title = { zh = "相互矛盾的事实", en = "Conflicting facts" }
about = { zh = "来源之间说法不一的关系。", en = "Relationships on which sources contradict one another." }
tags = ["quality"]
order = 46

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
ORDER BY head, relation, tail, head_id, tail_id
