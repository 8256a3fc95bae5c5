/*
title = { zh = "每月的新事实", en = "New facts by month" }
about = { zh = "每月首次见报的事实数量，按关系类型。", en = "Facts by the month in which they were first reported, and type." }
tags = ["time"]
chart = "line"
order = 43

[parameters.since]
type = "date"
default = ""
zh = "不早于"
en = "not before"

[columns]
month = "string"
relation = "string"
facts = "integer"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]->(y:Vendor|Hospital|Institution|Model)
WHERE r.first_seen IS NOT NULL AND r.first_seen >= $since
WITH left(r.first_seen, 7) AS month, r.type AS relation
RETURN month, relation, count(*) AS facts
ORDER BY month, relation
