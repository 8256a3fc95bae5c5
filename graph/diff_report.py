"""What is new, as a report: rows that the terminal shows, Markdown, and one HTML page that needs no network."""

import re
from dataclasses import dataclass
from html import escape

from graph.diff_records import ChangedStatus, Diff, NewOrganisation, NewPartnership, NewTransaction, Vanished
from graph.messages import language, say
from graph.ontology import ontology

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
STYLE = """
:root { color-scheme: light dark; --dim: #667; --line: #ccd; }
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h2 { border-bottom: 1px solid var(--line); padding-bottom: .2rem; margin-top: 2rem; }
li { margin: .7rem 0; } blockquote { margin: .2rem 0 0; padding-left: .8rem; border-left: 3px solid var(--line); }
.dim { color: var(--dim); } ul { padding-left: 1.2rem; }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What a report tells of one thing: the cells (name, kind, date, status, sources), and a sentence."""

    cells: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a report: its title with the number of rows, the heads of the columns, and the rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def blocks(found: Diff) -> list[Block]:
    """Return the parts of a report; what has gone only where something has."""
    parts = {
        "partnerships": [partnership_row(p) for p in found.partnerships],
        "transactions": [transaction_row(t) for t in found.transactions],
        "organisations": [organisation_row(o) for o in found.organisations],
        "statuses": [status_row(s) for s in found.statuses],
    }
    if found.vanished:
        parts["vanished"] = [vanished_row(v) for v in found.vanished]
    heads = tuple(say(f"graph.diff_{name}") for name in ("what", "kind", "date", "status", "sources"))
    return [Block(say(f"graph.diff_{name}", count=len(rows)), heads, tuple(rows)) for name, rows in parts.items()]


def partnership_row(p: NewPartnership) -> Row:
    """Return the row of a partnership."""
    return Row((" × ".join(p.parties), p.kind, p.date or p.first_seen, p.status, str(p.sources)), p.sentence)


def transaction_row(t: NewTransaction) -> Row:
    """Return the row of a data transaction, with who plays which role."""
    ends = "; ".join(f"{role}: {name}" for role, name in t.ends if name != t.name)
    return Row((t.name, ends, t.date or t.first_seen, t.stage, str(t.sources)), t.sentence)


def organisation_row(o: NewOrganisation) -> Row:
    """Return the row of an organisation."""
    return Row((o.name, caption(o.label), o.first_seen, "", str(o.sources)), o.sentence)


def status_row(s: ChangedStatus) -> Row:
    """Return the row of a status that moved."""
    return Row((s.what, "", s.last_seen, f"{s.before or '?'} → {s.after}", ""), s.sentence)


def vanished_row(v: Vanished) -> Row:
    """Return the row of something that is no longer there."""
    return Row((v.what, caption(v.kind), "", "", ""), v.sentence)


def caption(name: str) -> str:
    """Return the caption of a label or type in the user's language."""
    found = ontology().labels.get(name) or ontology().types[name]
    return found.zh if language() == "zh" else found.en


def title(found: Diff) -> str:
    """Return what was compared, as one line."""
    return say("graph.diff_title", old=found.old, new=found.new)


def details(row: Row) -> str:
    """Return all but the name of a row as one text."""
    cells = [cell for cell in row.cells[1:-1] if cell]
    return " · ".join([*cells, *([say("graph.sources", count=row.cells[-1])] if row.cells[-1] else [])])


def markdown(found: Diff) -> str:
    """Return what is new as a Markdown report."""
    lines = [f"# {plain(title(found))}"]
    for block in blocks(found):
        lines += ["", f"## {block.title}", ""]
        for row in block.rows:
            about = f" ({plain(details(row))})" if details(row) else ""
            lines.append(f"- **{plain(row.cells[0])}**{about}")
            lines += [f"  > {plain(row.sentence)}"] if row.sentence else []
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def html(found: Diff) -> str:
    """Return what is new as an HTML page."""
    lines = [
        "<!doctype html>",
        f'<html lang="{"zh-CN" if language() == "zh" else "en"}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title(found))}</title><style>{STYLE}</style></head><body>",
        f"<h1>{escape(title(found))}</h1>",
    ]
    for block in blocks(found):
        lines += [f"<h2>{escape(block.title)}</h2>", "<ul>", *map(item, block.rows), "</ul>"]
    return "\n".join([*lines, "</body></html>"]) + "\n"


def item(row: Row) -> str:
    """Return a row as an item of a list."""
    about = f' <span class="dim">{escape(details(row))}</span>' if details(row) else ""
    quote = f"<blockquote>{escape(row.sentence)}</blockquote>" if row.sentence else ""
    return f"<li><strong>{escape(row.cells[0])}</strong>{about}{quote}</li>"
