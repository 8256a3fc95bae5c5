"""What the pair scorer tells apart: its classes, roles and attributes, and which labels may stand at their ends."""

from functools import cache

from graph.ontology import ontology

RELATIONS = (
    "PARTNERS_WITH",
    "DEVELOPED",
    "USES",
    "BASED_ON",
    "ACQUIRED",
    "INVESTED_IN",
    "PART_OF",
    "AFFILIATED_WITH",
)
SAME_DEAL = "SAME_DEAL"  # both take part in one data transaction; symmetric
STATUSES = ("planned", "announced", "active", "completed", "ended")
KINDS = ("strategic", "co_development", "joint_release", "deployment", "joint_lab", "research", "program", "other")
FORMER = "FORMER"
CLASSES = (*RELATIONS, SAME_DEAL, FORMER, *(f"status:{s}" for s in STATUSES), *(f"kind:{k}" for k in KINDS))
ROLES = ("seller", "buyer", "exchange", "facilitator")
SYMMETRIC = {"PARTNERS_WITH", SAME_DEAL}


def may_link(name: str, head: str, tail: str) -> bool:
    """Tell whether a class of RELATIONS or SAME_DEAL may hold between these labels."""
    if name == SAME_DEAL:
        deal = (*ontology().organisation, "Dataset")
        return head in deal and tail in deal
    found = ontology().types[name]
    return head in found.sources and tail in found.targets


@cache
def links_of(head: str, tail: str) -> tuple[str, ...]:
    """Return the classes that may hold between these labels."""
    return tuple(name for name in (*RELATIONS, SAME_DEAL) if may_link(name, head, tail))


def linkable(a: str, b: str) -> bool:
    """Tell whether any class may hold between two labels, in either direction."""
    return bool(links_of(a, b) or links_of(b, a))
