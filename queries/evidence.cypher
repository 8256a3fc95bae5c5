/*
title = { zh = "两者之间的证据", en = "Evidence between two" }
about = { zh = "支持两个实体之间每个事实的全部句子及其位置。", en = "Every sentence that supports a fact between two entities, and where it stands." }
tags = ["quality"]
order = 50

[parameters.one]
type = "entity"
labels = ["Vendor", "Hospital", "Institution", "Model", "Person", "Dataset"]
default = "华为"
zh = "实体"
en = "entity"

[parameters.other]
type = "entity"
labels = ["Vendor", "Hospital", "Institution", "Model", "Person", "Dataset"]
default = "RuiPath"
zh = "实体"
en = "entity"

[columns]
relation = "string"
published = "date"
article = "string"
start = "integer"
end = "integer"
confidence = "float"
sentence = "string"
article_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person|Dataset {yimai_id: $one})-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]-(y:Vendor|Hospital|Institution|Model|Person|Dataset {yimai_id: $other})
UNWIND range(0, size(r.articles) - 1) AS i
WITH r.type AS relation, r.published[i] AS published, r.articles[i] AS id, r.starts[i] AS start, r.ends[i] AS stop,
     r.confidences[i] AS confidence, r.sentences[i] AS sentence
MATCH (a:Article) WHERE a.yimai_id = id
RETURN relation, published, a.name AS article, start, stop AS `end`, confidence, sentence, id AS article_id
ORDER BY relation, published, article, start, article_id
