"""The commands as a user gives them: what they print, keep, refuse, and leave alone."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from graph.messages import texts
from graph.records import from_record
from tests.cli import process, yimai
from tests.given import PNG, Articles, kept


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_lines_of_all_commands_are_alike(language: str) -> None:
    """In English a verb with a capital and no full stop; in Chinese no full stop either."""
    told = {
        f"{room} {key}": said[language]
        for room in ("graph", "graph.html", "extract", "queries")
        for key, said in texts(room).items()
        if key.endswith("_help")
    }
    assert len(told) > 20
    for name, line in told.items():
        first = line.splitlines()[0]
        assert not first.endswith((".", "。")), name
        if language == "en":
            assert first.split()[0].istitle() and first.split()[0] not in ("The", "What", "Who", "A"), name
        else:
            assert any("\u4e00" <= c <= "\u9fff" for c in first), name


def test_help_names_every_command() -> None:
    told = yimai("--help")
    assert told.code == 0
    for name in ("run", "read", "build", "facts", "query", "find", "show", "schema", "page", "eval", "status"):
        assert f"\n  {name} " in told.out


def test_an_unknown_option_is_refused() -> None:
    assert yimai("read", "--nosuch").code == 2


def test_a_label_that_is_none_is_refused_as_an_unknown_option_is() -> None:
    told = yimai("show", "华为", "--label", "Firm")
    assert told.code == 2 and "'Firm' is no label; the labels are Vendor" in told.err


def test_reading_twice_reads_nothing_again(articles: Articles, tmp_path: Path) -> None:
    workspace, folder = tmp_path / "w", articles()
    first = yimai("read", folder, "-w", workspace, "--json")
    assert (first.code, len(first.json["read"]), first.json["skipped"]) == (0, 3, [])
    before = kept(workspace)
    second = yimai("read", folder, "-w", workspace, "--json")
    assert (second.code, second.json["read"], second.json["unchanged"]) == (0, [], 3)
    assert kept(workspace) == before


def test_one_article_given_twice_is_read_once(articles: Articles, tmp_path: Path) -> None:
    folder = articles(1)
    told = yimai("read", folder, folder, *folder.iterdir(), "-w", tmp_path / "w", "--json")
    assert told.code == 0 and len(told.json["read"]) == 1 and "twice" in told.err


def test_an_edited_article_replaces_its_reading(articles: Articles, tmp_path: Path) -> None:
    workspace, folder = tmp_path / "w", articles()
    yimai("read", folder, "-w", workspace)
    before = kept(workspace)
    path = sorted(folder.iterdir())[1]
    path.write_text("2025年3月1日，华为与瑞金医院签署战略合作协议。", encoding="utf-8")
    told = yimai("read", folder, "-w", workspace, "--json")
    after = kept(workspace)
    assert len(told.json["read"]) == 1 and told.json["unchanged"] == 2 and before.keys() == after.keys()
    changed = [source for source in after if after[source] != before[source]]
    assert changed == told.json["read"] and after[changed[0]].document.text != before[changed[0]].document.text


def test_a_removed_article_is_retracted_by_sync_alone(articles: Articles, tmp_path: Path) -> None:
    workspace, folder = tmp_path / "w", articles()
    yimai("read", folder, "-w", workspace)
    gone = sorted(folder.iterdir())[0]
    gone.unlink()
    assert yimai("read", folder, "-w", workspace, "--json").json["retracted"] == []
    told = yimai("read", folder, "-w", workspace, "--sync", "--json")
    assert len(told.json["retracted"]) == 1 and told.json["retracted"][0].endswith(gone.name)
    assert len(kept(workspace)) == 2


def test_sync_keeps_what_could_not_be_read(articles: Articles, tmp_path: Path) -> None:
    workspace, folder = tmp_path / "w", articles()
    yimai("read", folder, "-w", workspace)
    sorted(folder.iterdir())[0].write_bytes(PNG)
    told = yimai("read", folder, "-w", workspace, "--sync", "--json")
    assert told.code == 2 and told.json["retracted"] == [] and len(kept(workspace)) == 3


def test_again_renews_stale_readings(articles: Articles, tmp_path: Path) -> None:
    workspace, folder = tmp_path / "w", articles()
    yimai("read", folder, "-w", workspace)
    fresh = kept(workspace)
    with sqlite3.connect(workspace / "ledger.sqlite") as connection:
        connection.execute("UPDATE reading SET reader = 'older' WHERE source = (SELECT min(source) FROM reading)")
    connection.close()
    told = yimai("read", folder, "-w", workspace, "--json")
    assert (told.json["read"], told.json["stale"], told.json["unchanged"]) == ([], 1, 2)
    assert "--again" in told.err
    assert len(yimai("read", folder, "-w", workspace, "--again", "--json").json["read"]) == 1
    assert kept(workspace) == fresh


def test_two_processes_read_what_one_reads(articles: Articles, tmp_path: Path) -> None:
    folder = articles(4)
    for workers in (1, 2):
        told = process("read", folder, "-w", tmp_path / str(workers), "--workers", workers)
        assert told.code == 0, told.err
    assert kept(tmp_path / "1") == kept(tmp_path / "2")


def test_facts_of_files_are_those_of_a_workspace(articles: Articles, tmp_path: Path) -> None:
    folder = articles()
    yimai("read", folder, "-w", tmp_path / "w")
    files, workspace = yimai("facts", folder), yimai("facts", "-w", tmp_path / "w")
    assert files.code == workspace.code == 0 and files.lines == workspace.lines and len(files.lines) == 3
    assert [from_record(line) for line in files.lines] == list(kept(tmp_path / "w").values())


def test_facts_takes_articles_or_a_workspace(articles: Articles, tmp_path: Path) -> None:
    for arguments in ((), (articles(1), "-w", tmp_path)):
        told = yimai("facts", *arguments)
        assert told.code == 2 and "yimai facts FILE" in told.err


def test_facts_of_a_workspace_that_is_not_there(tmp_path: Path) -> None:
    told = yimai("facts", "-w", tmp_path / "nowhere")
    assert told.code == 3 and "yimai read" in told.err and not (tmp_path / "nowhere").exists()


def test_min_confidence_leaves_out_what_is_less_sure(articles: Articles) -> None:
    folder = articles(3)
    every, sure = (yimai("facts", folder, "--min-confidence", least).lines for least in (0, 0.97))
    count = [sum(len(line["relations"]) for line in lines) for lines in (every, sure)]
    assert count[0] > count[1]
    assert all(fact["confidence"] >= 0.97 for line in sure for fact in line["relations"])


def test_why_tells_who_found_what_and_what_was_dropped(articles: Articles) -> None:
    folder = articles(1)
    told, (line,) = yimai("facts", folder, "--why"), yimai("facts", folder).lines
    for entity in line["entities"]:
        assert f"{entity['type']} {entity['name']}" in told.out
    for fact in line["relations"]:
        assert fact["evidence"][0]["readable"] in told.out
    assert line["dropped"] and all(reason in told.out for *_, reason in line["dropped"])


def test_html_marks_the_names(articles: Articles) -> None:
    folder = articles(1)
    told, (line,) = yimai("facts", folder, "--html"), yimai("facts", folder).lines
    assert told.out.startswith("<!DOCTYPE html>") and '<meta charset="utf-8">' in told.out
    for entity in line["entities"]:
        start, end = entity["mentions"][0]
        assert f">{line['text'][start:end]}<small" in told.out


def test_html_runs_nothing_that_an_article_says(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"text": "华为<script>alert(1)</script>", "title": "<script>x</script>"}) + "\n", encoding="utf-8"
    )
    told = yimai("facts", path, "--html")
    assert told.code == 0 and "<script" not in told.out


def test_eval_scores_and_lists_errors(examples: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    shutil.copy(examples / "gold" / "001.json", gold)
    told = yimai("eval", gold, "--articles", examples / "articles", "--json")
    micro = {row["group"]: row for row in told.lines if row["type"] == "micro"}
    assert told.code == 0 and 0 < micro["entity"]["f1"] <= 1 and micro["entity"]["low"] <= micro["entity"]["f1"]
    listed = yimai("eval", gold, "--articles", examples / "articles", "--errors")
    wrong = sum(row["wrong"] + row["missed"] for row in micro.values())
    assert sum(line.startswith(("+ ", "- ")) for line in listed.out.splitlines()) == wrong


def test_eval_without_an_article_counts_all_as_missed(examples: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    shutil.copy(examples / "gold" / "001.json", gold)
    told = yimai("eval", gold, "--articles", tmp_path, "--json")
    assert told.code == 2 and "no article for 001" in told.err and all(row["f1"] == 0 for row in told.lines)


@pytest.mark.parametrize(
    ("text", "told"), [(None, "no gold files"), ("{", "is no gold file"), ("[1]", "is no gold file")]
)
def test_eval_of_what_is_no_gold(tmp_path: Path, text: str | None, told: str) -> None:
    if text is not None:
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
    ran = yimai("eval", tmp_path, "--articles", tmp_path)
    assert ran.code == 2 and told in ran.err


def test_the_size_limit_can_be_set(articles: Articles, tmp_path: Path) -> None:
    folder = articles(1)
    told = process("read", folder, "-w", tmp_path / "w", "--json", env={"YIMAI_LIMIT_BYTES": "100"})
    assert told.code == 2 and len(told.json["skipped"]) == 1 and "limit_bytes" in told.json["skipped"][0]["reason"]


def test_a_missing_folder_beside_a_good_one(articles: Articles, tmp_path: Path) -> None:
    told = yimai("read", tmp_path / "nowhere", articles(2), "-w", tmp_path / "w", "--json")
    assert told.code == 2 and "nowhere" in told.err and len(told.json["read"]) == 2


def test_run_with_nothing_to_read_keeps_the_earlier_graph(articles: Articles, tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    told = yimai("run", tmp_path / "nowhere", "-w", workspace)
    assert told.code == 2 and "nothing to build" in told.err
    yimai("run", articles(2), "-w", workspace)
    before = (workspace / "current").read_text(encoding="utf-8")
    assert yimai("run", tmp_path / "nowhere", "-w", workspace).code == 2
    assert (workspace / "current").read_text(encoding="utf-8") == before


def test_settings_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "yimai.toml").write_text('langs = "zh"', encoding="utf-8")
    told = process("status", cwd=tmp_path)
    assert told.code == 2 and "langs" in told.err and "Traceback" not in told.err


def test_the_file_of_settings_is_read_and_the_environment_is_over_it(articles: Articles, tmp_path: Path) -> None:
    articles(1)
    (tmp_path / "yimai.toml").write_text('workspace = "甲"', encoding="utf-8")
    assert process("read", "articles", cwd=tmp_path).code == 0 and (tmp_path / "甲" / "ledger.sqlite").is_file()
    assert process("read", "articles", cwd=tmp_path, env={"YIMAI_WORKSPACE": "乙"}).code == 0
    assert (tmp_path / "乙" / "ledger.sqlite").is_file()


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii:strict", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["gbk", "cp1252", "ascii"],
)
def test_any_locale_reads_and_writes_the_same(locale: dict[str, str], articles: Articles, tmp_path: Path) -> None:
    folder = articles(1)
    wanted = yimai("facts", folder)
    env = {**locale, "PYTHONUTF8": "0", "YIMAI_LANG": "zh"}
    told = process("facts", folder, env=env)
    assert told.code == 0 and told.lines == wanted.lines
    assert process("--help", env=env).code == 0
    assert process("read", folder, tmp_path / "没有", "-w", tmp_path / "工作区", env=env).code == 2
    assert len(kept(tmp_path / "工作区")) == 1


def test_standard_input_is_an_article() -> None:
    told = process("facts", "-", stdin="2025年3月1日，华为与瑞金医院签署战略合作协议，发布瑞智病理大模型。".encode())
    assert told.code == 0 and len(told.lines) == 1
    assert told.lines[0]["doc"] == "stdin" and told.lines[0]["entities"]


def test_messages_in_chinese(articles: Articles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_LANG", "zh")
    told = yimai("read", articles(1), "-w", tmp_path / "w")
    assert "读取 1 篇" in told.err
