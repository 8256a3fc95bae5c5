/*
title = { zh = "某厂商的竞争对手", en = "Rivals of a vendor" }
about = { zh = "与该厂商共享医院的其他厂商。", en = "Other vendors in the hospitals of a vendor." }
tags = ["partners", "hospitals"]
chart = "network"
order = 16

[parameters.vendor]
type = "entity"
labels = ["Vendor"]
default = "华为"
zh = "厂商"
en = "vendor"

[columns]
rival = "string"
hospitals = "integer"
hospital_names = "string[]"
rival_id = "id"
*/
MATCH (a:Vendor {yimai_id: $vendor})-[:PARTNERS_WITH]-(h:Hospital)-[:PARTNERS_WITH]-(b:Vendor)
WHERE b.yimai_id <> a.yimai_id
RETURN b.name AS rival, count(DISTINCT h.yimai_id) AS hospitals, collect(DISTINCT h.name) AS hospital_names,
       b.yimai_id AS rival_id
ORDER BY hospitals DESC, rival, rival_id
