"""The annotated sets that the measures read, and the steps of the reader as values that they can look at.

``seen`` calls what ``extract.reader.read`` calls, in its order, and keeps what lies between names and facts;
``tests/benchmarks/test_sets.py`` holds the two together.
"""

import argparse
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.aliases import Cluster, cluster
from extract.anaphora import anaphora
from extract.classes import RELATIONS
from extract.cleaning import clean
from extract.evaluation import read_gold
from extract.gazetteer import Gazetteer, registry
from extract.mentions import complete
from extract.pipeline import pipeline
from extract.reader import found_names
from extract.relations.beside import beside
from extract.relations.decide import Link, links
from extract.relations.evidence import told_in
from extract.relations.pairs import Scored, places, scored
from extract.relations.regular import regular
from extract.sentences import sentences
from extract.sources import documents
from extract.training.gold import gold as gold_of
from extract.training.markup import parse
from graph.model import Document

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("YIMAI_SHARED") or ROOT.parent / "shared")
BUILD = ROOT / "build" / "measures"  # what the measures keep between runs; git leaves it alone
HELD_OUT = Path(__file__).with_name("heldout")
PASSAGES = {"heldout": "articles.txt", "pages": "pages.txt", "more": "more_pages.txt"}  # by set the file of HELD_OUT
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its gold."""

    document: Document
    gold: Record


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reader knows of an article before it decides on facts."""

    groups: Sequence[Cluster]
    scores: Sequence[Scored]
    ruled: Sequence[Link]
    told: Mapping[int, Sequence[int]]  # the sentences that name each entity
    beside: Mapping[int, Sequence[int]]  # those listed beside each

    @property
    def labels(self) -> list[str]:
        """Return the label of each entity."""
        return [g.label for g in self.groups]

    @property
    def names(self) -> list[float]:
        """Return how sure each entity is as a name."""
        return [g.score for g in self.groups]


def unpacked(passages: Path, folder: Path) -> tuple[Path, Path]:
    """Write annotated passages as the folders (gold, articles) of ``folder``; return them."""
    gold, articles = folder / "gold", folder / "articles"
    for path in (gold, articles):
        path.mkdir(parents=True)
    for passage in parse(passages):
        name = f"{passage.id}.txt"
        (articles / name).write_text(passage.text + "\n", encoding="utf-8", newline="\n")
        text = json.dumps(gold_of(passage, name), ensure_ascii=False, indent=1)
        (gold / f"{passage.id}.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return gold, articles


def articles(gold: Path, folder: Path) -> list[Article]:
    """Return the articles of a set; where an article tells no date, the gold's is its own."""
    out = []
    for name, wanted in read_gold(gold).items():
        found = [d for d in documents([str(folder / name)]) if isinstance(d, Document)]
        if len(found) != 1:
            raise SystemExit(f"{folder / name} is not one article")
        out.append(Article(found[0], wanted))
    return out


def add_sets(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose sets."""
    parser.add_argument(
        "--sets",
        nargs="*",
        default=["heldout", "examples", "shared"],
        help="of heldout, examples, shared, pages, more (default: the first three)",
    )
    parser.add_argument(
        "--also", nargs=3, action="append", default=[], metavar=("NAME", "GOLD", "ARTICLES"), help="a set of one's own"
    )
    parser.add_argument("--most", type=int, default=0, help="read no more articles of a set than this, to try")


def chosen(options: argparse.Namespace) -> dict[str, list[Article]]:
    """Return the sets that the options name, by name."""
    unknown = set(options.sets) - {*PASSAGES, "examples", "shared"}
    if unknown:
        raise SystemExit(
            f"no set is named {', '.join(sorted(unknown))}; there are {', '.join(PASSAGES)}, examples, shared (--also adds)"
        )
    homes = {
        "examples": (ROOT / "examples" / "gold", ROOT / "examples" / "articles"),
        "shared": (SHARED / "gold", SHARED / "articles"),
    }
    with TemporaryDirectory() as folder:
        for name in PASSAGES.keys() & set(options.sets):
            homes[name] = unpacked(HELD_OUT / PASSAGES[name], Path(folder) / name)
        wanted = {name: homes[name] for name in options.sets}
        wanted |= {name: (Path(gold), Path(own)) for name, gold, own in options.also}
        return {name: articles(*home)[: options.most or None] for name, home in wanted.items()}


def seen(document: Document, known: Gazetteer | None = None) -> Seen:
    """Read an article as far as the facts; ``known`` joins names, by default the registry."""
    text = clean(document.text).text
    windows, kept, _ = found_names(text)
    groups = cluster(text, complete(text, kept), registry() if known is None else known)
    told = places(groups, list(anaphora(text, groups)))
    labels = [g.label for g in groups]
    return Seen(
        groups, scored(windows, told), regular(text, told, labels), told_in(sentences(text), told), beside(text, told)
    )


def decided(one: Seen, scores: Sequence[Scored], ruled: Sequence[Link]) -> list[Link]:
    """Return the links of an article by what network and rules say, or one of them."""
    return links(scores, one.labels, 0.0, ruled, one.names, one.told, one.beside)


def entities(groups: Sequence[Cluster]) -> list[Record]:
    """Return the names of an article as the scorer takes them."""
    forms = [g.forms() for g in groups]
    return [
        {"id": f"e{n}", "type": g.label, "name": f[0], "aliases": f[1:]}
        for n, (g, f) in enumerate(zip(groups, forms, strict=True), 1)
    ]


def relations(links: Sequence[Link]) -> list[Record]:
    """Return links as the scorer takes relations, with their confidence."""
    return [
        {"head": f"e{k.head + 1}", "type": k.type, "tail": f"e{k.tail + 1}", "confidence": k.chance}
        for k in links
        if k.type in RELATIONS
    ]


@Language.component("yimai_nothing_known", assigns=["doc._.known"])
def nothing_known(doc: Doc) -> Doc:
    """Know no name."""
    return doc


@contextmanager
def without_registry() -> Iterator[Gazetteer]:
    """Let the pipeline of this process know no names for a while; the empty gazetteer is for ``seen``."""
    pipeline().replace_pipe("yimai_known", "yimai_nothing_known")
    try:
        yield Gazetteer()
    finally:
        pipeline().replace_pipe("yimai_known", "yimai_known")


def cell(figures: tuple[float, float, float]) -> str:
    """Return precision, recall and F1 as a cell of a Markdown table."""
    precision, recall, f1 = figures
    return f"{precision:.2f} / {recall:.2f} / **{f1:.2f}**"
