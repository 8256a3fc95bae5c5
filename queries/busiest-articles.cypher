/*
title = { zh = "新事实最多的文章", en = "Articles with most new facts" }
about = { zh = "首次报道事实最多的文章。", en = "Articles by the facts that they were the first to report." }
tags = ["quality", "time"]
chart = "bar"
order = 51

[parameters.top]
type = "integer"
default = 20
minimum = 1
maximum = 10000
zh = "行数"
en = "rows"

[columns]
article = "string"
publisher = "string"
date = "date"
facts = "integer"
article_id = "id"
*/
MATCH (x:Vendor|Hospital|Institution|Model|Person)-[r:PARTNERS_WITH|DEVELOPED|USES|BASED_ON|ACQUIRED|INVESTED_IN|PART_OF|AFFILIATED_WITH]->(y:Vendor|Hospital|Institution|Model)
WITH head(r.articles) AS id, count(*) AS facts
MATCH (a:Article) WHERE a.yimai_id = id
RETURN a.name AS article, a.publisher AS publisher, a.date AS date, facts, a.yimai_id AS article_id
ORDER BY facts DESC, article, article_id
LIMIT $top
