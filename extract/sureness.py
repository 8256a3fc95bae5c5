"""Scores of the network → confidence: the share that is right, measured on annotated articles."""

import math
from dataclasses import dataclass
from operator import mul

import numpy

from extract.classes import RELATIONS

# names: the best score of an entity's mentions, and what share of such entities is right
NAME_SCORES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
NAME_RIGHT = (0.182, 0.182, 0.182, 0.422, 0.518, 0.601, 0.675, 0.768, 0.795, 0.974)
# facts: a logistic regression on what features() tells of them
WEIGHTS = {
    "PARTNERS_WITH": -1.967,
    "DEVELOPED": -1.828,
    "USES": -1.979,
    "BASED_ON": -2.952,
    "ACQUIRED": -2.926,
    "INVESTED_IN": -2.657,
    "PART_OF": -3.048,
    "AFFILIATED_WITH": -1.807,
    "chance without a rule": 0.515,
    "name": 0.234,
    "rule": 2.661,
    "likelier of the head": -0.145,
    "likelier of the tail": -0.170,
    "likelier of the two": -0.240,
    "one sentence": 0.657,
    "neighbours": 0.132,
    "far apart": 0.401,
    "likelier of those beside": 0.796,
}
RULE_ALONE = 0.88  # share of facts found by a rule that are right, where the network was not asked
# deals: the chance that two entities are of one deal, and what share is right (of pairs of such a chance in an earlier fit:
# annotated deals are too few for one of their own)
CHANCES = (0.0, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
RIGHT = (0.02, 0.094, 0.171, 0.229, 0.311, 0.364, 0.504, 0.523, 0.54, 0.606, 0.727, 0.944)
FAR = 3  # sentences between two names from which on they are far apart
EDGE = 0.003  # chances nearer to 0 and 1 than this say no more


def of_name(score: float) -> float:
    """Return the share of names that are right among those of this score, 0-1."""
    return round(float(numpy.interp(score, NAME_SCORES, NAME_RIGHT)), 4)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for a fact of this type and against it: the network's chance, the score of the less sure of its two names,
    whether a rule says the same, the best chance of another fact of its head, of its tail and of another type for the two
    (all 0-1), how many sentences are between them where they stand nearest, and the mean chance of the same fact of those
    listed beside its head or its tail."""

    type: str
    chance: float
    name: float = 1.0
    ruled: bool = False
    head: float = 0.0
    tail: float = 0.0
    two: float = 0.0
    apart: int = 0
    beside: float = 0.0


def features(of: Grounds) -> list[float]:
    """Return what the regression sees of a fact, in the order of WEIGHTS. A likelier fact of the same head, tail or two
    counts by its log odds above this one's; what is as likely does not. So does that of those listed beside them. Where a rule says the same the network's chance
    adds nothing."""
    odds = log_odds(of.chance)
    kinds = [float(of.type == kind) for kind in RELATIONS]
    likelier = [log_odds(other) - odds if other > of.chance else 0.0 for other in (of.head, of.tail, of.two)]
    near = [float(of.apart == 0), float(of.apart == 1), float(of.apart > FAR)]
    beside = log_odds(of.beside) - odds if of.beside > of.chance else 0.0
    return [*kinds, 0.0 if of.ruled else odds, log_odds(of.name), float(of.ruled), *likelier, *near, beside]


def of_fact(of: Grounds) -> float:
    """Return the share of facts that are right among such, 0-1."""
    return 1 / (1 + math.exp(-sum(map(mul, WEIGHTS.values(), features(of)))))


def of_deal(chance: float) -> float:
    """Return the share that is right among deals to which the network gives this chance, 0-1."""
    return float(numpy.interp(chance, CHANCES, RIGHT))


def log_odds(chance: float) -> float:
    """Return the logarithm of the odds of a chance, 0-1."""
    kept = min(max(chance, EDGE), 1 - EDGE)
    return math.log(kept / (1 - kept))
