"""Scores of the network → confidence: the share that is right, measured on annotated articles."""

import math

import numpy

# names: the best score of an entity's mentions, and what share of such entities is right
NAME_SCORES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
NAME_RIGHT = (0.353, 0.353, 0.353, 0.417, 0.482, 0.496, 0.662, 0.736, 0.865, 0.995)
# facts: a logistic regression on the log odds of the network's chance and of the less sure name, and on whether a rule
# finds the fact as well; what a rule adds shrinks as the network grows sure
TYPES = {
    "PARTNERS_WITH": -1.91,
    "DEVELOPED": -1.70,
    "USES": -1.49,
    "BASED_ON": -2.35,
    "ACQUIRED": -2.77,
    "INVESTED_IN": -2.17,
    "PART_OF": -3.38,
    "AFFILIATED_WITH": -2.02,
}
CHANCE, NAME, RULE, RULE_CHANCE = 0.618, 0.202, 2.914, -0.514
RULE_ALONE = 0.88  # share of facts found by a rule that are right, where the network was not asked
# deals: the chance that two entities are of one deal, and what share is right (of pairs of such a chance in an earlier fit:
# annotated deals are too few for one of their own)
CHANCES = (0.0, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
RIGHT = (0.02, 0.094, 0.171, 0.229, 0.311, 0.364, 0.504, 0.523, 0.54, 0.606, 0.727, 0.944)
EDGE = 0.003  # chances nearer to 0 and 1 than this say no more


def of_name(score: float) -> float:
    """Return the share of names that are right among those of this score, 0-1."""
    return round(float(numpy.interp(score, NAME_SCORES, NAME_RIGHT)), 4)


def of_fact(kind: str, chance: float, *, name: float = 1.0, ruled: bool = False) -> float:
    """Return the share of facts that are right among such, 0-1: the network's chance, the score of the less sure of its
    two names, and whether a rule says the same."""
    odds = log_odds(chance)
    weight = TYPES[kind] + CHANCE * odds + NAME * log_odds(name) + ruled * (RULE + RULE_CHANCE * odds)
    return 1 / (1 + math.exp(-weight))


def of_deal(chance: float) -> float:
    """Return the share that is right among deals to which the network gives this chance, 0-1."""
    return float(numpy.interp(chance, CHANCES, RIGHT))


def log_odds(chance: float) -> float:
    """Return the logarithm of the odds of a chance, 0-1."""
    kept = min(max(chance, EDGE), 1 - EDGE)
    return math.log(kept / (1 - kept))
