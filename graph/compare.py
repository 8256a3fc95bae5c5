"""Are two names one? The same rules as in a build, without any article: what ``yimai compare`` says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.context import Placed
from graph.decisions import Decisions, pair_key
from graph.digest import Digest
from graph.errors import InputError, VocabularyError
from graph.joining import DECIDED, fitted, made_candidate
from graph.lexicon import Lexicon, lexicon_of
from graph.model import Document, Entity
from graph.names import fold
from graph.ontology import check_label, ontology
from graph.registry import Registry, shipped
from graph.rules import Verdict, judge
from graph.units import Unit

COLUMNS: tuple[str, ...] = ("label", "a", "b")
NOWHERE = Digest(Document("", "", ""), (), (), {}, b"")
ENDINGS = (
    ("Hospital", re.compile(r"(?:医院|院区|分院|保健院|卫生院|hospital)$", re.IGNORECASE)),
    ("Dataset", re.compile(r"(?:数据集|数据产品|dataset)$", re.IGNORECASE)),
    ("Model", re.compile(r"(?:模型|gpt|llm|智能体|\d+(?:\.\d+)+)$", re.IGNORECASE)),
    (
        "Institution",
        re.compile(
            r"(?:大学|学院|研究院|研究所|局|委|委员会|中心|协会|学会|联盟|交易所|实验室|university|institute)$",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is said of a pair: whether they are one, the score (0-1), and the rules that applied."""

    label: str
    a: str
    b: str
    same: bool
    score: float
    rules: tuple[str, ...]


def compare(
    a: str, b: str, *, label: str | None = None, registry: Registry | None = None, decisions: Decisions | None = None
) -> Comparison:
    """Return whether two names are one, and by which rules.

    Without a label, the registry says what the names are, else their endings. Raises VocabularyError for a label that
    is not of the ontology, InputError for an empty name.
    """
    for name in (a, b):
        if not fold(name):
            raise InputError(f"{name!r} is no name; two names with letters or characters can be compared")
    lexicon = lexicon_of(registry or shipped())
    decided = decisions or Decisions()
    labels = [check_label(label).name] * 2 if label else list(guessed(lexicon, a, b))
    chosen = decided.pairs.get(pair_key(labels[0], a, b)) if labels[0] == labels[1] else None
    if chosen is not None:
        return Comparison(labels[0], a, b, chosen, float(chosen), DECIDED.rules)
    verdict = verdict_on(lexicon, decided, (labels[0], a), (labels[1], b))
    return Comparison(labels[0], a, b, verdict.same, verdict.score, verdict.rules)


def verdict_on(lexicon: Lexicon, decisions: Decisions, one: tuple[str, str], other: tuple[str, str]) -> Verdict:
    """Return what the rules say of two labelled names. Persons of one name are one only where articles say so."""
    left, right = unit_of(lexicon, *one), unit_of(lexicon, *other)
    a = fitted(left, made_candidate(left, lexicon), lexicon, decisions)
    b = fitted(right, made_candidate(right, lexicon), lexicon, decisions)
    return judge(a, b)


def unit_of(lexicon: Lexicon, label: str, name: str) -> Unit:
    """Return a name as a unit of its own, with the row that it means where no article says otherwise."""
    row, reason = lexicon.reader.decide(Entity("", label, name), Placed(NOWHERE, lexicon.reader))
    group = "?" if row is None and lexicon.is_loose(label, name) else f"row:{row.name}" if row and reason else ""
    return Unit((label, fold(name), group), {name: 1}, row=row.name if row else "")


def guessed(lexicon: Lexicon, a: str, b: str) -> tuple[str, str]:
    """Return the labels of two names: one that the registry has for both, else what it has or the ending says of each."""
    known = [[x for x in ontology().named if lexicon.reader.candidates(x, fold(name))] for name in (a, b)]
    both = [label for label in known[0] if label in known[1]]
    if both:
        return both[0], both[0]
    ended = [ending_label(name) for name in (a, b)]
    found = [labels[0] if labels else ended[i] for i, labels in enumerate(known)]
    for i in (0, 1):
        if not known[i] and (not ended[i] or found[1 - i] in ("Vendor", "Model")):
            found[i] = found[1 - i] if not ended[i] else ended[i]
    return found[0] or "Vendor", found[1] or "Vendor"


def ending_label(name: str) -> str:
    """Return the label that the ending of a name speaks for, empty where none."""
    return next((label for label, ending in ENDINGS if ending.search(name)), "")


def compare_lines(
    lines: Iterable[str],
    *,
    registry: Registry | None = None,
    decisions: Decisions | None = None,
    where: str = "the pairs",
) -> Iterator[Comparison]:
    """Yield what is said of each line ``label, a, b`` with tabs between; a head line tells another order of the columns.

    Raises InputError with ``where`` and the number of the line.
    """
    columns = COLUMNS
    for number, line in enumerate(lines, 1):
        fields = [part.strip() for part in line.rstrip("\r\n").split("\t")]
        if fields == [""]:
            continue
        if number == 1 and set(COLUMNS) <= {f.lower() for f in fields}:
            columns = tuple(f.lower() for f in fields)
            continue
        if len(fields) < len(COLUMNS) or len(fields) <= max(map(columns.index, COLUMNS)):
            raise InputError(
                f"{where}, line {number}: {line.strip()!r} has {len(fields)} columns; "
                f"{', '.join(columns)} are wanted, with tabs"
            )
        label, a, b = (fields[columns.index(name)] for name in COLUMNS)
        try:
            found = compare(a, b, label=label, registry=registry, decisions=decisions)
        except (InputError, VocabularyError) as error:
            raise InputError(f"{where}, line {number}: {error}") from error
        yield found
