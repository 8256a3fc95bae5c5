"""What people are asked: pairs that could be one or could be two, and facts that could be wrong, the least certain first.

A question is put from the graph of a build and answered by a line of the decisions file (``graph.decisions``). What was
answered is not asked again: every decision counts, and ``# unsure | …`` and ``# right | …``, which builds skip.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from graph.context import Reader
from graph.decisions import FactKey, Pair, fact_key, pair_key, parse_decisions
from graph.joining import pairs_in
from graph.lexicon import Block, Lexicon, blocks_of, lexicon_of
from graph.model import Document
from graph.names import fold, syllables
from graph.ontology import ontology
from graph.parts import Parts
from graph.property_graph import Edge, Graph, Node
from graph.registry import Registry
from graph.rules import SAME, judge
from graph.rules.candidate import Candidate
from graph.units import UnitKey

MIDDLE = 0.5
"""A fact of this confidence is the least certain one."""
SURE = 0.95
"""Facts that are surer, and names that are joined by a surer rule, are not asked about."""
PERSONS = 0.2
"""How certain it is that two persons of one name are two, where nothing else is known of them."""
SENTENCES = 3
SEARCHED = 20
"""In so many articles a name is looked for that stands in no sentence of the graph."""
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
BREAKS = ("|", "#", "\n", "\r")
"""What cannot stand in a line of the decisions."""
Said = tuple[str, str]
"""A sentence, and the article and date."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide.

    ``verb`` is ``pair`` (are ``a`` and ``b`` one? ``kind`` is their label, ``joined`` what the build made of them) or
    ``fact`` (is it right that ``a`` – ``kind`` – ``b``?); ``certainty`` is 0 at its most doubtful; ``rules`` say why it
    is so; ``sentences`` are (sentence, article and date); where none of them holds ``b``, ``unseen`` are articles to look
    for it in; ``ends`` are the labels of a fact's ends, and how articles write their names.
    """

    verb: str
    kind: str
    a: str
    b: str
    certainty: float
    score: float
    joined: bool = False
    rules: tuple[str, ...] = ()
    sentences: tuple[Said, ...] = ()
    unseen: tuple[str, ...] = ()
    ends: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> Pair | FactKey:
        """Return the key under which it is decided."""
        return pair_key(self.kind, self.a, self.b) if self.verb == "pair" else fact_key(self.a, self.kind, self.b)


def questions(graph: Graph, registry: Registry, text: str = "", where: str = "decisions") -> list[Question]:
    """Return what is open, the least certain first; ``text`` is the decisions file, called ``where``.

    Raises InputError for a bad line.
    """
    done = answered(text, where)
    lexicon = lexicon_of(registry)
    found = [
        *pair_questions(graph, lexicon),
        *join_questions(graph, lexicon),
        *person_questions(graph),
        *fact_questions(graph),
    ]
    writable = (q for q in found if not any(mark in name for name in (q.a, q.b) for mark in BREAKS))
    unique = {(q.verb, q.key): q for q in sorted(writable, key=order, reverse=True) if (q.verb, q.key) not in done}
    return sorted(unique.values(), key=order)


def order(question: Question) -> tuple[float, str, str, str, str]:
    """Return what questions are sorted by."""
    return (question.certainty, question.verb, question.kind, question.a, question.b)


def answered(text: str, where: str) -> set[tuple[str, Pair | FactKey]]:
    """Return the keys of everything that the decisions and their ``# unsure`` and ``# right`` lines settle."""
    decided = parse_decisions(text, where)
    done: set[tuple[str, Pair | FactKey]] = {("pair", key) for key in decided.pairs}
    done |= {("fact", key) for key in [*decided.wrong, *decided.fixes]}
    for line in text.splitlines():
        fields = [part.strip() for part in line.removeprefix("#").split("|")]
        if not line.startswith("#") or fields[0] not in ("unsure", "right") or len(fields) != 4:
            continue
        if fields[1] in ontology().labels:
            done.add(("pair", pair_key(*fields[1:])))
        elif fields[2] in ontology().types:
            done.add(("fact", fact_key(*fields[1:])))
    return done


def candidates(graph: Graph, lexicon: Lexicon) -> dict[UnitKey, Candidate]:
    """Return the named nodes of a graph as candidates, by (label, folded name, yimai_id)."""
    made: dict[UnitKey, Candidate] = {}
    for label in ontology().named:
        for node in graph.nodes(label):
            folded = fold(node.name)
            if not folded or label == "Person":
                continue
            near = {(e.tail if e.head == node.id else e.head) for e in graph.edges_of(node.id) if e.type != "MENTIONS"}
            context = frozenset((n.label, n.id) for n in map(graph.node, sorted(near)) if n.label in ontology().named)
            row = lexicon.reader.names.get((label, folded))
            aliases = frozenset(fold(a) for a in node.properties["aliases"]) - {folded, ""}
            parts = lexicon.grammar.parts(label, node.name)
            made[label, folded, node.id] = Candidate(parts, aliases, row, context=context)
    return made


def pair_questions(graph: Graph, lexicon: Lexicon) -> Iterator[Question]:
    """Yield the pairs of nodes that some rule holds for one, yet not with enough weight, or that were torn."""
    made = candidates(graph, lexicon)
    for one, other in block_pairs(made):
        left, right = graph.node(one[2]), graph.node(other[2])
        verdict = judge(beside(made[one], made[other], left, right), made[other])
        if verdict.score > 0:
            certainty, names = abs(verdict.score - SAME), (written(left), written(right))
            sentences = (
                *calling(said(graph, left.properties), names[:1], 1),
                *calling(said(graph, right.properties), names[1:], 1),
            )
            yield Question("pair", one[0], *names, certainty, verdict.score, False, verdict.rules, sentences)


def block_pairs(made: Mapping[UnitKey, Candidate]) -> Iterator[tuple[UnitKey, UnitKey]]:
    """Yield the pairs of nodes that share a block."""
    members: dict[Block, list[UnitKey]] = defaultdict(list)
    for key in sorted(made):
        for block in blocks_of(made[key]):
            members[block].append(key)
    for block in sorted(members):
        yield from pairs_in(block, members[block])


def beside(one: Candidate, other: Candidate, left: Node, right: Node) -> Candidate:
    """Return the first of two candidates, told apart from the second where an article names both."""
    shared = set(left.properties["articles"]) & set(right.properties["articles"])
    return replace(one, apart=frozenset({other.parts.folded})) if shared else one


def join_questions(graph: Graph, lexicon: Lexicon) -> Iterator[Question]:
    """Yield the names that a build joined to a node by weak rules."""
    for label in ontology().named:
        for node in graph.nodes(label) if label != "Person" else ():
            home = written(node)
            for alias in node.properties["aliases"]:
                if fold(alias) == fold(home) or lists(lexicon.reader, label, alias, node.name):
                    continue
                verdict = judge(lexicon.candidate(label, home), lexicon.candidate(label, alias))
                if verdict.same and verdict.score < SURE:
                    certainty = abs(verdict.score - SAME)
                    told = said(graph, node.properties)
                    if not any(calls(one, alias, (home,)) for one, _ in told):
                        edges = (edge.properties for edge in graph.edges_of(node.id) if "sentences" in edge.properties)
                        told += tuple(one for properties in edges for one in said(graph, properties))
                    found = calling(told, (alias, home), SENTENCES)
                    unseen = () if any(calls(one, alias, (home,)) for one, _ in found) else sources(graph, node)
                    scored = (certainty, verdict.score, True, verdict.rules, found, unseen)
                    yield Question("pair", label, home, alias, *scored)


def sources(graph: Graph, node: Node) -> tuple[str, ...]:
    """Return the articles that name a node, a few of them, as the ledger calls them."""
    articles = sorted(set(listed(node.properties, "articles")))[:SEARCHED]
    return tuple(str(graph.node(article).properties["source"]) for article in articles)


def in_articles(question: Question, documents: Iterable[Document]) -> tuple[Said, ...]:
    """Return the sentences of a question, before them the first one of these articles that holds the second name."""
    for document in documents:
        for sentence in SENTENCE.findall(document.text):
            if calls(sentence, question.b, (question.a,)):
                about = (document.title, document.publisher, document.date)
                where = " · ".join(filter(None, about)) or document.source
                return ((sentence.strip(), where), *question.sentences)[:SENTENCES]
    return question.sentences


def lists(reader: Reader, label: str, form: str, name: str) -> bool:
    """Tell whether the registry lists a form for the row of this name."""
    return any(row.name == name for row in reader.candidates(label, fold(form)))


def fact_questions(graph: Graph) -> Iterator[Question]:
    """Yield the facts that are less than sure and that a line of the decisions can take back."""
    forms: dict[str, tuple[str, str]] = {}
    for edge in graph.edges():
        found, confidence = ontology().types[edge.type], float(edge.properties.get("confidence") or 0)
        if edge.type == "MENTIONS" or found.role == "concerns" or confidence >= SURE or not can_decide(graph, edge):
            continue
        sentences = said(graph, edge.properties)[:SENTENCES]
        ends, rules = (graph.node(edge.head), graph.node(edge.tail)), tuple(sorted(set(edge.properties["rules"])))
        asked = ("fact", edge.type, ends[0].name, ends[1].name, abs(confidence - MIDDLE), confidence, True)
        for end in ends:
            if end.id not in forms:
                forms[end.id] = end.label, written(end) if end.label in ontology().named else end.name
        yield Question(*asked, rules, sentences, ends=tuple(forms[end.id] for end in ends))


def can_decide(graph: Graph, edge: Edge) -> bool:
    """Tell whether a person is asked about an edge: of a partnership of two about the pair, else about each end."""
    if edge.type == "PARTNERS_WITH":
        return any(party_count(graph, graph.node(key).id) == 2 for key in edge.properties["partnerships"])
    return edge.type != "PARTY_TO" or party_count(graph, edge.tail) > 2


def party_count(graph: Graph, event: str) -> int:
    """Return how many parties a partnership has."""
    return sum(e.type == "PARTY_TO" for e in graph.edges_of(event))


def person_questions(graph: Graph) -> Iterator[Question]:
    """Yield the persons of one name, or of its spelling in Latin letters, who are two in the graph; where there are more
    of a name no single answer would do."""
    named: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in sorted(graph.nodes("Person"), key=lambda n: n.id):
        named[tuple(sorted(syllables(node.name)))].append(node)
    for nodes in named.values():
        if len(nodes) != 2:
            continue
        one, other = (Candidate(plain_parts(node)) for node in nodes)
        verdict = judge(one, other)
        if verdict.same:
            sentences = tuple(text for node in nodes for text in calling(said(graph, node.properties), (node.name,), 1))
            names = (nodes[0].name, nodes[1].name)
            yield Question("pair", "Person", *names, PERSONS, verdict.score, False, verdict.rules, sentences)


def plain_parts(node: Node) -> Parts:
    """Return the name of a person as parts."""
    folded = fold(node.name)
    return Parts("Person", node.name, folded, folded, folded)


def written(node: Node) -> str:
    """Return the name by which articles call a node, the longest one; decisions on pairs are about such names."""
    texts = " ".join((*node.properties["readables"], *node.properties["sentences"]))
    forms = [form for form in (node.name, *node.properties["aliases"]) if form in texts]
    return max(sorted(forms), key=len, default=node.name)


def calling(found: tuple[Said, ...], names: Sequence[str], most: int) -> tuple[Said, ...]:
    """Return sentences that call something by these names, of each name in turn; the first ones where none does."""
    by_name = [[one for one in found if calls(one[0], name, names)] for name in names]
    turns = (one for turn in zip_longest(*by_name) for one in turn if one)
    return tuple(dict.fromkeys(turns))[:most] or found[:most]


def calls(sentence: str, name: str, names: Sequence[str]) -> bool:
    """Tell whether a name stands in a sentence, and not only as a part of another one of these names."""
    rest, wanted = fold(sentence), fold(name)
    for longer in map(fold, names):
        if wanted in longer and wanted != longer:
            rest = rest.replace(longer, "\n")
    return wanted in rest


def said(graph: Graph, properties: Mapping[str, object]) -> tuple[Said, ...]:
    """Return the sentences of a node or a fact, each with title, publisher and date of its article."""
    rows = zip(*(listed(properties, name) for name in ("readables", "sentences", "articles")), strict=True)
    found = []
    for readable, sentence, article in rows:
        about = graph.node(article).properties
        where = " · ".join(str(about[k]) for k in ("title", "publisher", "date") if about.get(k))
        found.append((readable or sentence, where or str(about.get("source", ""))))
    return tuple(found)


def listed(properties: Mapping[str, object], name: str) -> Iterable[str]:
    """Return one of the evidence lists."""
    found = properties[name]
    assert isinstance(found, list)
    return found
