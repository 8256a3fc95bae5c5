/*
title = { zh = "各交易所的数据交易", en = "Data exchanges" }
about = { zh = "各交易所的登记、挂牌和成交数量、金额与条数。", en = "What was registered, listed and sold on each exchange, and for how much." }
tags = ["data"]
chart = "bar"
order = 33

[columns]
exchange = "string"
transactions = "integer"
completed = "integer"
price = "float"
records = "integer"
exchange_id = "id"
*/
MATCH (t:DataTransaction)-[:TRADED_ON]->(e:Institution)
RETURN e.name AS exchange, count(DISTINCT t.yimai_id) AS transactions,
       count(DISTINCT CASE WHEN t.stage = 'completed' THEN t.yimai_id END) AS completed,
       CASE WHEN count(t.price) > 0 THEN sum(t.price) END AS price,
       CASE WHEN count(t.records) > 0 THEN sum(t.records) END AS records, e.yimai_id AS exchange_id
ORDER BY transactions DESC, exchange, exchange_id
