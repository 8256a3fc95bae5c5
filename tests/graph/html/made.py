"""Small graphs for the tests of the page."""

from typing import Any

from graph.property_graph import Graph

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}${7*7}<!--",
    "\u202e\u0000反向‮",
)


def proof(*items: tuple[str, str, float]) -> dict[str, Any]:
    """Return evidence lists from (article, sentence, confidence)."""
    count = len(items)
    sentences = [s for _, s, _ in items]
    return {
        "articles": [a for a, _, _ in items],
        "starts": [0] * count,
        "ends": [len(s) for s in sentences],
        "spans": [f"0-{len(s)}" for s in sentences],
        "sentences": sentences,
        "readables": sentences,
        "confidences": [c for _, _, c in items],
        "rules": ["made"] * count,
        "published": [""] * count,
        "dates": [""] * count,
        "statuses": [""] * count,
    }


def node(graph: Graph, key: str, label: str, name: str, **more: Any) -> str:
    """Add a node and return its id."""
    support = {"confidence": 0.9, "sources": 2, "first_seen": "2024-01-10", "last_seen": "2025-06-01"}
    return graph.add_node(
        label, {"yimai_id": key, "name": name, **support, **proof(("A1", f"{name}在文中出现。", 0.9)), **more}
    )


def edge(graph: Graph, head: str, type_: str, tail: str, *items: tuple[str, str, float], **more: Any) -> None:
    """Add an edge with evidence."""
    support = {"confidence": 0.8, "sources": len(items), "first_seen": "2024-05-01", "date": "2024-05"}
    graph.add_edge(head, type_, tail, {"yimai_id": f"R{head}{tail}", **support, **proof(*items), **more})


def article(graph: Graph, key: str, title: str, url: str) -> None:
    """Add an article."""
    own = {
        "yimai_id": key,
        "name": title,
        "title": title,
        "publisher": "健康样报",
        "date": "2025-02-18",
        "url": url,
        "source": key,
    }
    graph.add_node("Article", own)


def small() -> Graph:
    """Return a graph of a dozen nodes with parallel relations, a conflict, a partnership, a sale and a person."""
    graph = Graph()
    article(graph, "A1", "瑞金医院与华为发布RuiPath", "https://example.org/1")
    article(graph, "A2", "病理大模型开源", "https://example.org/2")
    spelled = {"pinyin": ["ruijinyiyuan"], "initials": ["rjyy"], "registry_city": "上海"}
    node(
        graph,
        "H1",
        "Hospital",
        "瑞金医院",
        aliases=["上海瑞金医院", "Ruijin Hospital"],
        english=["Ruijin Hospital"],
        **spelled,
    )
    node(graph, "V1", "Vendor", "华为", aliases=["Huawei"], pinyin=["huawei"], initials=["hw"], registry_city="深圳")
    node(graph, "V2", "Vendor", "讯飞医疗", pinyin=["xunfeiyiliao"], initials=["xfyl"], first_seen="2022-03-01")
    node(graph, "H2", "Hospital", "桃江县中医医院", pinyin=["taojiangxian"], initials=["tjxzyyy"])
    node(graph, "M1", "Model", "RuiPath", aliases=["瑞智"])
    node(graph, "M2", "Model", "盘古大模型")
    node(graph, "I1", "Institution", "上海交通大学", kind="university")
    node(graph, "P1", "Person", "宁光")
    node(graph, "D1", "Dataset", "病理切片数据集")
    node(graph, "T1", "DataTransaction", "病理切片数据集", date="2025-01", price=65000.0, status="completed")
    node(graph, "C1", "Partnership", "瑞金医院 × 华为", kind="co_development", date="2025-02-18", status="completed")
    first = ("A1", "瑞金医院与华为共同发布RuiPath。", 0.9)
    second = ("A2", "华为此前投资了瑞金医院的孵化项目。", 0.6)
    edge(
        graph,
        "H1",
        "PARTNERS_WITH",
        "V1",
        first,
        second,
        status="completed",
        kinds=["co_development"],
        partnerships=["C1"],
    )
    edge(graph, "V1", "PART_OF", "H1", second, conflict=True, conflict_reason="说法相反")
    edge(graph, "V1", "DEVELOPED", "M1", first)
    edge(graph, "H1", "DEVELOPED", "M1", first)
    edge(graph, "M1", "BASED_ON", "M2", ("A2", "RuiPath以盘古大模型为底座。", 0.7), date="2023-11")
    edge(
        graph,
        "V2",
        "PARTNERS_WITH",
        "H2",
        ("A2", "讯飞医疗与桃江县中医医院签约。", 0.4),
        status="planned",
        confidence=0.4,
        date="2022-06",
    )
    edge(graph, "H2", "USES", "M1", ("A2", "桃江县中医医院接入RuiPath。", 0.7), date="2025-06")
    edge(graph, "P1", "AFFILIATED_WITH", "H1", ("A1", "瑞金医院院长宁光表示，进展顺利。", 0.9), title="院长")
    edge(graph, "H1", "PART_OF", "I1", ("A1", "瑞金医院附属于上海交通大学。", 0.9))
    edge(graph, "H1", "SOLD", "T1", ("A2", "瑞金医院出售病理切片数据集。", 0.8))
    edge(graph, "T1", "OF_DATASET", "D1", ("A2", "瑞金医院出售病理切片数据集。", 0.8))
    for party in ("H1", "V1"):
        edge(graph, party, "PARTY_TO", "C1", first)
    return graph


def hostile() -> Graph:
    """Return a graph in which every text is an attack."""
    graph = Graph()
    for number, text in enumerate(HOSTILE):
        article(graph, f"A{number}", text, text if number == 3 else f"https://example.org/?q={text}")
    for number, text in enumerate(HOSTILE):
        more = {"aliases": [text + "!"], "reasons": [text], "registry_city": text, "registry_kind": text}
        node(
            graph,
            f"V{number}",
            "Vendor",
            text,
            **more,
            **proof((f"A{number}", text * 2, 0.9)),
        )
    for number, text in enumerate(HOSTILE[1:], 1):
        edge(
            graph,
            f"V{number}",
            "INVESTED_IN",
            "V0",
            (f"A{number}", text, 0.9),
            conflict=True,
            conflict_reason=text,
            date=text,
        )
    return graph
