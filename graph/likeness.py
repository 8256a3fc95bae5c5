"""How well a name answers to what a person typed, and which answers may be meant: on a graph and on every store alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.names import is_edition

if TYPE_CHECKING:
    from graph.property_graph import Node

WHOLE = 0.95
"""What answers so well is called so, by name or alias."""


class Answer(Protocol):
    """A node that answers: its label and name, how well (0-1), and how many articles name it."""

    @property
    def label(self) -> str:
        """The label of the node."""

    @property
    def name(self) -> str:
        """The name of the node."""

    @property
    def score(self) -> float:
        """How well it answers, 0-1."""

    @property
    def sources(self) -> int:
        """How many articles name it."""


A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Match:
    """What a search found: the node, the form that answered, how well (0-1)."""

    node: "Node"
    form: str
    score: float

    @property
    def label(self) -> str:
        """The label of the node."""
        return self.node.label

    @property
    def name(self) -> str:
        """The name of the node."""
        return self.node.name

    @property
    def sources(self) -> int:
        """How many articles name the node."""
        return int(self.node.properties.get("sources") or 0)


def likeness(form: str, wanted: str) -> float:
    """Return how well one form answers, both folded: whole 1, beginning 0.8, inside 0.6."""
    if form == wanted:
        return 1.0
    if form.startswith(wanted):
        return 0.8
    return 0.6 if wanted in form else 0.0


def rivals(found: Sequence[A]) -> list[A]:
    """Return those of ranked answers that may be meant: the best, and beside a name the whole aliases of what as many articles
    name, so that what one article calls so does not hide what all others do. A model's edition (DeepSeek-R1) does not hide
    the model, though articles call it so for short.
    """
    best = found[0]
    return [
        a
        for a in found
        if a.score == best.score or (a.score >= WHOLE and a.sources >= best.sources and not edition(a, best))
    ]


def edition(one: Answer, of: Answer) -> bool:
    """Tell whether a model is an edition of another."""
    return one.label == of.label == "Model" and is_edition(one.name, of.name)
