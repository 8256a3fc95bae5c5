from pathlib import Path

import pytest

from graph.errors import NotFoundError, QueryError
from queries.catalogue import catalogue, faults, question, read_question

HEAD = """/*
title = { zh = "题", en = "title" }
about = { zh = "述", en = "about" }
tags = ["time"]

[parameters.top]
type = "integer"
default = 3

[columns]
name = "string"
*/
"""
BODY = "MATCH (v:Vendor)\nRETURN v.name AS name ORDER BY name LIMIT $top"


def test_a_sound_question() -> None:
    made = read_question("mine.cypher", HEAD + BODY, "mine.cypher")
    assert (made.name, made.chart, made.text) == ("mine", "table", BODY + "\n")
    assert made.parameters[0].default == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("/*\n", "", "begins with /\\* and TOML"),
        ("tags =", "tags", "the head is no TOML"),
        ('en = "title"', 'fr = "titre"', "title is .* it wants"),
        ('"integer"', '"int"', "has type 'int'; allowed are"),
        ('"string"', '"text"', "column name has type 'text'; allowed are"),
        ("default = 3", "defualt = 3", "has defualt; allowed are"),
        ("tags =", "tag =", "the head has tag; allowed are"),
        ("LIMIT $top", "LIMIT $most", r"mine.cypher, line 14: \$most is used and not declared"),
        ("LIMIT $top", "LIMIT 3", "parameter top is declared and never used"),
        ("RETURN", "SET v.x = 1 RETURN", "after line 12: line 2: SET is refused"),
        ('name = "string"', "", "no columns are declared"),
        ('[columns]\nname = "string"', "", "no columns are declared"),
        ('tags = ["time"]', "tags = 3", "tags is 3; it is a list of texts"),
        ('tags = ["time"]', "columns = 3", "the head is no TOML"),
        (
            '[parameters.top]\ntype = "integer"\ndefault = 3',
            "[parameters]\ntop = 3",
            "parameter top is 3; it wants a table",
        ),
        ('tags = ["time"]', 'tags = ["time"]\nchart = "pie"', "chart 'pie' is none of"),
        ('tags = ["time"]', 'tags = ["time"]\nsort = ["x"]', "sort names x, which is no column"),
        ('type = "integer"', 'type = "choice"', "`choices` is a list"),
        ('type = "integer"', 'type = "entity"\nlabels = ["Firm"]', r"has labels \['Firm'\]; allowed are Vendor"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(old: str, new: str, said: str) -> None:
    assert old in HEAD + BODY
    with pytest.raises(QueryError, match=said):
        read_question("mine.cypher", (HEAD + BODY).replace(old, new, 1), "mine.cypher")


def test_a_users_own_folder_joins_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.cypher").write_text((HEAD + BODY).replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    monkeypatch.setenv("YIMAI_QUERIES", str(tmp_path))
    assert question("mine").path == str(tmp_path / "mine.cypher")
    (tmp_path / "partners.cypher").write_text(HEAD + BODY, encoding="utf-8")
    assert question("partners").path == "partners.cypher"
    assert "the name 'partners' is taken" in str(faults()[tmp_path / "partners.cypher"])
    monkeypatch.setenv("YIMAI_QUERIES", str(tmp_path / "nowhere"))
    with pytest.raises(QueryError, match="is no folder"):
        catalogue()


def test_a_faulty_file_is_left_out_and_the_others_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_QUERIES", str(tmp_path))
    (tmp_path / "mine.cypher").write_text(HEAD + BODY, encoding="utf-8")
    (tmp_path / "odd.cypher").write_text(HEAD + "SET x", encoding="utf-8")
    (tmp_path / "gbk.cypher").write_bytes((HEAD + BODY).encode("gbk"))
    assert "mine" in catalogue() and [path.name for path in faults()] == ["gbk.cypher", "odd.cypher"]
    with pytest.raises(QueryError, match=r"odd.cypher, after line 12: .*SET"):
        question("odd")
    with pytest.raises(QueryError, match=r"gbk.cypher cannot be read: .* UTF-8"):
        question("gbk")


def test_an_unknown_name_is_answered_with_its_neighbours() -> None:
    with pytest.raises(NotFoundError, match="is it partners"):
        question("partner")
