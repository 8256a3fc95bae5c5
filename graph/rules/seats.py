"""Places that two names say or imply, compared by what the registry knows of cities and provinces."""

from functools import cache

from graph.parts import Parts
from graph.registry import places


def seats(p: Parts, q: Parts) -> bool:
    """Tell whether the places of two names can be one: equal, one not said, or a city and its province."""
    if p.region and q.region and not within(p.region, q.region):
        return False
    if p.place and q.place:
        return within(p.place, q.place) if not p.generic else p.place == q.place
    return not (p.city and q.city) or within(p.city, q.city) or not known(p.city) or not known(q.city)


@cache
def known(place: str) -> bool:
    """Tell whether the registry knows a place."""
    return place in places()


def within(one: str, other: str) -> bool:
    """Tell whether two places are equal or one holds the other."""
    province = places()
    return one == other or province.get(one) == other or province.get(other) == one
