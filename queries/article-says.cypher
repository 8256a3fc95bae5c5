/*
title = { zh = "一篇文章说了什么", en = "What an article says" }
about = { zh = "一篇文章支持的全部事实，附原句。", en = "Every fact that an article supports, with its sentence." }
tags = ["quality", "time"]
chart = "network"
order = 9

[parameters.article]
type = "entity"
labels = ["Article"]
default = "华为携手瑞金医院发布瑞智病理大模型RuiPath"
zh = "文章"
en = "article"

[columns]
head = "string"
relation = "string"
tail = "string"
date = "date"
sources = "integer"
sentence = "string"
head_id = "id"
tail_id = "id"
*/
MATCH (a:Article {yimai_id: $article})-[:MENTIONS]->(x:Vendor|Hospital|Institution|Model|Person|Dataset)
MATCH (x)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH|SOLD|BOUGHT|FACILITATED]->(y)
WHERE a.yimai_id IN r.articles
WITH a.yimai_id AS id, x, r, y
RETURN x.name AS head, r.type AS relation, y.name AS tail, r.date AS date, r.sources AS sources,
       [i IN range(0, size(r.articles) - 1) WHERE r.articles[i] = id | r.readables[i]][0] AS sentence,
       x.yimai_id AS head_id, y.yimai_id AS tail_id
ORDER BY head, relation, tail, head_id, tail_id
