/*
title = { zh = "转载的文章", en = "Reprints" }
about = { zh = "内容几乎相同的文章及其首发。", en = "Articles that are near copies, and the first of each." }
tags = ["quality"]
order = 55

[columns]
article = "string"
publisher = "string"
date = "date"
first = "string"
first_publisher = "string"
article_id = "id"
first_id = "id"
*/
MATCH (a:Article)
WHERE a.copy_of IS NOT NULL
WITH a, a.copy_of AS id
MATCH (b:Article) WHERE b.yimai_id = id
RETURN a.name AS article, a.publisher AS publisher, a.date AS date, b.name AS first, b.publisher AS first_publisher,
       a.yimai_id AS article_id, b.yimai_id AS first_id
ORDER BY first, date, article, first_id, article_id
