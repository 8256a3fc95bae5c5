import re
import string
from importlib.resources import files

import pytest

from graph.errors import InputError
from graph.messages import LANGUAGES, language, say, texts

ROOMS = [
    room for room in ("graph", "graph.html", "extract", "queries") if files(room).joinpath("messages.toml").is_file()
]


@pytest.mark.parametrize("room", ROOMS)
def test_every_text_is_there_in_both_languages_with_the_same_fields(room: str) -> None:
    for name, both in texts(room).items():
        assert set(both) == set(LANGUAGES), name
        fields = [{field for _, field, _, _ in string.Formatter().parse(both[lang])} - {None} for lang in LANGUAGES]
        assert fields[0] == fields[1], name
        assert re.search(r"[一-鿿]", both["zh"]) and not re.search(r"[一-鿿]", both["en"]), name


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"YIMAI_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"YIMAI_LANG": "en", "LC_ALL": "zh_CN.GBK"}, "en"),
        ({"LC_ALL": "zh_TW.Big5"}, "zh"),
        ({"LANG": "Chinese (Simplified)_China.936"}, "zh"),
        ({"LANG": "C"}, "en"),
        ({"YIMAI_LANG": "auto", "LC_ALL": "", "LC_MESSAGES": "zh_HK", "LANG": "en_US"}, "zh"),
    ],
)
def test_language(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], wanted: str) -> None:
    for name in ("YIMAI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == wanted
    assert say("graph.workspace_option") == texts("graph")["workspace_option"][wanted]


def test_a_language_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_LANG", "fr")
    with pytest.raises(InputError, match="zh, en or auto"):
        language()
