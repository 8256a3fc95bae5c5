/*
title = { zh = "某机构的数据交易", en = "Data transactions of an organisation" }
about = { zh = "该机构出售、购买、促成或承办的数据交易。", en = "What an organisation sold, bought, facilitated or hosted." }
tags = ["data"]
order = 37

[parameters.organisation]
type = "entity"
labels = ["Vendor", "Hospital", "Institution"]
default = "上海数据交易所"
zh = "机构"
en = "organisation"

[columns]
relation = "string"
transaction = "string"
stage = "string"
price = "float"
records = "integer"
date = "date"
sentence = "string"
transaction_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution {yimai_id: $organisation})-[r:SOLD|BOUGHT|FACILITATED|TRADED_ON]-(t:DataTransaction)
RETURN r.type AS relation, t.name AS transaction, t.stage AS stage, t.price AS price, t.records AS records,
       t.date AS date, head(t.readables) AS sentence, t.yimai_id AS transaction_id
ORDER BY coalesce(date, '') DESC, relation, transaction_id
