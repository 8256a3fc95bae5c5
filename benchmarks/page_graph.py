"""Graphs for measuring pages: of any size, made by preferential attachment, the same at every run."""

import random

from graph.property_graph import LETTERS, Graph

LABELS = ("Vendor", "Hospital", "Model", "Institution", "Person")
ORGANISATIONS = ("Vendor", "Hospital", "Institution")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
SYLLABLES = "安博康瑞华宁泰济仁德明远诚信科智云海天星岭江川湖东西南北中和平新光达通联医健颐元恒益"
TAILS = {"Vendor": "科技", "Hospital": "医院", "Model": "大模型", "Institution": "研究院", "Person": ""}
PHRASES = (
    "{a}与{b}在{c}举行签约仪式，双方将围绕智慧医疗开展为期{n}年的合作。",
    "据介绍，{a}已在{c}的{n}个科室接入{b}，覆盖影像、病理与随访。",
    "{c}消息，{a}宣布完成与{b}的联合研发，首批{n}家机构参与试点。",
    "{a}负责人表示，{b}的相关工作已推进{n}个月，下一步面向{c}推广。",
)


def generated(count: int, *, sentences: int | None = None, seed: int = 1) -> Graph:
    """Return a graph of ``count`` nodes and 2.5 edges a node, each edge with a sentence out of ``sentences``."""
    rng = random.Random(seed)
    graph = Graph()
    nodes = [add_node(graph, i, rng) for i in range(count)]
    cities = ["北京", "上海", "杭州", "深圳", "成都", "西安", "武汉", "广州"]
    names = {key: graph.network.nodes[key]["name"] for key, _ in nodes}
    texts = [
        rng.choice(PHRASES).format(
            a=names[rng.choice(nodes)[0]], b=names[rng.choice(nodes)[0]], c=rng.choice(cities), n=rng.randint(2, 99)
        )
        for _ in range(sentences or max(50, count * 3 // 4))
    ]
    articles = [add_article(graph, i, rng) for i in range(max(10, count // 10))]
    drawn: list[tuple[str, str]] = list(nodes[:2])
    made = 0
    tries = 0
    while made < count * 5 // 2:
        new = nodes[min(made * 2 // 5 + tries // 40, count - 1)]
        added = add_edge(graph, new, rng.choice(drawn), rng, texts, articles)
        made, tries = made + added, 0 if added else tries + 1
        drawn += [new, rng.choice(drawn)]
    return graph


def add_node(graph: Graph, number: int, rng: random.Random) -> tuple[str, str]:
    """Add a node with a made-up name; return its id and label."""
    label = LABELS[min(int(rng.random() * 6), 4)]
    length = rng.randint(2, 5)
    stem = "".join(rng.choice(SYLLABLES) for _ in range(length))
    name = (rng.choice(SURNAMES) + stem[:2]) if label == "Person" else stem + TAILS[label]
    key = f"{LETTERS[label]}{rng.getrandbits(48):012x}"
    seen = {
        "first_seen": f"{rng.randint(2022, 2026)}-{rng.randint(1, 12):02d}-01",
        "confidence": 0.9,
        "sources": rng.randint(1, 5),
    }
    graph.add_node(label, {"yimai_id": key, "name": name, **seen})
    return key, label


def add_article(graph: Graph, number: int, rng: random.Random) -> str:
    """Add an article; return its id."""
    key = f"A{rng.getrandbits(48):012x}"
    title = "".join(rng.choice(SYLLABLES) for _ in range(18))
    graph.add_node(
        "Article",
        {
            "yimai_id": key,
            "name": title,
            "title": title,
            "publisher": "样报",
            "date": "2025-01-01",
            "url": f"https://example.org/{number}",
            "source": str(number),
        },
    )
    return key


def relation(head: str, tail: str, rng: random.Random) -> str | None:
    """Return a relationship type that may go from one label to another, or None."""
    if head in ORGANISATIONS and tail in ORGANISATIONS:
        return "PARTNERS_WITH"
    if head in ORGANISATIONS and tail == "Model":
        return rng.choice(("DEVELOPED", "USES"))
    if head == "Model" and tail == "Model":
        return "BASED_ON"
    return "AFFILIATED_WITH" if head == "Person" and tail in ORGANISATIONS else None


def add_edge(
    graph: Graph, one: tuple[str, str], two: tuple[str, str], rng: random.Random, texts: list[str], articles: list[str]
) -> int:
    """Add a fact between two nodes, if one is possible and new; return 1 or 0."""
    for (a, head), (b, tail) in ((one, two), (two, one)):
        type_ = relation(head, tail, rng)
        if type_ and a != b and not graph.network.has_edge(a, b, key=type_):
            text, sure = rng.choice(texts), round(rng.uniform(0.5, 0.99), 2)
            support = {
                "confidence": sure,
                "sources": rng.randint(1, 4),
                "date": f"{rng.randint(2022, 2026)}-{rng.randint(1, 12):02d}",
            }
            proof = {
                "articles": [rng.choice(articles)],
                "starts": [0],
                "ends": [len(text)],
                "spans": ["0-9"],
                "sentences": [text],
            }
            rest = {
                "readables": [text],
                "confidences": [sure],
                "rules": ["made"],
                "published": [""],
                "dates": [""],
                "statuses": [""],
            }
            graph.add_edge(a, type_, b, {"yimai_id": "R", **support, **proof, **rest})
            return 1
    return 0
