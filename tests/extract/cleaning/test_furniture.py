"""Page furniture goes, content stays."""

import pytest

from extract.cleaning import clean

BODY = (
    "云湖市人民医院上线门诊病历系统\n"
    "3月2日，云湖市人民医院宣布，门诊病历系统正式上线。系统由禾川科技研发，医生可以用语音录入病历。\n"
    "信息科主任表示，系统先在内科试用，三个月后推广到全院。医院还将与禾川科技共建联合实验室。\n"
    "禾川科技创始人介绍，公司已经服务二十家医院。下一步，公司计划推出面向乡镇卫生院的版本。"
)
TITLES = [
    "夏日凉菜十二道",
    "《星海远征》第七关攻略",
    "二手摩托车过户流程",
    "露营装备清单一览",
    "新手钓鱼选竿指南",
    "跑步膝盖疼怎么办",
    "旧手机回收价目",
]


def reasons(text: str) -> dict[str, str]:
    return {d.text.strip(): d.reason for d in clean(text).dropped}


@pytest.mark.parametrize(
    "line",
    [
        "2025年07月01日 23:16 来源: 某某日报",
        "文 | 某某财经 张三",
        "作者:张三 编辑:李四",
        "(作者丨张三 编辑丨李四)",
        "發佈時間: 2023/09/26 15:57",
        "免责声明:本文仅代表作者个人观点,请读者仅作参考。",
        "注:文章來源於網絡,如有侵權,請聯系刪除",
        "本文来自某某网,原文链接:https://example.org/a/1.html",
        "Copyright © 2024 example.org All Rights Reserved",
        "首页 > 资讯 > 快报 > 正文",
        "登录 | 注册 | 会员中心 | APP下载",
        "微信扫一扫 关注该公众号",
        "上一篇:一图看懂 下一篇:晚间速览",
        "返回顶端",
        "—END—",
        "相关阅读:春季减脂食谱 | 折叠屏手机降价",
        "以上就是关于【云湖市人民医院上线门诊病历系统】的相关内容了,希望对大家有所帮助!",
    ],
)
def test_lines_of_furniture_go(line: str) -> None:
    found = clean(f"{BODY}\n{line}")
    assert found.text.rstrip("\n") == BODY
    assert [d.text for d in found.dropped] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "记者：怎么看竞争对手的产品？",
        "序号|采购人|项目|中标人",
        "1|云湖市人民医院|语音病历|禾川科技|128万",
        "2024年3月，华北，漳河康复医院",
        "免责条款之争：禾川科技败诉",
        "以上观点由禾川科技的研究员提出，市人民医院表示认同。",
        "该公司随后发布声明，称个别代理商宣传失实。",
        "中标单位：禾川科技",
        "分享会上，院长介绍了系统。",
        "院方强调，患者可以拒绝录音。",
    ],
)
def test_content_stays(line: str) -> None:
    assert reasons(f"{BODY}\n{line}\n{BODY}") == {}


def test_lists_of_links_before_and_behind_the_body_go() -> None:
    before = "\n".join(f"- {t}" for t in TITLES[:4])
    behind = "往期推荐\n" + "\n".join(f"· {t}" for t in TITLES[4:])
    found = clean(f"{before}\n{BODY}\n{behind}")
    assert found.text.rstrip("\n") == BODY
    assert [d.reason for d in found.dropped] == ["list of links", "related links"]


def test_a_row_of_titles_goes() -> None:
    assert reasons(f"{BODY}\n{' '.join(TITLES)}") == {" ".join(TITLES): "list of links"}


def test_the_title_in_a_frame_stays_once() -> None:
    title = "云湖市人民医院上线门诊病历系统"
    frame = f"今天【{title}】登上了全网热搜,那么【{title}】具体的是什么情况呢,下面大家可以一起来看看吧!"
    found = clean(BODY.replace(title, frame, 1))
    assert found.text.split("\n")[0] == title


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("本报讯(记者 张三 通讯员 李四)医院上线系统。", "医院上线系统。"),
        ("（羊城某报 2023年3月4日讯）医院上线系统。", "医院上线系统。"),
        ("【記者張三 / 臺北報導】醫院上線系統。", "医院上线系统。"),
        ("医院(记者注)上线系统。", "医院上线系统。"),
        ("王某某(化名)说，系统好用。", "王某某（化名）说，系统好用。"),
    ],
)
def test_bylines_inside_a_line_go(given: str, expected: str) -> None:
    assert clean(given).text == expected


def test_dropped_stretches_are_slices_of_the_text_as_given() -> None:
    text = f"作者:张三\r\n{BODY}\r\n<b>返回顶端</b>"
    for dropped in clean(text).dropped:
        assert text[dropped.start : dropped.end] == dropped.text
