import pytest

from graph.build import build
from graph.errors import NotFoundError
from graph.property_graph import Graph
from tests.readings import entity, partnership, reading


@pytest.fixture(scope="module")
def graph() -> Graph:
    names = [entity("Hospital", "瑞金医院"), entity("Hospital", "瑞金市人民医院"), entity("Vendor", "华为")]
    names += [entity("Model", "DeepSeek"), entity("Vendor", "深度求索"), entity("Vendor", "云瀚医疗")]
    return build([reading("a", "瑞金医院与华为。", names, [partnership("瑞金医院", "华为")])])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("瑞金医院", "上海交通大学医学院附属瑞金医院"),
        ("rjyy", "上海交通大学医学院附属瑞金医院"),
        ("ruijinyiyuan", "上海交通大学医学院附属瑞金医院"),
        ("Ruijin Hospital", "上海交通大学医学院附属瑞金医院"),
        ("瑞金醫院", "上海交通大学医学院附属瑞金医院"),
        ("huawei", "华为"),
        ("hw", "华为"),
        ("云瀚", "云瀚医疗"),
        ("yhyl", "云瀚医疗"),
        ("yunhan", "云瀚医疗"),
        ("deepseek", "DeepSeek"),
        ("深度求索", "深度求索"),
    ],
)
def test_what_is_found_first(graph: Graph, text: str, name: str) -> None:
    assert graph.find(text)[0].node.name == name


def test_what_is_ranked_behind(graph: Graph) -> None:
    found = graph.find("瑞金")
    assert [m.node.name for m in found[:2]] == ["上海交通大学医学院附属瑞金医院", "瑞金市人民医院"]
    assert [m.node.label for m in graph.find("瑞金", label="Partnership")] == ["Partnership"]
    assert graph.find("没有的东西") == graph.find(" ") == []
    assert len(graph.find("医", limit=1)) == 1


def test_the_one_entity(graph: Graph) -> None:
    node = graph.entity("华为技术有限公司")
    assert node.name == "华为"
    assert graph.entity(node.id) == node
    assert graph.entity("DeepSeek", label="Model").label == "Model"
    with pytest.raises(NotFoundError, match="nothing answers"):
        graph.entity("没有的东西")


def test_what_one_article_calls_so_does_not_hide_what_others_do() -> None:
    hospital = entity("Hospital", "云浦中心医院", "云浦")
    graph = build(
        [reading("a", "云浦中心医院，云浦。", [hospital]), reading("b", "云浦系统。", [entity("Vendor", "云浦")])]
    )
    with pytest.raises(NotFoundError, match=r"'云浦' names several: Vendor 云浦 .*, Hospital 云浦中心医院"):
        graph.entity("云浦")
    assert graph.entity("云浦", label="Vendor").label == "Vendor"
    more = [reading(text, text, [entity("Vendor", "云浦")]) for text in ("云浦系统上线。", "云浦获得融资，估值翻倍。")]
    readings = [reading("a", "云浦中心医院，云浦。", [hospital]), *more]
    assert build(readings).entity("云浦").label == "Vendor"


def test_an_edition_does_not_hide_its_model() -> None:
    model, edition = entity("Model", "DeepSeek"), entity("Model", "DeepSeek-R1", "DeepSeek")
    found = build(
        [
            reading("a", "DeepSeek。", [model]),
            reading("b", "DeepSeek-R1，DeepSeek。", [edition]),
            reading("c", "DeepSeek-R1，DeepSeek说。", [edition]),
        ]
    )
    assert found.entity("DeepSeek").name == "DeepSeek"
    assert found.entity("DeepSeek-R1").name == "DeepSeek-R1"
