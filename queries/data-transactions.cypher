/*
title = { zh = "数据交易", en = "Data transactions" }
about = { zh = "登记、挂牌和成交的数据：卖方、买方、交易所、价格。", en = "Data registered, listed and sold: seller, buyer, exchange, price." }
tags = ["data"]
order = 6

[parameters.since]
type = "date"
default = ""
zh = "不早于"
en = "not before"

[parameters.stage]
type = "choice"
choices = "stage"
default = ""
zh = "阶段"
en = "stage"

[columns]
dataset = "string[]"
sellers = "string[]"
buyers = "string[]"
exchanges = "string[]"
price = "float"
currency = "string"
records = "integer"
stage = "string"
date = "date"
sources = "integer"
sentence = "string"
transaction_id = "id"
*/
MATCH (t:DataTransaction)
WHERE coalesce(t.date, '') >= $since AND ($stage = '' OR t.stage = $stage)
OPTIONAL MATCH (t)-[:OF_DATASET]->(d:Dataset)
WITH t, collect(DISTINCT d.name) AS dataset
OPTIONAL MATCH (s:Vendor|Hospital|Institution)-[:SOLD]->(t)
WITH t, dataset, collect(DISTINCT s.name) AS sellers
OPTIONAL MATCH (b:Vendor|Hospital|Institution)-[:BOUGHT]->(t)
WITH t, dataset, sellers, collect(DISTINCT b.name) AS buyers
OPTIONAL MATCH (t)-[:TRADED_ON]->(e:Institution)
WITH t, dataset, sellers, buyers, collect(DISTINCT e.name) AS exchanges
RETURN dataset, sellers, buyers, exchanges, t.price AS price, t.currency AS currency, t.records AS records,
       t.stage AS stage, t.date AS date, t.sources AS sources, head(t.readables) AS sentence,
       t.yimai_id AS transaction_id
ORDER BY coalesce(date, '') DESC, transaction_id
