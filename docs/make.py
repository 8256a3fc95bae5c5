"""Makes the pages of this folder that are drawn from the code: ``python docs/make.py`` after a change to it."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from graph.measures import MEASURES  # noqa: E402
from graph.ontology import Label, Ontology, RelationshipType, ontology  # noqa: E402
from graph.property_graph import (  # noqa: E402
    ARTICLE,
    COURSE,
    EVIDENCE,
    IDENTITY,
    LETTERS,
    NAMED,
    REGISTRY,
    SUPPORT,
)
from queries.catalogue import COLUMN_TYPES, PARAMETER_TYPES, TAGS, Question, shipped  # noqa: E402

MADE = "<!-- Made by docs/make.py; change what it is made of, not this page. -->"
LISTS = ("status", "stage", "partnership_kind", "institution_kind")
TAG_TITLES = {
    "partners": "Partners and rivals",
    "hospitals": "Hospitals",
    "models": "Models",
    "data": "Data transactions",
    "people": "People",
    "time": "Time",
    "quality": "Quality of the data",
}
MEANINGS = {
    "yimai_id": "a letter for the label and twelve hex digits; the same in every build as long as the name stays",
    "label": "one of the labels below",
    "name": "the canonical name; an event's parties or data set; an article's title",
    "aliases": "every other form seen in articles or known to the registry",
    "english": "those forms that are Latin",
    "pinyin": "of the name and of every Chinese alias, for search",
    "initials": "the same: rjyy",
    "reasons": "why forms were joined",
    "confidence": "0 to 0.99: 1 - product(1 - c) over independent sources",
    "sources": "independent sources; near copies of one text count once",
    "first_seen": "date of the first article",
    "last_seen": "date of the last article",
    "date": "when it happened: YYYY, YYYY-MM or YYYY-MM-DD",
    "status": "the furthest one reached",
    "conflict": "sources contradict one another",
    "conflict_reason": "in what",
    "articles": "yimai_id of the Article node",
    "starts": "first code point, in the article as given",
    "ends": "code point after the last",
    "spans": "the exact slices: 12-40 55-80",
    "sentences": "the slices, joined by …",
    "readables": "the same, cleaned: what people are shown",
    "confidences": "how sure this piece of evidence is",
    "rules": "what found it",
    "published": "the article's date",
    "dates": "the date that this evidence tells",
    "statuses": "the status that this evidence tells",
    "degree": "entities that facts join it to",
    "partners": "organisations that it works with",
    "brokered": "pairs of its partners that do not work with one another",
    "betweenness": "share of shortest paths that lead through it",
    "community": "its densely joined group: the `yimai_id` of the best joined member",
}


def made() -> dict[str, str]:
    """Return the text of each page by its file name."""
    return {"ontology.md": ontology_page(ontology()), "queries.md": queries_page(shipped())}


def page(parts: Iterable[str]) -> str:
    """Return a page of parts, a blank line between two."""
    return "\n\n".join([MADE, *parts]) + "\n"


def rows(heads: Iterable[str], cells: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    lines = [list(heads), *map(list, cells)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def code(names: Iterable[str]) -> str:
    """Return names as code, with commas."""
    return ", ".join(f"`{name}`" for name in names)


def typed(properties: Mapping[str, str]) -> str:
    """Return properties with their types."""
    return ", ".join(f"`{name}` {kind}" for name, kind in properties.items()) or "–"


def ontology_page(known: Ontology) -> str:
    """Return the page of the vocabulary."""
    return page(
        [
            "# Ontology",
            "What the nodes and edges of the graph are called and what they carry. `graph/ontology.toml` is the one place "
            "where this stands; `yimai schema` prints it, with `--json` for programs.",
            f"*Organisation* stands for {code(known.organisation)}; *named* for {code(known.named)}.",
            "## Labels",
            rows(("label", "中文", "id", "what it is", "properties of its own"), map(label_row, known.labels.values())),
            "## Relationship types",
            rows(
                ("type", "中文", "from", "to", "properties of its own"),
                (type_row(t, known) for t in known.types.values()),
            ),
            "Every edge is drawn as the table says; `PARTNERS_WITH` is symmetric and stored once, from the smaller `yimai_id` to "
            "the larger. It is the pairwise view of Partnership nodes, and the edges of an event carry the evidence of those "
            "facts in which that end took part.",
            "## Values",
            rows(("property", "may be"), ((f"`{name}`", code(getattr(known, name))) for name in LISTS)),
            "## Properties that nodes and edges share",
            "Scalars that are not known are absent, lists are always there.",
            *shared("Every node", IDENTITY),
            *shared("Named entities besides", NAMED),
            *shared("Every node but articles, and every edge but `MENTIONS`", SUPPORT),
            *shared("Partnership, DataTransaction and every edge but `MENTIONS`", COURSE),
            *shared("Evidence: lists that run parallel, one item a piece of evidence", EVIDENCE),
            "### Article\n\n" + typed(ARTICLE),
            *shared("What stores and tables keep besides on named entities: measures of the whole network", MEASURES),
            "### What the registry knows\n\nMarked by its prefix and never an edge.",
            rows(("label", "properties"), ((f"`{label}`", typed(held)) for label, held in REGISTRY.items())),
        ]
    )


def label_row(label: Label) -> tuple[str, ...]:
    """Return the row of a label."""
    event = " (event)" if label.event else ""
    return f"`{label.name}`", label.zh, LETTERS[label.name], label.about + event, typed(label.properties)


def type_row(kind: RelationshipType, known: Ontology) -> tuple[str, ...]:
    """Return the row of a relationship type."""
    return f"`{kind.name}`", kind.zh, ends(kind.sources, known), ends(kind.targets, known), typed(kind.properties)


def ends(labels: tuple[str, ...], known: Ontology) -> str:
    """Return the ends of a type, by the name of their group where they are one."""
    groups = {known.organisation: "*organisation*", known.named: "*named*"}
    return groups.get(labels) or code(labels)


def shared(title: str, properties: Mapping[str, str]) -> Iterator[str]:
    """Yield a heading and the table of properties."""
    yield f"### {title}"
    yield rows(
        ("property", "type", "what it is"), ((f"`{name}`", kind, MEANINGS[name]) for name, kind in properties.items())
    )


WRITING = """\
## Writing one

A question is a file `NAME.cypher`: a comment that holds TOML, then Cypher as Neo4j 5 reads it. This one is shipped:

```cypher
{example}```

| in the head | |
| --- | --- |
| `title`, `about` | in both languages: `{{ zh = "…", en = "…" }}` |
| `tags` | of {tags}, or your own |
| `chart` | how it is best seen: `table`, `bar`, `line`, `network`, `path` |
| `order` | its place in the list |
| `sort` | columns that rows are sorted by once they are here, for what no engine orders by: lists |
| `[parameters.NAME]` | `type` ({parameters}), `default`, captions `zh` and `en`; `labels` of an `entity` and `choices` of a `choice` say what is suggested and allowed; `minimum`, `maximum`. Without a default it has to be given |
| `[columns]` | what the answer has, in order: {columns}. A column `x_id` of type `id` says which node `x` names |

Parameters are bound, never spliced. One of type `entity` is given as a name, alias, pinyin or `yimai_id`, looked up, and bound as
`yimai_id`; one that is left empty is the empty string, where it has no other default. Say `ORDER BY` down to an `id`, so that
rows come in the same order from both engines.

Put your files into a folder and name it in `YIMAI_QUERIES` (several as in `PATH`). A file that is not sound is left out with a line on
stderr. `yimai query test` checks them: head, parameters declared and used, columns as declared, runs with its defaults.
`--write rows.json` keeps the rows that they give, `--expect rows.json` checks them, and `--store` given twice wants the same rows from both (ids and sentences are not compared). Only statements that read pass.

What LadybugDB words otherwise than Neo4j (`type()`, shortest paths, label disjunctions) is rewritten by the store:
one text serves both."""

RUNNING = """\
## Asking

    yimai query list --tag hospitals
    yimai query show hospital-stack
    yimai query run hospital-stack 瑞金
    yimai query run most-partners --format csv --bom -o partners.csv
    yimai query run partners -p organisation=华为 --page partners.html
    yimai query run most-partners --store neo4j://localhost:7687
    yimai query test --store graph.lbug --store neo4j://localhost:7687 --expect rows.json
    echo 'MATCH (h:Hospital) RETURN count(h) AS hospitals' | yimai query run -

Formats: table, csv, json, jsonl, markdown, html, parquet, xlsx. In Python: [the library](library.md)."""


def queries_page(questions: Mapping[str, Question]) -> str:
    """Return the page of the saved questions."""
    ordered = sorted(questions.values(), key=lambda q: (q.order, q.name))
    example = (FOLDER.parent / "queries" / "shared-hospitals.cypher").read_text(encoding="utf-8")
    writing = WRITING.format(
        example=example, tags=code(TAGS), parameters=code(PARAMETER_TYPES), columns=code(COLUMN_TYPES)
    )
    parts = [
        "# Saved questions",
        f"{len(ordered)} questions come with yimai. They run unchanged on the embedded store and on Neo4j, and only read.",
        RUNNING,
        "## All of them",
        rows(("question", "中文", "asks", "tags"), map(line, ordered)),
    ]
    for tag in TAGS:
        parts.append(f"## {TAG_TITLES[tag]}")
        parts += [told(q) for q in ordered if q.tags[0] == tag]
    return page([*parts, writing])


def line(asked: Question) -> tuple[str, ...]:
    """Return the row of a question."""
    return f"[{asked.name}](#{asked.name})", asked.title["zh"], asked.about["en"], ", ".join(asked.tags)


def told(asked: Question) -> str:
    """Return what there is to know of a question."""
    parts = [f"### {asked.name}", f"{asked.title['en']} · {asked.title['zh']}", asked.about["en"]]
    if asked.parameters:
        heads = ("parameter", "is", "default", "中文")
        cells = ((f"`{p.name}`", kind(p.type, p.labels, p.choices), value(p.default), p.zh) for p in asked.parameters)
        parts.append(rows(heads, cells))
    parts.append("Columns: " + ", ".join(f"`{c.name}` {c.type}" for c in asked.columns))
    return "\n\n".join(parts)


def kind(name: str, labels: tuple[str, ...], choices: tuple[str, ...]) -> str:
    """Return what a parameter may be."""
    allowed = labels or choices
    return f"{name}: {', '.join(allowed)}" if allowed else name


def value(default: object) -> str:
    """Return a default as text."""
    return "–" if default in (None, "") else f"`{default}`"


if __name__ == "__main__":
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
