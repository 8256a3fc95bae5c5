"""Everything that a reading says stands in the article as given, character by character."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.model import Evidence, Reading
from graph.records import from_record
from graph.workspace import Workspace
from tests.cli import process, yimai

JOINT = " … "


@pytest.fixture(scope="session")
def real_readings(shared: Path) -> list[Reading]:
    told = process("facts", shared / "articles")
    assert told.code == 0, told.err
    return [from_record(line) for line in told.lines]


def every_evidence(reading: Reading) -> Iterable[Evidence]:
    for thing in (*reading.entities, *reading.facts):
        yield from thing.evidence


def check(reading: Reading) -> int:
    """Check one reading and return the number of pieces of evidence."""
    text, found = reading.document.text, list(every_evidence(reading))
    for evidence in found:
        assert evidence.article == reading.document.id
        assert evidence.spans and all(0 <= start < end <= len(text) for start, end in evidence.spans)
        assert evidence.sentence == JOINT.join(text[start:end] for start, end in evidence.spans)
        assert evidence.readable.strip() and 0 < evidence.confidence <= 1 and evidence.rule
    for entity in reading.entities:
        assert entity.mentions and all(0 <= start < end <= len(text) for start, end in entity.mentions)
    for dropped in reading.dropped:
        assert text[dropped.start : dropped.end] == dropped.text and dropped.reason
    assert all(fact.evidence for fact in reading.facts)
    return len(found)


def test_every_fact_of_every_example(example_workspace: Path, examples: Path) -> None:
    with Workspace(example_workspace).ledger() as ledger:
        counts = [check(reading) for reading in ledger.readings()]
    assert len(counts) == len(list((examples / "articles").iterdir())) and sum(counts) > 10 * len(counts)


def test_every_fact_of_every_real_article(real_readings: list[Reading], shared: Path) -> None:
    counts = [check(reading) for reading in real_readings]
    assert len(counts) == len(list((shared / "articles").iterdir())) and min(counts) > 10


def test_the_article_as_given_is_the_file(example_workspace: Path, examples: Path) -> None:
    files = [p.read_bytes().decode("utf-8-sig") for p in sorted((examples / "articles").glob("*.txt"))]
    with Workspace(example_workspace).ledger() as ledger:
        texts = [r.document.text for r in ledger.readings() if r.document.source.endswith(".txt")]
    assert len(texts) > 50
    for text in texts:
        assert any(text in file for file in files), text[:40]


def test_every_fact_of_the_graph_is_a_slice_of_its_article(example_workspace: Path) -> None:
    workspace = Workspace(example_workspace)
    graph = workspace.graph()
    with workspace.ledger() as ledger:
        texts = {r.document.source: r.document.text for r in ledger.readings()}
    of = {node.id: texts[node.properties["source"]] for node in graph.nodes("Article")}
    facts = [e.properties for e in graph.edges() if "sentences" in e.properties]
    facts += [n.properties for n in graph.nodes() if "sentences" in n.properties]
    assert len(facts) > 500
    for fact in facts:
        for article, start, end, sentence in zip(
            *(fact[k] for k in ("articles", "starts", "ends", "sentences")), strict=True
        ):
            assert of[article][start:end] == sentence or all(part in of[article] for part in sentence.split(JOINT))


def test_show_gives_each_fact_its_sentence(example_workspace: Path) -> None:
    told = yimai("show", "瑞金医院", "-w", example_workspace, "--json", "--all")
    assert told.code == 0, told.err
    with Workspace(example_workspace).ledger() as ledger:
        texts = [r.document.text for r in ledger.readings()]
    sentences = list(sentences_in(told.json))
    assert len(sentences) > 5
    assert all(any(part in text for text in texts) for s in sentences for part in s.split(JOINT))


def sentences_in(value: object) -> Iterable[str]:
    """Yield what stands under ``sentence`` or ``sentences`` anywhere in a JSON value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "sentence" and isinstance(inner, str):
                yield inner
            elif key == "sentences" and isinstance(inner, list):
                yield from inner
            else:
                yield from sentences_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences_in(inner)
