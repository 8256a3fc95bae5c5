/*
title = { zh = "合作类型的变化", en = "Kinds of partnership over the years" }
about = { zh = "每年各类合作的数量。", en = "How many partnerships of each kind there were in each year." }
tags = ["partners", "time"]
chart = "line"
order = 20

[columns]
year = "string"
kind = "string"
partnerships = "integer"
*/
MATCH (p:Partnership)
WHERE p.date IS NOT NULL
WITH left(p.date, 4) AS year, coalesce(p.kind, 'other') AS kind, p
RETURN year, kind, count(p) AS partnerships
ORDER BY year, kind
