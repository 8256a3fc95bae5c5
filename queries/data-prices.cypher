/*
title = { zh = "数据的单价", en = "Price of data" }
about = { zh = "有价格的交易，及每条数据的价格。", en = "Transactions with a price, and the price of one record." }
tags = ["data"]
chart = "bar"
order = 35

[columns]
dataset = "string[]"
price = "float"
records = "integer"
price_per_record = "float"
currency = "string"
stage = "string"
date = "date"
transaction_id = "id"
*/
MATCH (t:DataTransaction)
WHERE t.price IS NOT NULL
OPTIONAL MATCH (t)-[:OF_DATASET]->(d:Dataset)
WITH t, collect(DISTINCT d.name) AS dataset
RETURN dataset, t.price AS price, t.records AS records,
       CASE WHEN t.records > 0 THEN t.price / t.records END AS price_per_record, t.currency AS currency,
       t.stage AS stage, t.date AS date, t.yimai_id AS transaction_id
ORDER BY price DESC, transaction_id
