"""Data transactions: who sold what to whom, where, for how much, gathered from the whole article."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.classes import ROLES, SAME_DEAL
from extract.relations.decide import Link
from extract.relations.pairs import Place, Scored
from extract.values import RECORD_UNITS, amounts
from graph.model import Span

PRICE = re.compile("价|金额|元成交|售|交易额|以|总额|费用|标的")
COMPLETED = re.compile(
    "成交|完成(?:了)?(?:首单|首笔|场内|数据|资产)*交易|交易(?:完成|达成)|售出|购得|购入|买下|卖出|签约|完成交付|交割|落槌|首单交易|达成交易|购买|采购|成功交易|交易落地|完成.{0,8}交易|授权使用"
)
LISTED = re.compile("挂牌|上架|上线交易|挂网")
REGISTERED = re.compile("登记|确权|产权证书|登记证书|登记凭证")
ROLE_LEAST = 0.4


@dataclass(frozen=True, slots=True)
class Deal:
    """One data transaction: (role, entity number) pairs, its values, and the sentences that tell it."""

    roles: tuple[tuple[str, int], ...]
    sentences: tuple[int, ...]
    values: dict[str, object]
    chance: float


def roles_of(found: Sequence[Scored], entity: int) -> dict[str, float]:
    """Return the best chance of each role of an entity."""
    out = dict.fromkeys(ROLES, 0.0)
    for one in found:
        if entity in one.owners:
            row = one.roles[one.owners.index(entity)]
            for k, role in enumerate(ROLES):
                out[role] = max(out[role], float(row[k]))
    return out


def groups(found: Sequence[Link], labels: Sequence[str]) -> list[tuple[set[int], float]]:
    """Return the entities of each deal: around each data set, else the linked organisations without one."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for k in found:
        if k.type == SAME_DEAL:
            near[k.head][k.tail] = near[k.tail][k.head] = k.chance
    datasets = [n for n in sorted(near) if labels[n] == "Dataset"]
    out = []
    for d in datasets:
        members = {d} | {n for n in near[d] if labels[n] != "Dataset"}
        out.append((members, max(near[d].values())))
    if not datasets:
        rest = set(near)
        while rest:
            grown, frontier = set(), {min(rest)}
            while frontier:
                grown |= frontier
                frontier = {m for n in frontier for m in near[n]} - grown
            rest -= grown
            out.append((grown, max(c for n in grown for c in near[n].values())))
    return out


def deals(
    found: Sequence[Link],
    scores: Sequence[Scored],
    labels: Sequence[str],
    places: Sequence[Place],
    sentences: Sequence[Span],
    text: str,
) -> list[Deal]:
    """Return the data transactions of an article."""
    out = []
    lots = groups(found, labels)
    for members, chance in lots:
        roles = [("dataset", n) for n in sorted(members) if labels[n] == "Dataset"]
        for n in sorted(members):
            if labels[n] != "Dataset":
                chances = roles_of(scores, n)
                role, top = max(chances.items(), key=lambda kv: kv[1])
                if top >= ROLE_LEAST:
                    roles.append((role, n))
        roles = near_the_data(roles, places, sentences)
        if not any(r != "dataset" for r, _ in roles):
            continue
        numbers = told_in(members, labels, places, sentences, alone=len(lots) == 1)
        stretch = "\n".join(text[slice(*sentences[n])] for n in numbers)
        out.append(Deal(tuple(roles), numbers, values(stretch), chance))
    return out


def near_the_data(
    roles: list[tuple[str, int]], places: Sequence[Place], sentences: Sequence[Span]
) -> list[tuple[str, int]]:
    """Of a role's parties keep those that share a sentence with the data set, where any does: the others belong to
    another deal of the article."""
    told: dict[int, set[int]] = defaultdict(set)
    for p in places:
        told[p.owner].add(next((k for k, (s, e) in enumerate(sentences) if s <= p.start < e), -1))
    data = {n for role, entity in roles if role == "dataset" for n in told[entity]}
    near = {(role, entity) for role, entity in roles if told[entity] & data}
    kept = {role for role, _ in near}
    return [r for r in roles if r in near or r[0] not in kept]


def told_in(
    members: set[int], labels: Sequence[str], places: Sequence[Place], sentences: Sequence[Span], *, alone: bool
) -> tuple[int, ...]:
    """Return the sentences that tell a deal: those with its data set or two of its members, and, where it is the only
    deal, the one that follows each."""
    held: dict[int, set[int]] = defaultdict(set)
    for p in places:
        if p.owner in members:
            n = next((k for k, (s, e) in enumerate(sentences) if s <= p.start < e), None)
            if n is not None:
                held[n].add(p.owner)
    own = [n for n, who in held.items() if len(who) > 1 or any(labels[w] == "Dataset" for w in who)]
    own = own or list(held)
    if alone:
        own += [n + 1 for n in own if n + 1 < len(sentences)]
    return tuple(sorted(set(own)))


def values(stretch: str) -> dict[str, object]:
    """Return stage, records, price and currency that a stretch tells."""
    out: dict[str, object] = {}
    if COMPLETED.search(stretch):
        out["stage"] = "completed"
    elif LISTED.search(stretch):
        out["stage"] = "listed"
    elif REGISTERED.search(stretch):
        out["stage"] = "registered"
    money = [a for a in amounts(stretch) if a.unit == "元"]
    if money and PRICE.search(stretch):
        out |= {"price": money[0].value, "currency": "CNY"}
    records = [a for a in amounts(stretch) if re.fullmatch(RECORD_UNITS, a.unit)]
    if records:
        out["records"] = int(max(records, key=lambda a: a.value).value)
    return out
