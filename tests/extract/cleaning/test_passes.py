"""Every small pass, as tables of (text in, text out)."""

import pytest

from extract.cleaning import clean, given_span, readable
from extract.cleaning.aligned import Edit, Pass, aligned, apply, run, same_length
from extract.cleaning.characters import invisible, punctuation, widths
from extract.cleaning.markup import entities, markdown, tags
from extract.cleaning.numbering import paragraph_numbers
from extract.cleaning.pinyin import glosses
from extract.cleaning.script import simplified, variant_of
from extract.cleaning.wraps import wraps


def after(text: str, *passes: Pass) -> str:
    return run(aligned(text), passes).text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("醫(yī)療(liáo)機(jī)構(gòu)", "醫療機構"),
        ("醫(yi)療（liao）", "醫療"),
        ("還(hái)是還(huán)了", "還是還了"),
        ("绿(lǜ)旅(lv)", "绿旅"),
        ("云(Cloud)與大模型(LLM)", "云(Cloud)與大模型(LLM)"),
        ("RuiPath(瑞智)", "RuiPath(瑞智)"),
        ("爱(AI)医(yuè)", "爱(AI)医(yuè)"),
        ("參數(beta)", "參數(beta)"),
    ],
)
def test_pinyin_goes_where_it_is_a_reading(given: str, expected: str) -> None:
    assert after(given, glosses) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("瑞<b>金</b>医院", "瑞金医院"),
        ("<p>第一段</p><p>第二段</p>", "\n第一段\n\n第二段\n"),
        ("P<0.05且n>30", "P<0.05且n>30"),
        ("<DeepSeek>与<清华>", "<DeepSeek>与<清华>"),
        ("<script>var a = '<b>';</script>正文", "正文"),
        ("说完了。”/p>\n下一段", "说完了。”\n下一段"),
        ("甲<!-- 广告 -->乙", "甲乙"),
    ],
)
def test_tags(given: str, expected: str) -> None:
    assert after(given, tags).strip("\n") == expected.strip("\n")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("瑞金&nbsp;医院", "瑞金医院"),
        ("AI&nbsp;医生", "AI\xa0医生"),
        ("强生&amp;迈瑞&#12304;", "强生&迈瑞【"),
        ("R&D和&unknown;", "R&D和&unknown;"),
    ],
)
def test_entities(given: str, expected: str) -> None:
    assert after(given, entities) == expected


def test_markdown_links_and_pictures() -> None:
    assert (
        after("见![图](a.png)[瑞金医院](https://example.org/a)官网[1](不是链接)", markdown)
        == "见瑞金医院官网[1](不是链接)"
    )


def test_invisible_characters_go_and_lines_end_alike() -> None:
    assert (
        after("瑞\u200b金\ufeff医\x08院\r\n第二行\r第三行\u2028末\udc80", invisible)
        == "瑞金医院\n第二行\n第三行\n末\ufffd"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [("ＡＩ　２０２５年", "AI 2025年"), ("①②Ⅲ㎡，。", "①②Ⅲ㎡，。"), ("⼤模型「甲」", "大模型“甲”"), ("ﬁ½", "ﬁ½")],
)
def test_widths_keep_the_length(given: str, expected: str) -> None:
    assert widths(given) == expected
    assert len(widths(given)) == len(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("甲说,乙听;好吗?好!", "甲说，乙听；好吗？好！"),
        ("1,500万,2024,那么", "1,500万，2024，那么"),
        ("RuiPath(瑞智)与GPT(beta)", "RuiPath（瑞智）与GPT(beta)"),
        ("f(x)=1, g(x)", "f(x)=1, g(x)"),
        ('他说"很好",又说"不"', "他说“很好”，又说“不”"),
        ('3"与5" x', "3“与5” x"),
        ("https://a.org/?b=1", "https://a.org/?b=1"),
        ("时间:08:50", "时间：08:50"),
        ("(甲）乙", "（甲）乙"),
    ],
)
def test_punctuation_is_widened_beside_chinese(given: str, expected: str) -> None:
    assert after(given, punctuation) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1、甲。\n2、乙。\n25、丙。", "甲。\n乙。\n25、丙。"),
        ("1. 甲\n2. 乙", "甲\n乙"),
        ("3.5万例\n4.5万例", "3.5万例\n4.5万例"),
        ("2、3楼设门诊", "2、3楼设门诊"),
        ("1、只有一条", "1、只有一条"),
    ],
)
def test_numbers_of_paragraphs(given: str, expected: str) -> None:
    assert after(given, paragraph_numbers) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("持續關注著醫療大模型", "持续关注着医疗大模型"),
        ("著名專家的著作", "著名专家的著作"),
        ("資訊業者透過平臺", "资讯业者透过平台"),
        ("衞生署説明綫上預約", "卫生署说明线上预约"),
        ("妳說甚麼", "你说什么"),
        ("乾照光电与瑞金医院签署了合作协议，双方共建实验室", "乾照光电与瑞金医院签署了合作协议，双方共建实验室"),
        (
            "他在会上与鍾南山院士及多家医院代表签署了合作协议并共建实验室以及数据平台",
            "他在会上与钟南山院士及多家医院代表签署了合作协议并共建实验室以及数据平台",
        ),
        ("plain text", "plain text"),
    ],
)
def test_traditional_becomes_simplified(given: str, expected: str) -> None:
    assert simplified(given) == expected


def test_the_variant_is_seen() -> None:
    assert [variant_of(t) for t in ("衞生署説裏面", "醫師群裡的眾人", "醫療機構")] == ["hk2s", "tw2s", "t2s"]


def test_characters_know_their_place() -> None:
    text = "<b>上海</b>瑞(ruì)金醫(yī)院，與華為合作"
    found = clean(text)
    start = found.text.index("瑞金")
    first, last = given_span(found, start, start + 4)
    assert found.text == "上海瑞金医院，与华为合作"
    assert text[first:last] == "瑞(ruì)金醫(yī)院"
    assert readable(found, 0, 6) == "上海瑞金医院"


def test_edits_that_overlap_are_left_out_and_reasons_are_reported() -> None:
    found = apply(aligned("甲乙丙丁"), [Edit(1, 3, "", "cut"), Edit(2, 4, "X"), Edit(0, 0, "Y")])
    assert found.text == "甲丁"
    assert [(d.start, d.end, d.text, d.reason) for d in found.dropped] == [(1, 3, "乙丙", "cut")]


def test_a_pass_that_changes_the_length_changes_nothing() -> None:
    assert after("甲乙", same_length(lambda t: t + "丙")) == "甲乙"


LINES = (
    "云湖市人民医院公告，医院与禾川科技股份有限公司签订了协议，公司将向\n"
    "医院提供门诊病历系统，双方还将共建联合实验室，首期三年，医院的信\n"
    "息科主任陆以宁负责，系统以DeepSeek R1\n"
    "为底座，由公司的工程师驻院部署，经费由云湖市财政局承担，不另收费\n"
    "特此公告。\n"
)


def test_lines_broken_by_width_are_joined() -> None:
    whole = after(LINES, wraps)
    assert whole == LINES.replace("\n", "", 2).replace("不另收费\n", "不另收费")
    assert "医院的信息科主任" in whole
    latin = LINES.replace("公司将向\n", "公司以New\n").replace("医院提供", "Deal医院提供")
    assert "公司以New Deal医院" in after(latin, wraps)


@pytest.mark.parametrize(
    "text",
    [
        "云湖市第一人民医院南湖院区门诊\n云湖市第二人民医院北湖院区门诊\n云湖市第三人民医院东湖院区门诊\n云湖市第四人民医院门诊\n",
        "3月2日，医院与禾川科技签约，共建实验室\n4月5日，医院与禾木科技签约，共建实验室\n5月6日，医院与禾苗科技签约，共建中心\n",
        "时间：三月二日上午，在医院礼堂举行会议\n地点：云湖市人民医院，门诊楼三层大礼堂\n人员：院长陆以宁，信息科主任和其他几位\n",
        "第一段很短，只有一句话。\n第二段也很短，同样有一句话。\n第三段仍然很短，还是有一句话。\n",
        "公司与医院签订了协议，公司将向\n医院提供门诊病历系统。\n",  # two lines prove nothing
        # headlines have no stops
        "禾川科技与云湖市人民医院签约，共建病理实验室\n禾木医疗完成亿元融资，领投方为云湖与禾木资本\n"
        "云湖第二医院引入DeepSeek，门诊效率大提升\n禾苗智能获三类证，国内首个斑块分析软件获批\n",
    ],
)
def test_other_lines_stay(text: str) -> None:
    assert after(text, wraps) == text
