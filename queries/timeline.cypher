/*
title = { zh = "时间线", en = "Timeline" }
about = { zh = "关于一个实体的全部事实，最新者在前。", en = "Every fact about an entity, newest first." }
tags = ["time"]
chart = "line"
order = 42

[parameters.entity]
type = "entity"
labels = ["Vendor", "Hospital", "Institution", "Model", "Person", "Dataset"]
default = "华为"
zh = "实体"
en = "entity"

[parameters.since]
type = "date"
default = ""
zh = "不早于"
en = "not before"

[columns]
date = "date"
relation = "string"
other = "string"
label = "string"
status = "string"
sources = "integer"
sentence = "string"
other_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person|Dataset {yimai_id: $entity})-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH|SOLD|BOUGHT|FACILITATED|TRADED_ON|OF_DATASET]-(y)
WHERE coalesce(r.date, '') >= $since
RETURN r.date AS date, r.type AS relation, y.name AS other, y.label AS label, r.status AS status,
       r.sources AS sources, head(r.readables) AS sentence, y.yimai_id AS other_id
ORDER BY coalesce(date, '') DESC, relation, other, other_id, sentence
