"""Who is who across articles: names everywhere, doubtful names by context, persons by organisation."""

from collections.abc import Sequence

from graph.build import build
from graph.decisions import parse_decisions
from graph.model import Entity, Reading
from graph.property_graph import Graph
from tests.readings import entity, partnership, reading, relation


def named(source: str, text: str, *entities: Entity, date: str = "2025-01-01") -> Reading:
    return reading(source, text + f"（{source}）", entities, title=source, date=date)


def names(graph: Graph, label: str) -> list[str]:
    return sorted(n.name for n in graph.nodes(label))


def hospitals(*written: str) -> Graph:
    return build(
        [
            named(f"{i}.txt", f"今天{name}说了第{i}件事。" * 9, entity("Hospital", name))
            for i, name in enumerate(written)
        ]
    )


def test_forms_of_the_registry_are_one_node_that_says_why() -> None:
    graph = hospitals("瑞金医院", "上海交通大学医学院附属瑞金医院", "上海瑞金医院", "瑞金醫院")
    (node,) = graph.nodes("Hospital")
    assert node.name == "上海交通大学医学院附属瑞金医院"
    assert {"瑞金医院", "上海瑞金医院"} <= set(node.properties["aliases"])
    assert node.properties["registry_city"] == "上海"
    assert any(reason.startswith("上海瑞金医院 = ") for reason in node.properties["reasons"])
    assert node.properties["sources"] == 4


def test_unknown_names_are_joined_by_rules() -> None:
    graph = hospitals("云浦县人民医院", "云浦人民医院", "云浦大学附属第三医院", "云浦县中医院")
    assert names(graph, "Hospital") == ["云浦县中医院", "云浦县人民医院", "云浦大学附属第三医院"]


def test_the_city_decides_what_a_short_form_means() -> None:
    wuhan = "武汉市卫健委今天表示，武汉的协和医院将在武汉和湖北各地推广。"
    beijing = "协和医院今天发布新系统，来自各地的专家参加了会议，会议由院长主持。"
    graph = build(
        [named("w", wuhan, entity("Hospital", "协和医院")), named("b", beijing, entity("Hospital", "协和医院"))]
    )
    assert names(graph, "Hospital") == ["北京协和医院", "华中科技大学同济医学院附属协和医院"]
    reasons = [r for n in graph.nodes("Hospital") for r in n.properties["reasons"]]
    assert any("context" in reason for reason in reasons)


def test_another_form_in_the_article_decides() -> None:
    found = entity("Hospital", "中山医院", "厦门大学附属中山医院")
    assert names(build([named("a", "中山医院（厦门大学附属中山医院）上线。", found)]), "Hospital") == [
        "厦门大学附属中山医院"
    ]


def test_the_university_of_the_article_tells_whose_institute_it_is() -> None:
    whole = named("a", "清华大学智能产业研究院发布模型。", entity("Institution", "清华大学智能产业研究院"))
    school, own = entity("Institution", "清华大学"), entity("Institution", "智能产业研究院")
    other = entity("Institution", "北京大学")
    text = "智能产业研究院与云浦县人民医院的研究发表。清华大学祝贺，北京大学列席。"
    tied = reading("t", text, [school, other, own], [relation(own.id, "PART_OF", school.id)])
    for article in (tied, named("u", "清华大学的智能产业研究院。", school, own)):
        graph = build([whole, article])
        assert "智能产业研究院" not in names(graph, "Institution")
        (node,) = (n for n in graph.nodes("Institution") if n.name == "清华大学智能产业研究院")
        assert any("of which university" in reason for reason in node.properties["reasons"])
    for article in (named("v", text, school, other, own), named("w", "智能产业研究院成立。", own)):
        assert "智能产业研究院" in names(build([whole, article]), "Institution")
    elsewhere = reading("x", text, [school, other, own], [relation(own.id, "PART_OF", other.id)])
    assert "智能产业研究院" in names(build([whole, elsewhere]), "Institution")


def test_what_nothing_decides_is_left_apart() -> None:
    graph = hospitals("人民医院", "人民医院", "北京大学人民医院")
    assert names(graph, "Hospital") == ["人民医院", "人民医院", "北京大学人民医院"]


def test_a_reprint_means_the_same_by_a_doubtful_name() -> None:
    text = "据悉，人民医院近日上线了新的智能系统，覆盖全院各个科室，医生们表示效率明显提高。"
    graph = build([named(s, text * 3, entity("Hospital", "人民医院")) for s in "ab"])
    (node,) = graph.nodes("Hospital")
    assert node.properties["sources"] == 1
    assert len(node.properties["articles"]) == 2


def test_parent_subsidiary_model_and_maker_stay_apart() -> None:
    graph = build(
        [
            named("a", "华为与华为云。", entity("Vendor", "华为"), entity("Vendor", "华为云")),
            named("b", "商汤科技和商汤医疗。", entity("Vendor", "商汤"), entity("Vendor", "商汤医疗")),
            named("c", "DeepSeek发布DeepSeek。", entity("Vendor", "DeepSeek"), entity("Model", "DeepSeek", id="m")),
            named("d", "云瀚与云瀚医疗。", entity("Vendor", "云瀚"), entity("Vendor", "云瀚医疗")),
        ]
    )
    assert names(graph, "Vendor") == ["云瀚", "云瀚医疗", "华为", "华为云", "商汤医疗", "商汤科技", "深度求索"]
    assert names(graph, "Model") == ["DeepSeek"]


def made(source: str, maker: str, model: str, *others: str) -> Reading:
    ends = [entity("Vendor", maker), entity("Model", model, *others)]
    return reading(
        source,
        f"第{source}篇：{maker}推出{model}，{source * 30}。",
        ends,
        [relation(ends[0].id, "DEVELOPED", ends[1].id)],
    )


def test_a_short_name_is_no_listed_model_where_another_makes_it() -> None:
    listed = named("p", "RuiPath病理大模型上线。", entity("Model", "RuiPath"))
    short = named("q", "瑞智用于阅片。", entity("Model", "瑞智"))
    same = [
        made("a", "华为", "瑞智"),
        made("b", "云浦医疗", "瑞智病理大模型"),
        made("c", "云浦医疗", "RuiPath", "瑞智"),
    ]
    assert names(build([listed, short, *same]), "Model") == ["RuiPath"]
    other = [
        made("d", "云浦医疗", "瑞智"),
        made("e", "云浦医疗", "瑞智"),
        made("f", "云浦医疗", "瑞智重症系统", "瑞智"),
    ]
    graph = build([listed, short, *other])
    assert names(graph, "Model") == ["RuiPath", "瑞智", "瑞智重症系统"]
    assert {n.properties["sources"] for n in graph.nodes("Model") if n.name == "瑞智"} == {2}


def test_a_short_name_stays_the_listed_model_of_its_makers_and_their_kin() -> None:
    listed = named("p", "RuiPath病理大模型上线。", entity("Model", "RuiPath"))
    own = [entity("Hospital", "瑞金医院"), entity("Model", "瑞智")]
    maker = reading("a", "瑞金医院推出瑞智。", own, [relation(own[0].id, "DEVELOPED", own[1].id)])
    assert names(build([listed, maker, made("b", "华为技术有限公司", "瑞智")]), "Model") == ["RuiPath"]
    others = [made("c", "云浦医疗", "瑞智"), made("d", "云浦医疗有限公司", "瑞智")]
    assert names(build([listed, *others]), "Model") == ["RuiPath", "瑞智"]


def test_an_article_that_gives_another_form_joins_it_everywhere() -> None:
    graph = build(
        [
            named("a", "云瀚医疗（简称云瀚）今天发布。", entity("Vendor", "云瀚医疗", "云瀚")),
            named("b", "云瀚的产品。", entity("Vendor", "云瀚")),
        ]
    )
    (node,) = graph.nodes("Vendor")
    assert any("another form" in reason for reason in node.properties["reasons"])


def test_a_form_that_two_things_share_joins_neither() -> None:
    graph = build(
        [
            named("a", "北京仁桦医院（仁桦）。", entity("Hospital", "北京仁桦医院", "仁桦医院")),
            named("b", "上海仁桦医院（仁桦）。", entity("Hospital", "上海仁桦医院", "仁桦医院")),
            named("c", "仁桦医院。", entity("Hospital", "仁桦医院")),
        ]
    )
    assert names(graph, "Hospital") == ["上海仁桦医院", "仁桦医院", "北京仁桦医院"]


def person(source: str, seat: str | None, text: str = "") -> Reading:
    entities = [entity("Person", "李明")] + ([entity("Vendor", seat)] if seat else [])
    facts = [relation("李明", "AFFILIATED_WITH", seat, title="院长")] if seat else []
    return reading(source, text or f"{source}：李明是{seat}的人，{source * 40}。", entities, facts)


def test_persons_are_one_where_they_share_an_organisation() -> None:
    graph = build([person("a", "华为"), person("b", "华为技术有限公司"), person("c", "云瀚医疗"), person("d", None)])
    assert sorted(len(n.properties["articles"]) for n in graph.nodes("Person")) == [1, 1, 2]
    assert len({n.id for n in graph.nodes("Person")}) == 3


def test_an_article_that_names_both_organisations_joins_a_person() -> None:
    both = reading(
        "c",
        "李明由华为转到云瀚医疗。",
        [entity("Person", "李明"), entity("Vendor", "华为"), entity("Vendor", "云瀚医疗")],
        [relation("李明", "AFFILIATED_WITH", "华为", former=True), relation("李明", "AFFILIATED_WITH", "云瀚医疗")],
    )
    assert len(list(build([person("a", "华为"), person("b", "云瀚医疗"), both]).nodes("Person"))) == 1


def decided(readings: Sequence[Reading], text: str) -> Graph:
    return build(readings, decisions=parse_decisions(text))


def test_people_decide() -> None:
    readings = [
        named("a", "云瀚。", entity("Vendor", "云瀚")),
        named("b", "云瀚医疗。", entity("Vendor", "云瀚医疗")),
        named("c", "云瀚医疗有限公司。", entity("Vendor", "云瀚医疗有限公司")),
        named("d", "云杏。", entity("Vendor", "云杏")),
    ]
    assert (
        names(build(readings), "Vendor") == ["云杏", "云瀚", "云瀚医疗"] or len(names(build(readings), "Vendor")) == 3
    )
    assert len(names(decided(readings, "same | Vendor | 云瀚 | 云瀚医疗"), "Vendor")) == 2
    assert len(names(decided(readings, "different | Vendor | 云瀚医疗 | 云瀚医疗有限公司"), "Vendor")) == 4
    assert "云瀚公司" in names(decided(readings, "name | Vendor | 云瀚 | 云瀚公司"), "Vendor")
    assert names(decided(readings, "label | Vendor | 云杏 | Model"), "Model") == ["云杏"]


def test_people_take_facts_back_and_mend_them() -> None:
    text = "华为与云瀚医疗合作，华为使用云杏。"
    facts = [partnership("华为", "云瀚医疗"), relation("华为", "USES", "云杏")]
    readings = [
        reading("a", text, [entity("Vendor", "华为"), entity("Vendor", "云瀚医疗"), entity("Model", "云杏")], facts)
    ]
    graph = decided(readings, "wrong | 云瀚医疗 | PARTNERS_WITH | Huawei\nwrong | 华为 | USES | 云杏")
    assert {e.type for e in graph.edges()} == {"MENTIONS"}
    fix = "fix | 华为 | USES | 云杏 | type=DEVELOPED | date=2025-02 | status=active"
    (edge,) = decided(readings, fix).edges("DEVELOPED")
    assert (edge.properties["date"], edge.properties["status"]) == ("2025-02", "active")
