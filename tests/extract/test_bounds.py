import pytest

from extract.bounds import alone, joint, snap, split, trim, whole, without_strays
from extract.gazetteer import Match
from extract.mentions import by_form
from graph.model import Mention


def m(text, label="Model", score=0.9, start=0):
    return Mention(start, start + len(text), text, label, "test", score)


def known(text, surface, label, risky=False):
    start = text.index(surface)
    return Match(start, start + len(surface), label, surface, risky)


@pytest.mark.parametrize(
    ("given", "text", "start"),
    [
        ("“小愈”", "小愈", 1),
        ("RuiPath(瑞智)", "RuiPath(瑞智)", 0),
        ("RuiPath(", "RuiPath", 0),
        ("树兰（杭州）医院", "树兰（杭州）医院", 0),
        (" 盛诊医疗，", "盛诊医疗", 1),
        ("医疗云《", "医疗云", 0),
        ("福棠·百川”儿科", "福棠·百川", 0),
        ("用“心”医疗", "用“心”医疗", 0),
        ("切片训练 瑞金医院", "瑞金医院", 5),
    ],
)
def test_trim(given, text, start):
    found = trim(m(given))
    assert (found.text, found.start, found.end) == (text, start, start + len(text))


def test_names_are_cut_at_the_bounds_of_known_ones():
    text = "百度健康灵医大模型"
    found = [m("百度健", "Vendor", 0.9), m("康灵医大模型", "Model", 0.9, 3)]
    out = snap(found, [known(text, "百度健康", "Vendor")], text)
    assert sorted((x.start, x.text, x.label) for x in out) == [(0, "百度健康", "Vendor"), (4, "灵医大模型", "Model")]


def test_what_was_taken_for_a_person_inside_a_known_name_is_that():
    text = "高雄荣总去年"
    (found,) = snap([m("高雄荣", "Person")], [known(text, "高雄荣总", "Hospital")], text)
    assert (found.text, found.label) == ("高雄荣总", "Hospital")


def test_a_longer_name_than_the_known_one_stays():
    text = "首都医科大学宣武医院"
    out = snap([m(text, "Hospital")], [known(text, "宣武医院", "Hospital")], text)
    assert [x.text for x in out] == [text]


@pytest.mark.parametrize(
    ("text", "name", "label", "whole"),
    [
        ("云鹊大健康事业群总裁", "云鹊大健康", "Vendor", "云鹊大健康事业群"),
        ("云鹊医疗军团签约", "云鹊医疗", "Vendor", "云鹊医疗军团"),
        ("云鹊大健康总裁", "云鹊大健康", "Vendor", "云鹊大健康"),
        ("云鹊大学事业部", "云鹊大学", "Institution", "云鹊大学"),
    ],
)
def test_the_word_that_makes_a_unit_belongs_to_its_name(text, name, label, whole):
    assert [x.text for x in snap([m(name, label)], [], text)] == [whole]


@pytest.mark.parametrize(
    ("given", "label", "name"),
    [
        ("CEO郭岚溪", "Person", "郭岚溪"),
        ("郭岚溪高工", "Person", "郭岚溪"),
        ("郭教授", "Person", "郭教授"),  # an address, refused later
        ("Rongxing Therapeutics硼中子", "Vendor", "Rongxing Therapeutics"),
        ("Rongxing Health中国", "Vendor", "Rongxing Health中国"),
        ("榕杏智慧医疗访问团", "Institution", "榕杏智慧医疗"),
        ("海陵大学于榕杏学院", "Institution", "海陵大学"),
        ("于都大学", "Institution", "于都大学"),
        ("数商榕杏科技", "Vendor", "榕杏科技"),
        ("数商云科技", "Vendor", "数商云科技"),
    ],
)
def test_posts_and_the_next_words_are_cut_off(given, label, name):
    found = trim(m(given, label))
    assert found.text == name == given[found.start : found.end]


def test_the_word_that_joins_two_names_belongs_to_neither():
    found = [m("榕杏教育和", "Vendor"), m("海陵医院", "Hospital", start=5), m("仁和", "Vendor", start=12)]
    assert [x.text for x in without_strays(found, "榕杏教育和海陵医院签约，仁和")] == ["榕杏教育", "海陵医院", "仁和"]


def test_a_person_beside_another_name_does_not_end_in_the_word_between():
    found = [m("石文岚和", "Person"), m("军医局", "Institution", start=4)]
    assert [x.text for x in without_strays(found, "石文岚和军医局局长")] == ["石文岚", "军医局"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("榕杏医院-云鹊联合实验室", ["榕杏医院-云鹊联合实验室"]),
        ("榕杏医院—云鹊联合实验室", ["榕杏医院—云鹊联合实验室"]),
        ("榕杏医院、云鹊联合实验室", ["榕杏医院", "云鹊联合实验室"]),
        ("榕杏医院-云鹊医疗", ["榕杏医院", "云鹊医疗"]),
    ],
)
def test_a_joint_laboratory_has_the_names_of_both(text, names):
    found = [m(text[:4], "Hospital"), m(text[5:], "Institution", start=5)]
    assert [x.text for x in joint(found, text)] == names


@pytest.mark.parametrize(("found", "name"), [("顾亦也", "顾亦"), ("顾亦帆", "顾亦帆"), ("欧阳亦也", "欧阳亦也")])
def test_an_adverb_is_no_part_of_a_name_of_two_characters(found, name):
    assert trim(m(found, "Person")).text == name


@pytest.mark.parametrize(
    ("given", "label", "name"),
    [
        ("青灯之", "Model", "青灯"),
        ("青灯.", "Model", "青灯"),
        ("LumiSlide Inc.", "Vendor", "LumiSlide Inc."),
        ("榕杏医疗等", "Vendor", "榕杏医疗"),
        ("王羡之", "Person", "王羡之"),
        ("榕杏医信集体", "Vendor", "榕杏医信"),
        ("榕杏官网", "Vendor", "榕杏"),
        ("榕杏年报", "Model", "榕杏年报"),
        ("榕杏官网公告", "Vendor", "榕杏"),
        ("“榕杏”官网", "Vendor", "榕杏"),
        ("海陵美的", "Vendor", "海陵美的"),
    ],
)
def test_a_particle_ends_no_name(given, label, name):
    assert trim(m(given, label)).text == name


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("海陵创新研究院（HIRI）", [(0, "海陵创新研究院"), (8, "HIRI")]),
        ("青灯(Lumi)", [(0, "青灯"), (3, "Lumi")]),
        ("榕杏（海陵）医院", [(0, "榕杏（海陵）医院")]),
        ("RuiPath(瑞智)", [(0, "RuiPath(瑞智)")]),
        ("海陵研究院 （HIRI）", [(0, "海陵研究院"), (7, "HIRI")]),
        ("青灯大模型（V3）", [(0, "青灯大模型（V3）")]),
        ("青灯大模型（Pro）", [(0, "青灯大模型（Pro）")]),
    ],
)
def test_an_acronym_in_brackets_is_a_form_of_its_own(given, parts):
    assert [(x.start, x.text) for x in split(m(given))] == parts


@pytest.mark.parametrize(
    ("given", "label", "parts"),
    [
        ("海陵城市大学（海大）", "Institution", ["海陵城市大学", "海大"]),
        ("海陵城市大学（南湖）", "Institution", ["海陵城市大学（南湖）"]),  # its place
        ("海陵城市集团（海城）", "Vendor", ["海陵城市集团（海城）"]),
    ],
)
def test_a_short_form_in_brackets_is_a_form_of_its_own(given, label, parts):
    assert [x.text for x in split(m(given, label))] == parts


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("榕杏智能诊断事业部昨日", "榕杏智能诊断事业", "Vendor", "榕杏智能诊断事业部"),
        ("海陵省医学会病理学分会年会", "海陵省医学会病理学分", "Institution", "海陵省医学会病理学分会"),
        ("海陵大学人工智能研究院", "海陵大学人工智能研究", "Institution", "海陵大学人工智能研究院"),
        ("榕杏国宾门诊部负责人", "榕杏国宾", "Hospital", "榕杏国宾门诊部"),
        ("榕杏科技事业发展", "榕杏科技", "Vendor", "榕杏科技"),
        ("记者缑文岚报道", "文岚", "Person", "缑文岚"),
        ("院长端木清岚说", "木清岚", "Person", "木清岚"),
        ("院长端木清说", "木清", "Person", "端木清"),
        ("院长尉迟清岚说", "清岚", "Person", "尉迟清岚"),
        ("和月岚一起", "月岚", "Person", "月岚"),
        ("张王岚说", "王岚", "Person", "王岚"),
        ("副院长孙岚", "孙岚", "Person", "孙岚"),
        ("该公司马岚表示", "马岚", "Person", "马岚"),
        ("山东方岚", "方岚", "Person", "方岚"),
        ("浙江志岚", "志岚", "Person", "志岚"),
        ("榕杏二院门诊部主任", "榕杏二院", "Hospital", "榕杏二院"),
        ("榕杏数据局限于", "榕杏数据", "Vendor", "榕杏数据"),
        ("榕杏联合会同", "榕杏联合", "Institution", "榕杏联合"),
        ("榕杏国际集团内部", "榕杏国际", "Vendor", "榕杏国际集团"),
        ("榕江新区党工委书记", "榕江新区", "Institution", "榕江新区党工委"),
        ("海陵大学管委会", "海陵大学", "Institution", "海陵大学"),
        ("海陵大学计算与数据科学学院来的", "海陵大学计算与", "Institution", "海陵大学计算与数据科学学院"),
        ("榕杏医院和榕杏科技与海陵签约", "榕杏科技与", "Vendor", "榕杏科技"),
        ("海陵部基层卫生与妇幼保健司司长", "海陵部基层卫生", "Institution", "海陵部基层卫生与妇幼保健司"),
        ("海陵发改委国际合作司司长", "海陵发改委国际", "Institution", "海陵发改委国际合作司"),
        ("海陵发改委与国际合作司司长", "海陵发改委", "Institution", "海陵发改委"),
        ("海陵医学会病理学专委会", "海陵医学会病理学", "Institution", "海陵医学会病理学专委会"),
        ("同框的还有驻榕江经济办事处处长", "榕江经济办事", "Institution", "榕江经济办事处"),
        ("拜会驻榕江代表团", "榕江", "Institution", "驻榕江代表团"),
        ("榕江代表团到访", "榕江", "Institution", "榕江"),
    ],
)
def test_a_name_is_taken_up_whole(text, name, label, expected):
    found = whole(m(name, label, start=text.index(name)), text)
    assert (found.text, text[found.start : found.end]) == (expected, expected)


@pytest.mark.parametrize(
    ("name", "label", "score", "expected"),
    [
        ("榕杏城投公司", "Institution", 0.7, "Vendor"),
        ("榕杏城投公司", "Institution", 0.95, "Institution"),
        ("榕杏基金管理公司", "Institution", 0.7, "Institution"),
        ("榕杏招标集团", "Institution", 0.7, "Institution"),
        ("榕杏医院集团", "Institution", 0.7, "Institution"),
        ("海陵研究院", "Hospital", 0.95, "Institution"),
        ("达摩院", "Hospital", 0.95, "Vendor"),
        ("海陵防治院", "Hospital", 0.7, "Hospital"),
        ("海陵卫健局", "Hospital", 0.95, "Institution"),
        ("海陵附属医院健康科技有限公司", "Hospital", 0.95, "Vendor"),
        ("榕杏互联网医院（海陵）有限公司", "Hospital", 0.95, "Hospital"),
        ("榕杏影像实验室", "Vendor", 0.95, "Institution"),
        ("榕杏人寿", "Institution", 0.95, "Vendor"),
    ],
)
def test_the_form_of_a_doubtful_name_tells_its_kind(name, label, score, expected):
    assert by_form(m(name, label, score)).label == expected


@pytest.mark.parametrize(
    ("names", "label", "expected"),
    [
        (["榕杏科", "榕杏科确", "榕杏科"], "Vendor", ["榕杏科", "榕杏科", "榕杏科"]),
        (["仇岚溪", "仇岚溪刚"], "Person", ["仇岚溪", "仇岚溪"]),
        (["仇岚", "仇岚拿"], "Person", ["仇岚", "仇岚"]),
        (["仇岚溪", "仇岚溪本行"], "Person", ["仇岚溪", "仇岚溪"]),
        (["榕杏", "榕杏机器"], "Vendor", ["榕杏", "榕杏机器"]),
        (["榕大", "榕大校"], "Institution", ["榕大", "榕大"]),
        (["榕杏大学", "榕杏大学部"], "Institution", ["榕杏大学", "榕杏大学部"]),
        (["榕杏", "榕杏云"], "Vendor", ["榕杏", "榕杏云"]),
        (["榕杏科确"], "Vendor", ["榕杏科确"]),
        (["榕大", "和榕大校"], "Institution", ["榕大", "榕大"]),
        (["和榕大校"], "Institution", ["和榕大校"]),
    ],
)
def test_a_character_of_the_next_word_is_cut_where_the_article_has_the_name_without(names, label, expected):
    text = "".join(n.ljust(10) for n in names)
    found = without_strays([m(n, label, start=10 * k) for k, n in enumerate(names)], text)
    assert [f.text for f in found] == expected and all(f.end - f.start == len(f.text) for f in found)


def test_the_last_character_of_the_word_before_is_cut_where_the_article_has_the_name_without():
    text = "一行莅临榕杏科技。榕杏科技介绍"
    found = [m("临榕杏科技", "Vendor", start=3), m("榕杏科技", "Vendor", start=9)]
    assert [f.text for f in without_strays(found, text)] == ["榕杏科技", "榕杏科技"]


def test_a_person_who_is_everywhere_told_with_the_next_character_has_it():
    text = "书记仇岚溪到场。书记仇岚溪介绍"
    found = [m("仇岚溪", "Person", start=2), m("仇岚", "Person", start=10)]
    assert [f.text for f in without_strays(found, text)] == ["仇岚溪", "仇岚溪"]


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("日前同磐岚投资签了协议", "同磐岚投资", "Institution", "磐岚投资"),
        ("日前，同仁榕杏签了协议", "同仁榕杏", "Vendor", "同仁榕杏"),
        ("日前同磐岚投资、海陵大学、海陵研究院等机构一起发起计划", "同磐岚投资", "Institution", "磐岚投资"),
        ("日前同磐岚投资大楼着火", "同磐岚投资", "Institution", "同磐岚投资"),
        ("模型Rong-M 2023年发布", "Rong-M 202", "Model", "Rong-M"),
        ("海陵市政府党组成员", "海陵市政府党", "Institution", "海陵市政府"),
        ("海陵共产党员", "海陵共产党", "Institution", "海陵共产党"),
        ("模型Rong 2升级", "Rong 2", "Model", "Rong 2"),
    ],
)
def test_what_is_no_part_of_a_name_is_cut(text, name, label, expected):
    found = alone(m(name, label, start=text.index(name)), text)
    assert (found.text, text[found.start : found.end]) == (expected, expected)
