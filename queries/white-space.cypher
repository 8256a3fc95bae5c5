/*
title = { zh = "同类医院在用而本院没有的模型", en = "White space of a hospital" }
about = { zh = "与本院共享厂商或模型的医院使用、而本院尚未使用的模型。", en = "Models that hospitals like this one use and it does not." }
tags = ["hospitals", "models"]
order = 22

[parameters.hospital]
type = "entity"
labels = ["Hospital"]
default = "四川大学华西医院"
zh = "医院"
en = "hospital"

[columns]
model = "string"
peers = "integer"
peer_names = "string[]"
model_id = "id"
*/
MATCH (h:Hospital {yimai_id: $hospital})-[:PARTNERS_WITH|USES|DEVELOPED]-(x:Vendor|Model)-[:PARTNERS_WITH|USES|DEVELOPED]-(peer:Hospital)
WHERE peer.yimai_id <> h.yimai_id
WITH DISTINCT h, peer
MATCH (peer)-[:USES]->(m:Model)
WHERE NOT EXISTS { MATCH (h)-[:USES|DEVELOPED]->(m) }
RETURN m.name AS model, count(DISTINCT peer.yimai_id) AS peers, collect(DISTINCT peer.name) AS peer_names,
       m.yimai_id AS model_id
ORDER BY peers DESC, model, model_id
