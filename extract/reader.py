"""``read(document) -> Reading``: the whole wing on one page."""

from collections.abc import Sequence

from extract.aliases import Cluster, cluster
from extract.anaphora import anaphora, standing_words
from extract.bounds import joint, snap, split, trim, whole, without_strays
from extract.cleaning import clean
from extract.cleaning.aligned import CleanText, given_span
from extract.gazetteer import Match, registry
from extract.introduced import with_introduced
from extract.kinds import properties_of
from extract.lines import by_line
from extract.mentions import agree, by_form, complete, credited, in_title, listed, of_data, refusal
from extract.pipeline import pipeline
from extract.quoted import with_quoted
from extract.relations.beside import beside
from extract.relations.decide import links
from extract.relations.evidence import evidence, sentence_of, told_in
from extract.relations.facts import Scene, facts
from extract.relations.pairs import Place, Window, places, scored
from extract.relations.regular import regular
from extract.relations.trade import deals
from extract.sentences import sentences, windows
from extract.sureness import of_name
from extract.traded import traded, with_last_word
from extract.units import founded, without_goods
from extract.version import READER
from graph.model import Document, Dropped, Entity, Mention, Reading

SIZE = 330  # characters of a window
MANY = 200  # windows of an article from which on their vectors are kept in half the bytes


def found_names(text: str, *, fast: bool = False) -> tuple[list[Window], list[Mention], list[tuple[Mention, str]]]:
    """Return the windows of a clean text, the names found, and those refused with the reason."""
    frames = windows(text, SIZE)
    docs = pipeline(fast).pipe((text[s:e] for s, e in frames), batch_size=64)
    read: list[Window] = []
    raw: list[Mention] = []
    known: list[Match] = []
    for (start, end), doc in zip(frames, docs, strict=True):
        tagged = doc._.tagged if len(frames) <= MANY else doc._.tagged.halved()
        read.append(Window(start, end, text[start:end], doc._.cut, tagged))
        known += [Match(start + k.start, start + k.end, k.label, k.name, k.risky) for k in doc._.known]
        for m in doc._.found:
            for one in by_line(Mention(start + m.start, start + m.end, m.text, m.label, m.finder, m.score), text):
                raw += split(by_form(with_last_word(whole(trim(one), text), text)))
    kept: list[Mention] = []
    refused: list[tuple[Mention, str]] = []
    cut = joint(without_goods(snap(raw, known, text)), text)
    told = [*cut, *founded(text, cut), *traded(text, cut)]
    for mention in agree(without_strays(listed(told, text), text), known):
        why = refusal(mention)
        if not why and mention.label in ("Model", "Vendor") and in_title(mention, text):
            why = "the title of a work"
        if not why and of_data(mention, text):
            why = "a data set"
        if not why and credited(mention, text):
            why = "the credit of a text or picture"
        if why:
            refused.append((mention, why))
        else:
            kept.append(mention)
    return read, with_introduced(text, with_quoted(text, kept), standing_words()), refused


def entity(
    number: int, group: Cluster, article: CleanText, frames: Sequence[tuple[int, int]], document: Document
) -> Entity:
    """Return a cluster of mentions as an entity of the reading."""
    forms = group.forms()
    first = group.mentions[0]
    best = of_name(group.score)
    at = sentence_of(frames, Place(first.start, first.end, 0, group.label))
    proof = evidence(article, frames, (at,), document.id, first.finder, best)
    spans = tuple(given_span(article, m.start, m.end) for m in group.mentions)
    return Entity(
        f"e{number + 1}", group.label, forms[0], tuple(forms[1:]), properties_of(group, article.text), spans, (proof,)
    )


def read(document: Document, *, min_confidence: float = 0.0, fast: bool = False) -> Reading:
    """Read one article: names, facts with evidence, and what was dropped with the reason.

    ``min_confidence`` (0-1) leaves out facts that are less sure; the default thresholds put precision first.
    ``fast`` takes the small network, for large archives: three times as quick, and it misses two facts of five.
    """
    article = clean(document.text)
    text = article.text
    read_windows, kept, refused = found_names(text, fast=fast)
    mentions = complete(text, kept)
    groups = cluster(text, mentions, registry())
    told = places(groups, list(anaphora(text, groups)))
    scores = scored(read_windows, told, fast=fast)
    labels = [g.label for g in groups]
    frames = sentences(text)
    rules = regular(text, told, labels)
    names = [g.score for g in groups]
    linked = links(scores, labels, min_confidence, rules, names, told_in(frames, told), beside(text, told))
    scene = Scene(document, article, groups, told, frames)
    sold = deals(linked, scores, labels, told, frames, text, document.date)
    entities = tuple(entity(n, g, article, frames, document) for n, g in enumerate(groups))
    dropped = [
        Dropped(start, end, document.text[start:end], f"{m.label}: {why}")
        for m, why in refused
        if m.end > m.start
        for start, end in [given_span(article, m.start, m.end)]
    ]
    return Reading(document, entities, facts(scene, linked, sold), (*article.dropped, *dropped), READER)
