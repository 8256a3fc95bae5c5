import pytest

from graph.errors import InputError
from graph.html.view import MASK, view, without_sentences
from tests.graph.html.made import small


def test_rows_hold_what_the_page_shows() -> None:
    seen = view(small())
    rows = {row["id"]: row for row in seen["nodes"]}
    assert "A1" not in rows and rows["H1"]["aliases"] == ["上海瑞金医院", "Ruijin Hospital"]
    assert rows["H1"]["initials"] == "rjyy" and rows["H1"]["properties"] == {"registry_city": "上海"}
    assert rows["T1"]["properties"]["price"] == 65000.0 and rows["T1"]["status"] == "completed"
    both = [e["type"] for e in seen["edges"] if {e["from"], e["to"]} == {"H1", "V1"}]
    assert both == ["PARTNERS_WITH", "PART_OF"]
    assert seen["articles"]["A1"]["publisher"] == "健康样报"


def test_less_sure_facts_can_be_left_out() -> None:
    assert len(view(small(), min_confidence=0.5)["edges"]) == len(view(small())["edges"]) - 1


def test_persons_are_left_out_with_their_names() -> None:
    seen = view(small(), redact=["persons"])
    assert "宁光" not in str(seen) and MASK not in [r["name"] for r in seen["nodes"]]
    assert not [e for e in seen["edges"] if e["type"] == "AFFILIATED_WITH"]


def test_sentences_are_left_out() -> None:
    seen = without_sentences(view(small()))
    assert "共同发布RuiPath。" not in str(seen) and "瑞金医院与华为发布RuiPath" in str(seen)


def test_unknown_redaction_is_refused() -> None:
    with pytest.raises(InputError, match="sentences or persons"):
        view(small(), redact=["names"])
