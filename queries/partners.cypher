/*
title = { zh = "机构的合作伙伴", en = "Partners of an organisation" }
about = { zh = "与某家厂商、医院或机构有合作的全部组织，来源最多者在前。", en = "Everyone who works with a vendor, a hospital or an institution, best supported first." }
tags = ["partners"]
chart = "network"
order = 1

[parameters.organisation]
type = "entity"
labels = ["Vendor", "Hospital", "Institution"]
default = "华为"
zh = "机构"
en = "organisation"

[columns]
partner = "string"
label = "string"
kinds = "string[]"
first_date = "date"
last_date = "date"
sources = "integer"
confidence = "float"
sentence = "string"
partner_id = "id"
*/
MATCH (o:Vendor|Hospital|Institution {yimai_id: $organisation})-[r:PARTNERS_WITH]-(p:Vendor|Hospital|Institution)
RETURN p.name AS partner, p.label AS label, r.kinds AS kinds, r.first_date AS first_date, r.last_date AS last_date,
       r.sources AS sources, r.confidence AS confidence, head(r.readables) AS sentence, p.yimai_id AS partner_id
ORDER BY sources DESC, confidence DESC, partner, partner_id
