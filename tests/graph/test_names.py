import pytest

from graph.names import fold, hashed, initials, is_edition, is_latin, pinyin, simplified
from graph.registry import shipped


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("瑞金醫院", "瑞金医院"),
        ("ＤｅｅｐＳｅｅｋ－Ｒ１", "deepseekr1"),
        ("“灵医”大模型", "灵医大模型"),
        ("Ruijin Hospital", "ruijinhospital"),
        ("乾隆", "乾隆"),
    ],
)
def test_names_are_equal_by_their_folded_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "spelled", "letters"),
    [
        ("瑞金医院", "ruijinyiyuan", "rjyy"),
        ("重庆", "chongqing", "cq"),
        ("长沙", "changsha", "cs"),
        ("MedGPT大模型", "medgptdamoxing", "medgptdmx"),
        ("吕布", "lvbu", "lb"),
        ("", "", ""),
    ],
)
def test_pinyin(name: str, spelled: str, letters: str) -> None:
    assert pinyin(name) == spelled
    assert initials(name) == letters


def test_the_fast_reading_is_that_of_pypinyin() -> None:
    from pypinyin import Style
    from pypinyin import pinyin as slow

    names = [row.name for row in shipped().rows if not any(c.isascii() or c == "·" for c in row.name)][::5]
    agree = sum(pinyin(n) == "".join(s[0] for s in slow(n, style=Style.NORMAL, errors="ignore")) for n in names)
    assert agree / len(names) > 0.97


def test_other_forms() -> None:
    assert simplified("盤古") == "盘古"
    assert is_latin("GPT-4")
    assert not is_latin("通义Qwen")
    assert hashed("a", "b") != hashed("ab")


@pytest.mark.parametrize(
    ("name", "of", "expected"),
    [
        ("DeepSeek-R1", "DeepSeek", True),
        ("文心4.0", "文心", True),
        ("DeepSeek V3", "deepseek", True),
        ("DeepSeek", "DeepSeek", False),
        ("文心医疗", "文心", False),
        ("文心", "文心4.0", False),
    ],
)
def test_editions(name: str, of: str, expected: bool) -> None:
    assert is_edition(name, of) == expected
