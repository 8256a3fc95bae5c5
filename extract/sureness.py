"""Scores of the network → confidence: the share that is right, measured on annotated articles."""

import numpy

# names: the best score of an entity's mentions, and what share of such entities is right
NAME_SCORES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
NAME_RIGHT = (0.28, 0.29, 0.3, 0.41, 0.5, 0.6, 0.67, 0.72, 0.87, 0.98)
# facts: the chance of a pair, and what share of facts of such a chance is right
CHANCES = (0.0, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
RIGHT = (0.02, 0.094, 0.171, 0.229, 0.311, 0.364, 0.504, 0.523, 0.54, 0.606, 0.727, 0.944)
RULE_RIGHT = 0.88  # share of facts found by a rule that are right, names as the reader finds them


def of_name(score: float) -> float:
    """Return the share of names that are right among those of this score, 0-1."""
    return round(float(numpy.interp(score, NAME_SCORES, NAME_RIGHT)), 4)


def of_fact(chance: float) -> float:
    """Return the share of facts that are right among those to which the network gives this chance, 0-1."""
    return float(numpy.interp(chance, CHANCES, RIGHT))
