/*
title = { zh = "群落", en = "Communities" }
about = { zh = "内部联系紧密的实体群，最大者在前；centre 是其中相连实体最多的。", en = "Groups of entities that are densely joined, the largest first; the centre is joined to most." }
tags = ["partners"]
chart = "bar"
order = 56

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
community = "id"
members = "integer"
vendors = "integer"
hospitals = "integer"
models = "integer"
centre = "string[]"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person|Dataset)
WHERE x.community IS NOT NULL
WITH x.community AS community, count(*) AS members, count(CASE WHEN x.label = 'Vendor' THEN 1 END) AS vendors,
     count(CASE WHEN x.label = 'Hospital' THEN 1 END) AS hospitals, count(CASE WHEN x.label = 'Model' THEN 1 END) AS models,
     max(x.degree) AS most
ORDER BY members DESC, community LIMIT $top
MATCH (y:Vendor|Hospital|Institution|Model|Person|Dataset)
WHERE y.community = community AND y.degree = most
RETURN community, members, vendors, hospitals, models, collect(y.name) AS centre
ORDER BY members DESC, community
