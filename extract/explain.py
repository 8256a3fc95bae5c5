"""A reading for people: why each thing was found or dropped, and the article with its names marked."""

from collections.abc import Iterable, Iterator
from html import escape

from graph.messages import language, say
from graph.model import Entity, Event, Evidence, Fact, Reading
from graph.ontology import ontology

COLORS = {
    "Vendor": "#a8c8f0",
    "Hospital": "#f3b8c2",
    "Model": "#a7dcc3",
    "Institution": "#f0dc9a",
    "Person": "#d6c3ee",
    "Dataset": "#a9dfe6",
}
MARK = (
    '<mark class="entity" title="{hint}" style="background: {bg}; padding: 0.1em 0.25em; border-radius: 0.25em">'
    '{text}<small style="opacity: 0.7; margin-left: 0.3em">{label}</small></mark>'
)
LONGEST = 60  # characters of a dropped text that are shown


def explained(reading: Reading) -> str:
    """Return, a line each, who found every name and fact with which sentence, and what was dropped for what reason."""
    document = reading.document
    forms = {e.id: e.name for e in reading.entities}
    lines = [f"== {document.source}" + (f" · {document.title}" if document.title else "")]
    lines += section("why_names", (f"{e.label} {e.name}{also(e)}{proof(e.evidence)}" for e in reading.entities))
    lines += section("why_facts", (f"{told(f, forms)}{proof(f.evidence)}" for f in reading.facts))
    return "\n".join(lines + section("why_dropped", (cut(d.text) + f"  ← {d.reason}" for d in reading.dropped)))


def section(name: str, rows: Iterable[str]) -> list[str]:
    """Return a heading and its rows, indented."""
    return [f"-- {say(f'extract.{name}')}", *(f"   {row}" for row in rows)]


def also(entity: Entity) -> str:
    """Return the other forms of a name."""
    return f" = {', '.join(entity.aliases)}" if entity.aliases else ""


def proof(evidence: tuple[Evidence, ...]) -> str:
    """Return what found a thing, how sure it is, and the sentence."""
    return "".join(f"  ← {e.rule} {e.confidence:.2f}: {e.readable}" for e in evidence[:1])


def told(fact: Fact, forms: dict[str, str]) -> str:
    """Return a fact as words: its ends, date, status and properties."""
    if isinstance(fact, Event):
        what = f"{fact.label} " + ", ".join(f"{role} {forms[end]}" for role, end in fact.roles)
    else:
        what = f"{forms[fact.head]} {fact.type} {forms[fact.tail]}"
    more = {"date": fact.date, "status": fact.status, **fact.properties}
    rest = ", ".join(f"{k} {v}" for k, v in more.items() if v is not None)
    return f"{what} ({rest})" if rest else what


def cut(text: str) -> str:
    """Return a dropped text on one line, shortened in the middle."""
    flat = " ".join(text.split())
    half = LONGEST // 2
    return flat if len(flat) <= LONGEST else f"{flat[:half]} … {flat[-half:]}"


def marked(readings: Iterable[Reading]) -> str:
    """Return one HTML page of articles as given with their names marked; the canonical name shows on hover."""
    from spacy.displacy.render import EntityRenderer

    labels = ontology().labels
    renderer = EntityRenderer({"colors": {shown(k): v for k, v in COLORS.items() if k in labels}, "template": MARK})
    articles = [
        {"text": r.document.text, "ents": list(marks(r)), "title": escape(r.document.title or r.document.source)}
        for r in readings
    ]
    page = str(renderer.render(articles, page=True)).strip()
    return page.replace("<title>displaCy</title>", '<meta charset="utf-8"><title>yimai</title>', 1)


def marks(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the places of names that do not overlap, the longer of two first."""
    places = [(start, end, entity) for entity in reading.entities for start, end in entity.mentions]
    done = 0
    for start, end, entity in sorted(places, key=lambda p: (p[0], -p[1], p[2].id)):
        if start >= done:
            hint = {"hint": escape(f"{entity.name}{proof(entity.evidence)}", quote=True)}
            yield {"start": start, "end": end, "label": shown(entity.label), "params": hint}
            done = end


def shown(label: str) -> str:
    """Return the caption of a label in the user's language."""
    found = ontology().labels[label]
    return found.zh if language() == "zh" else found.en
