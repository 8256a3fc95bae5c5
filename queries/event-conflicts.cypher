/*
title = { zh = "相互矛盾的事件", en = "Conflicting events" }
about = { zh = "来源之间说法不一的合作与数据交易。", en = "Partnerships and data transactions on which sources contradict one another." }
tags = ["quality", "data"]
order = 47

[columns]
event = "string"
label = "string"
reason = "string"
sources = "integer"
sentences = "path"
event_id = "id"
*/
MATCH (e:Partnership|DataTransaction)
WHERE e.conflict
RETURN e.name AS event, e.label AS label, e.conflict_reason AS reason, e.sources AS sources,
       e.readables AS sentences, e.yimai_id AS event_id
ORDER BY event, event_id
