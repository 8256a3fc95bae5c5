/*
title = { zh = "各媒体的贡献", en = "Publishers" }
about = { zh = "各媒体的文章数、提及的实体数。", en = "Articles of each publisher and the entities they name." }
tags = ["quality"]
chart = "bar"
order = 52

[columns]
publisher = "string"
articles = "integer"
entities = "integer"
*/
MATCH (a:Article)-[:MENTIONS]->(x:Vendor|Hospital|Institution|Model|Person|Dataset)
RETURN coalesce(a.publisher, '') AS publisher, count(DISTINCT a.yimai_id) AS articles,
       count(DISTINCT x.yimai_id) AS entities
ORDER BY articles DESC, publisher
