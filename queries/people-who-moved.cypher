/*
title = { zh = "换了机构的人", en = "People who moved" }
about = { zh = "曾在一处任职、现在另一处的人。", en = "People who left one organisation and are with another." }
tags = ["people", "time"]
order = 39

[columns]
person = "string"
before = "string"
title_before = "string"
now = "string"
title_now = "string"
person_id = "id"
before_id = "id"
now_id = "id"
*/
MATCH (a:Vendor|Hospital|Institution)<-[r:AFFILIATED_WITH]-(p:Person)-[s:AFFILIATED_WITH]->(b:Vendor|Hospital|Institution)
WHERE r.former AND NOT coalesce(s.former, false) AND a.yimai_id <> b.yimai_id
RETURN p.name AS person, a.name AS before, r.title AS title_before, b.name AS now, s.title AS title_now,
       p.yimai_id AS person_id, a.yimai_id AS before_id, b.yimai_id AS now_id
ORDER BY person, before, now, person_id, before_id, now_id
