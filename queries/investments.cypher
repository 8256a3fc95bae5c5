/*
title = { zh = "投资与收购", en = "Investments and acquisitions" }
about = { zh = "谁投资或收购了谁，最新者在前。", en = "Who invested in or acquired whom, newest first." }
tags = ["partners", "time"]
chart = "network"
order = 19

[parameters.since]
type = "date"
default = ""
zh = "不早于"
en = "not before"

[columns]
investor = "string"
relation = "string"
target = "string"
date = "date"
status = "string"
sources = "integer"
sentence = "string"
investor_id = "id"
target_id = "id"
*/
MATCH (a:Vendor|Hospital|Institution)-[r:INVESTED_IN|ACQUIRED]->(b:Vendor|Hospital)
WHERE coalesce(r.date, '') >= $since
RETURN a.name AS investor, r.type AS relation, b.name AS target, r.date AS date, r.status AS status,
       r.sources AS sources, head(r.readables) AS sentence, a.yimai_id AS investor_id, b.yimai_id AS target_id
ORDER BY coalesce(date, '') DESC, investor, target, investor_id, target_id, relation
