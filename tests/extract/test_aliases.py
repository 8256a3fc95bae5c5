import pytest

from extract.aliases import cluster, link
from extract.gazetteer import Gazetteer, build
from graph.model import Mention

KNOWN = build(
    [
        ("Vendor", {"name": "商汤", "short_names": "商汤科技"}),
        ("Vendor", {"name": "商汤医疗"}),
        ("Vendor", {"name": "华为", "short_names": "华为技术有限公司"}),
        ("Vendor", {"name": "华为云"}),
        ("Hospital", {"name": "华中科技大学同济医学院附属协和医院", "short_names": "武汉协和医院|武汉协和"}),
    ]
)


def mention(text, surface, label, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Mention(start, start + len(surface), surface, label, "test")


@pytest.mark.parametrize(
    ("short", "long", "label"),
    [
        ("医联", "医联集团", "Vendor"),
        ("盛诊医疗", "杭州盛诊医疗科技有限公司", "Vendor"),
        ("盛诊", "盛诊医疗", "Vendor"),
        ("华为", "华为技术有限公司", "Vendor"),
        ("宣武医院", "首都医科大学宣武医院", "Hospital"),
        ("瑞金", "瑞金医院", "Hospital"),
        ("武汉协和医院", "华中科技大学同济医学院附属协和医院", "Hospital"),
        ("砭石", "砭石大模型", "Model"),
        ("MedGPT", "医联MedGPT", "Model"),
        ("CardioMind", "观心大模型CardioMind", "Model"),
        ("国家药监局", "国家药品监督管理局", "Institution"),
        ("数据价格专委会", "数据价格专委会健康医疗部", "Institution"),
        ("阿莫迪", "达里奥·阿莫迪", "Person"),
    ],
)
def test_one_thing(short, long, label):
    assert link(short, long, label, KNOWN)


@pytest.mark.parametrize(
    ("short", "long", "label"),
    [
        ("商汤", "商汤医疗", "Vendor"),
        ("华为", "华为云", "Vendor"),
        ("中山医院", "中山大学附属医院", "Hospital"),
        ("DeepSeek", "DeepSeek-R1", "Model"),
        ("文心", "文心4.0", "Model"),
        ("清华大学", "清华大学附属北京清华长庚医院", "Institution"),
        ("王强", "王强华", "Person"),
        ("长沙市第一医院", "长沙市第四医院", "Hospital"),
    ],
)
def test_two_things(short, long, label):
    assert not link(short, long, label, KNOWN)


def test_introduced_short_form_is_one_entity():
    text = "北京国际大数据交易所(以下简称“北数所”)昨日挂牌。北数所介绍"
    found = [
        mention(text, "北京国际大数据交易所", "Institution"),
        mention(text, "北数所", "Institution"),
        mention(text, "北数所", "Institution", 1),
    ]
    (one,) = cluster(text, found, Gazetteer())
    assert one.forms() == ["北京国际大数据交易所", "北数所"]


def test_bracketed_english_name_is_one_entity():
    text = "华为与瑞金医院开发的RuiPath(瑞智)发布"
    found = [mention(text, "RuiPath", "Model"), mention(text, "瑞智", "Model")]
    (one,) = cluster(text, found, Gazetteer())
    assert set(one.forms()) == {"RuiPath", "瑞智"}


def test_a_short_form_that_two_names_could_have_goes_to_the_nearest():
    text = "江城市人民医院签约。海州市人民医院上线。人民医院表示"
    found = [
        mention(text, "江城市人民医院", "Hospital"),
        mention(text, "海州市人民医院", "Hospital"),
        mention(text, "人民医院", "Hospital", 2),
    ]
    groups = {c.forms()[0]: c.forms() for c in cluster(text, found, Gazetteer())}
    assert groups == {"江城市人民医院": ["江城市人民医院"], "海州市人民医院": ["海州市人民医院", "人民医院"]}


def test_a_hospitals_short_form_is_no_firm():
    text = "广州和济市第二人民医院昨日上线。“和济二医”的院长说，云鹊公司很好。"
    found = [
        mention(text, "和济市第二人民医院", "Hospital"),
        mention(text, "和济二医", "Vendor"),
        mention(text, "云鹊", "Vendor"),
    ]
    assert [(g.label, len(g.mentions)) for g in cluster(text, found, Gazetteer())] == [("Hospital", 2), ("Vendor", 1)]
