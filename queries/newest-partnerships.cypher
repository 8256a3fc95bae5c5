/*
title = { zh = "最新的合作", en = "Newest partnerships" }
about = { zh = "按日期倒序的合作：各方、涉及的模型与数据集、类型和状态。", en = "Partnerships, newest first: parties, what they are about, kind and status." }
tags = ["partners", "time"]
order = 10

[parameters.kind]
type = "choice"
choices = "partnership_kind"
default = ""
zh = "类型"
en = "kind"

[parameters.since]
type = "date"
default = ""
zh = "不早于"
en = "not before"

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
date = "date"
parties = "string[]"
about = "string[]"
kind = "string"
status = "string"
sources = "integer"
sentence = "string"
partnership_id = "id"
*/
MATCH (p:Partnership)
WHERE coalesce(p.date, '') >= $since AND ($kind = '' OR p.kind = $kind)
WITH p ORDER BY coalesce(p.date, '') DESC, p.yimai_id LIMIT $top
MATCH (o:Vendor|Hospital|Institution)-[:PARTY_TO]->(p)
WITH p, collect(DISTINCT o.name) AS parties
OPTIONAL MATCH (p)-[:CONCERNS]->(m:Model|Dataset)
WITH p, parties, collect(DISTINCT m.name) AS about
RETURN p.date AS date, parties, about, p.kind AS kind, p.status AS status, p.sources AS sources,
       head(p.readables) AS sentence, p.yimai_id AS partnership_id
ORDER BY coalesce(date, '') DESC, partnership_id
