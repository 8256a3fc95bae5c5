/*
title = { zh = "已经结束的", en = "What has ended" }
about = { zh = "状态为已结束的合作与使用。", en = "Partnerships and uses that have ended." }
tags = ["time"]
order = 45

[columns]
date = "date"
head = "string"
relation = "string"
tail = "string"
sentence = "string"
head_id = "id"
tail_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]->(y:Vendor|Hospital|Institution|Model)
WHERE r.status = 'ended'
RETURN r.date AS date, x.name AS head, r.type AS relation, y.name AS tail, last(r.readables) AS sentence,
       x.yimai_id AS head_id, y.yimai_id AS tail_id
ORDER BY coalesce(date, '') DESC, head, relation, tail, head_id, tail_id
