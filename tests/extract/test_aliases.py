import random
import re
from collections import defaultdict

import pytest

from extract.aliases import Akin, cluster, link
from extract.forms import RULES, key
from extract.gazetteer import Gazetteer, build, registry
from extract.loose import LOOSE
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
        ("榕杏联达", "海陵榕杏联达科技（上海）有限公司", "Vendor"),
        ("海陵移动", "中国移动海陵分公司", "Vendor"),
        ("榕卫社", "榕江卫生出版社", "Vendor"),
        ("海陵荣总", "海陵荣民总医院", "Hospital"),
        ("高荣", "高雄荣民总医院", "Hospital"),
        ("北荣", "台北荣总", "Hospital"),
        ("北医", "台北医学大学", "Institution"),
        ("岭海医大三附院", "岭海医科大学附属第三医院", "Hospital"),
        ("城北区卫健局", "榕江市城北区卫生健康局", "Institution"),
        ("哨兵", "哨兵™", "Model"),
        ("宣武医院", "首都医科大学宣武医院", "Hospital"),
        ("瑞金", "瑞金医院", "Hospital"),
        ("武汉协和医院", "华中科技大学同济医学院附属协和医院", "Hospital"),
        ("砭石", "砭石大模型", "Model"),
        ("MedGPT", "医联MedGPT", "Model"),
        ("CardioMind", "观心大模型CardioMind", "Model"),
        ("国家药监局", "国家药品监督管理局", "Institution"),
        ("榕江病案专委会", "榕江病案专委会会员部", "Institution"),
        ("阿莫迪", "达里奥·阿莫迪", "Person"),
        ("榕杏", "榕杏医疗信息股份有限公司", "Vendor"),
        ("云窗", "云窗投资控股有限公司", "Vendor"),
        ("省科协", "海陵省科协", "Institution"),
        ("省卫健委", "海陵省卫生健康委员会", "Institution"),
        ("海理大", "海陵理工大学", "Institution"),
        ("海陵理工", "海陵理工大学", "Institution"),
        ("榕江沿河医院", "榕江市沿河医院", "Hospital"),
        ("Ferreira", "Ana Ferreira", "Person"),
        ("若岚", "冯若岚", "Person"),
        ("青灯", "青灯APP", "Model"),
        ("青灯", "青灯AI助手", "Model"),
        ("海陵移动", "中国移动通信集团海陵有限公司", "Vendor"),
        ("中国移动海陵公司", "中国移动通信集团海陵有限公司", "Vendor"),
        ("海陵大学", "国立海陵大学", "Institution"),
        ("海大", "国立海陵大学", "Institution"),
        ("榕江新城管委会", "海陵榕江新城管理委员会", "Institution"),
        ("松壑证券", "海陵松壑证券股份有限公司", "Institution"),
        ("松壑证券", "松壑证券股份有限公司", "Institution"),
    ],
)
def test_one_thing(short, long, label):
    assert link(short, long, label, KNOWN)


@pytest.mark.parametrize(
    ("short", "long", "label"),
    [
        ("商汤", "商汤医疗", "Vendor"),
        ("海陵大学", "海陵医科大学", "Institution"),
        ("榕江市委", "榕江市卫生健康委员会", "Institution"),
        ("海陵移动", "中国移动榕江分公司", "Vendor"),
        ("华为", "华为云", "Vendor"),
        ("海陵医院", "海陵大学附属医院", "Hospital"),
        ("DeepSeek", "DeepSeek-R1", "Model"),
        ("文心", "文心4.0", "Model"),
        ("清华大学", "清华大学附属北京清华长庚医院", "Institution"),
        ("王强", "王强华", "Person"),
        ("长沙市第一医院", "长沙市第四医院", "Hospital"),
        ("榕江市第一医院", "榕江市第十一医院", "Hospital"),
        ("榕江市中心医院", "榕江市中心医院城南分院", "Hospital"),
        ("海陵大学", "海陵大学医学部", "Institution"),
        ("海陵省医学会", "海陵省医学会病理学分会", "Institution"),
        ("青灯", "青灯Lite", "Model"),
        ("青灯", "青灯儿科版", "Model"),
        ("青灯", "青灯二代", "Model"),
        ("蓝岬", "蓝岬投资", "Vendor"),
        ("省人民医院", "海陵省第二人民医院", "Hospital"),
        ("北大", "东北大学", "Institution"),
        ("科大", "海陵科技师范大学", "Institution"),
        ("海陵大学医学院", "海陵大学生物医学工程学院", "Institution"),
        ("海陵市卫健委", "海陵市榕江区卫生健康委员会", "Institution"),
        ("MedGPT", "ChiMed-GPT", "Model"),
        ("LinGPT", "QingLinGPT", "Model"),
        ("小青", "问小青", "Model"),
        ("青灯", "青灯·问", "Model"),
        ("Lantern4", "Lantern4-Finance", "Model"),
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


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("云窗医疗更名为“拾光智医”，总部不变。", True),
        ("云窗医疗，现已更名拾光智医。", True),
        ("云窗医疗（曾用名：拾光智医）拿到新一轮融资。", True),
        ("云窗医疗建议拾光智医换一个名字。", False),
    ],
)
def test_a_renamed_firm_is_one_entity(text, one):
    found = [mention(text, "云窗医疗", "Vendor"), mention(text, "拾光智医", "Vendor")]
    assert (len(cluster(text, found, Gazetteer())) == 1) == one


def test_bracketed_english_name_is_one_entity():
    text = "华为与瑞金医院开发的RuiPath(瑞智)发布"
    found = [mention(text, "RuiPath", "Model"), mention(text, "瑞智", "Model")]
    (one,) = cluster(text, found, Gazetteer())
    assert set(one.forms()) == {"RuiPath", "瑞智"}


@pytest.mark.parametrize(
    ("text", "label", "names", "one"),
    [
        (
            "榕江市中心医院（海陵大学附属榕江医院）启用新楼",
            "Hospital",
            ("榕江市中心医院", "海陵大学附属榕江医院"),
            True,
        ),
        ("「文灯助理」(Lantern Assistant,LANA)上线", "Model", ("文灯助理", "Lantern Assistant", "LANA"), True),
        ("蓝岬投资局(Lanjia Fund/LJF)领投", "Institution", ("蓝岬投资局", "Lanjia Fund", "LJF"), True),
        ("松壑证券(“松壑”“保荐机构”)", "Institution", ("松壑证券", "松壑"), True),
        ("蓝岬医疗（榕杏医护的母公司）", "Vendor", ("蓝岬医疗", "榕杏医护"), False),
        ("主任冯若岚（左）、郑其山（右）", "Person", ("冯若岚", "郑其山"), False),
        ("冯若岚（郑其山）", "Person", ("冯若岚", "郑其山"), False),
    ],
)
def test_what_stands_alone_in_brackets_is_another_form(text, label, names, one):
    found = [mention(text, name, label) for name in names]
    assert (len(cluster(text, found, Gazetteer())) == 1) == one


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


def grouped(label, *names):
    text, found = "。".join(names), []
    for name in names:
        start = text.index(name) if not found else text.index(name, found[-1].end)
        found.append(Mention(start, start + len(name), name, label, "test"))
    return sorted(sorted(c.forms()) for c in cluster(text, found, KNOWN))


@pytest.mark.parametrize(
    ("label", "short", "long"),
    [
        ("Vendor", "蓝岬", "蓝岬基因"),
        ("Vendor", "榕杏", "榕杏医护软件"),
        ("Vendor", "扁舟信息", "海陵扁舟信息技术有限公司"),
        ("Model", "DeepSeek", "DeepSeek-R1"),  # the only edition told of
        ("Model", "DeepSeek", "DeepSeek-R1满血版"),
        ("Hospital", "秀岚", "秀岚纪念医院"),
        ("Institution", "松壑", "松壑资本"),
        ("Institution", "大数据工程中心", "海陵大学健康医疗大数据工程中心"),
        ("Model", "青灯", "青灯3.0"),
        ("Institution", "科大", "海陵科技大学"),
        ("Vendor", "飞骑", "海陵飞骑应急装备有限公司"),
        ("Vendor", "飞骑公司", "海陵飞骑应急装备有限公司"),
        ("Vendor", "海科控股", "海陵科学院控股有限公司"),
        ("Model", "青灯-LM", "青灯-LM-7B"),
    ],
)
def test_a_brand_is_the_only_thing_that_begins_so(label, short, long):
    assert grouped(label, long, short) == [sorted([short, long])]


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Vendor", ("蓝岬", "蓝岬云控", "蓝岬基因")),  # which of two it stands for nobody can tell
        ("Vendor", ("蓝岬", "蓝岬大健康事业群")),
        ("Vendor", ("华为", "华为终端云")),  # the registry knows the shorter as a firm of its own
        ("Hospital", ("榕江市中心医院", "榕江市中心医院南院区")),
        ("Institution", ("海陵大学", "海陵大学数据交易研究中心")),
        ("Institution", ("海陵省药监局", "海陵省药监局审评中心")),
        ("Vendor", ("蓝岬", "蓝岬保险")),
        ("Institution", ("科大", "海陵科技大学", "榕江科技大学")),
        ("Model", ("青灯", "青灯·问", "青灯·录")),
        ("Model", ("DeepSeek", "DeepSeek-R1", "DeepSeek-V3")),
        ("Vendor", ("飞骑", "海陵飞骑应急装备有限公司", "榕江飞骑影像集团")),
    ],
)
def test_a_house_and_its_parts_stay_apart(label, names):
    assert grouped(label, *names) == sorted([n] for n in names)


def test_a_full_name_and_its_brand_meet_over_a_middle_form():
    assert grouped("Vendor", "蓝岬基因科技有限公司", "蓝岬", "蓝岬基因") == [
        sorted(["蓝岬基因科技有限公司", "蓝岬基因", "蓝岬"])
    ]


@pytest.mark.parametrize(
    ("label", "name", "forms"),
    [
        ("Model", "AI病理助手LumiSlide", ["AI病理助手LumiSlide", "LumiSlide"]),
        ("Model", "LumiSlide大模型", ["LumiSlide大模型", "LumiSlide"]),
        ("Model", "青灯LumiSlide", ["青灯LumiSlide"]),
        ("Model", "AI大模型", ["AI大模型"]),
        ("Institution", "美国哈里森大学", ["美国哈里森大学", "哈里森大学"]),
        ("Institution", "美国癌症协会", ["美国癌症协会"]),
        ("Institution", "美国西北大学", ["美国西北大学"]),
        ("Institution", "澳大利亚国立大学", ["澳大利亚国立大学"]),
        ("Model", "ECG心电诊断系统", ["ECG心电诊断系统"]),
        ("Model", "智慧医疗大模型Pro", ["智慧医疗大模型Pro"]),
    ],
)
def test_the_name_that_stands_inside_a_name(label, name, forms):
    (one,) = cluster(name, [Mention(0, len(name), name, label, "test")], Gazetteer())
    assert one.forms() == forms


def test_a_long_row_of_trades_is_compared_at_once():
    assert not link("榕杏", "榕杏" + "医疗科技" * 200 + "岚", "Vendor", KNOWN)
    assert link("榕杏", "榕杏" + "医疗科技" * 200, "Vendor", KNOWN)


def test_a_name_of_signs_alone_breaks_nothing():
    assert (
        len(
            cluster(
                "__与海陵医院",
                [mention("__与海陵医院", "__", "Institution"), mention("__与海陵医院", "海陵医院", "Hospital")],
                KNOWN,
            )
        )
        == 2
    )


@pytest.mark.parametrize("label", ["Vendor", "Hospital", "Institution", "Model"])
def test_no_rule_joins_names_that_are_not_looked_up_for_one_another(label):
    forms = sorted({form for form, of in registry().named if of == label})
    spelled = {(label, key(form)): form for form in random.Random(1).sample(forms, min(len(forms), 400))}
    ordered = sorted(spelled, key=lambda k: (len(k[1]), k))
    akin = Akin(ordered, spelled, defaultdict(str))
    joined = 0
    for n, short in enumerate(ordered):
        looked_up = set(akin.longer(n))
        for long in ordered[n + 1 :]:
            if any(rule(spelled[short], spelled[long], label) for rule in (*RULES, *LOOSE)):
                joined += 1
                assert long in looked_up, (spelled[short], spelled[long])
    assert joined > 20


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("云鹊控股与子公司云鹊科技签约", 2),
        ("云鹊集团旗下的云鹊智慧医疗签约", 2),
        ("云鹊、云鹊集团都到了", 2),
        ("云鹊控股公告，子公司云鹊科技签约。云鹊到场", 2),  # 云鹊 is one of them
        ("云鹊控股上市了。云鹊科技签约", 1),
    ],
)
def test_what_is_told_beside_another_is_another(text, things):
    names = re.findall("云鹊(?:控股|科技|集团|智慧医疗)?", text)
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(Mention(at, at + len(name), name, "Vendor", "encoder", 0.9))
        at += len(name)
    assert len(cluster(text, found, Gazetteer())) == things
