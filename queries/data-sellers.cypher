/*
title = { zh = "数据提供方", en = "Data providers" }
about = { zh = "出售、挂牌或登记数据的机构。", en = "Those who sell, list or register data." }
tags = ["data", "hospitals"]
chart = "bar"
order = 34

[columns]
seller = "string"
label = "string"
transactions = "integer"
price = "float"
records = "integer"
datasets = "string[]"
seller_id = "id"
*/
MATCH (s:Vendor|Hospital|Institution)-[:SOLD]->(t:DataTransaction)
WITH s, count(t) AS transactions, CASE WHEN count(t.price) > 0 THEN sum(t.price) END AS price,
     CASE WHEN count(t.records) > 0 THEN sum(t.records) END AS records
OPTIONAL MATCH (s)-[:SOLD]->(:DataTransaction)-[:OF_DATASET]->(d:Dataset)
WITH s, transactions, price, records, collect(DISTINCT d.name) AS datasets
RETURN s.name AS seller, s.label AS label, transactions, price, records, datasets, s.yimai_id AS seller_id
ORDER BY transactions DESC, coalesce(price, -1.0) DESC, seller, seller_id
