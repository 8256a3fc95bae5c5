"""Data transactions: who sold what to whom, where, for how much, gathered from the whole article."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.classes import ROLES, SAME_DEAL
from extract.relations.decide import Link
from extract.relations.evidence import apart
from extract.relations.pairs import Place, Scored
from extract.relations.parts import Part, parts
from extract.relations.scope import Layout, past
from extract.values import RECORD_UNITS, Day, amounts, dates
from graph.model import Span

# what money near a data set is not its price
OTHER_MONEY = re.compile(
    r"贷款|质押|融资|授信|补助|补贴|奖励|投资|累计|总额|规模|注册资本|营收|收入|罚款|拨款|预算|手续费|评估费"
)
PRICE = re.compile(
    r"价|金额|成交|售|卖|买|购|交易额|以|总额|费用|标的|授权|许可|付|/年|/次|每年|每次|合同|元$|获得|订阅|换|费|款"
)
COMPLETED = re.compile(
    r"成交|交易(?:完成|达成|落地|成功|于)|完成(?:了)?(?:首单|首笔|场内|数据|资产|交付|交割)|完成.{0,8}交易|售出|售予|售给|卖给|卖出|卖了|卖到|买走|买下|买到|"
    r"购得|购入|购买|购下|采购|拍得|竞得|受让|转让|签约|签下|落槌|首单|首笔|达成交易|授权(?:使用|给)|许可(?:给|使用)|订阅|拿下|收入囊中|出售|交易双方|到账|付款|获得了?.{0,12}(?:使用权|授权)|"
    r"摘牌|下单|拼单|买[方家](?!的|可|需|须|若|如|只能|应|在|不|未|询|看|问|想|还没|尚|暂)"
)
LISTED = re.compile(r"挂牌|上架|上线|挂网|挂上|挂出|挂了|推出|发布|标价|底价")
REGISTERED = re.compile(r"登记|确权|证书|凭证|入表|备案|拿证|发证")
NOT_YET = re.compile(
    r"(?:尚|暂|未|没|无|不|拟|计划|洽谈|意向|待|如|若|将|欲|想|打算|准备|谈|流拍|等待|没有出现)[^，。；]{0,6}$"
)
# the ends of the years in which data were collected
FROM = re.compile(r"[初末底]?(?:至|到|—|–|-|~|～)\s?(?:20)?\d\d")
TO = re.compile(r"\d{1,4}[年月日]?[初末底]?\s?(?:至|到|—|–|-|~|～)\s?$")
COLLECTED = re.compile(
    r"[初末底]?(?:之?间|期间|以来|起|以后|之后)?(?:所|共|先后|累计)?(?:采集|收集|收录|积累|入组|入院|就诊|收治|纳入|产生|随访|归档|诊断的|住院)"
)
RECORDS_LEAST = 20  # fewer are pieces of something else: 一份合同
ROLE_LEAST = 0.4
NEAR = 16  # characters before a word that may deny it, or before a date that may make it the end of a time
ORDER = ("dataset", *ROLES)


@dataclass(frozen=True, slots=True)
class Deal:
    """One data transaction: (role, entity number) pairs, its values, and the sentences that tell it."""

    roles: tuple[tuple[str, int], ...]
    sentences: tuple[int, ...]
    values: dict[str, object]
    chance: float


Roles = dict[int, dict[str, float]]  # by entity the chance of each role, from the stretch that is surest of it


def roles_of(found: Sequence[Scored]) -> Roles:
    """Return the best chance of each role of each entity."""
    out: Roles = defaultdict(lambda: dict.fromkeys(ROLES, 0.0))
    for one in found:
        for entity, row in zip(one.owners, one.roles, strict=True):
            best = out[entity]
            for role, chance in zip(ROLES, row, strict=True):
                best[role] = max(best[role], float(chance))
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
    published: str | None = None,
) -> list[Deal]:
    """Return the data transactions of an article; dates are resolved against the one it was ``published``."""
    out = []
    lots = groups(found, labels)
    chances = roles_of(scores)
    taken = [taking_part(members, labels, chances) for members, _ in lots]
    layout = Layout(text, sentences, places, (n for members, _ in lots for n in members if labels[n] == "Dataset"))
    said = list(parts(text, places, labels)) if lots else []
    shares = Counter(role for role, _ in {party for roles in taken for party in roles})
    scopes = [layout.scope(members, labels) for members, _ in lots]
    main = layout.main([members for members, _ in lots])
    for n, ((_, chance), given, segments) in enumerate(zip(lots, taken, scopes, strict=True)):
        told = [p for p in said if len(lots) == 1 or among(p.start, segments)]
        if n == main:  # whoever helped to trade is told of in a paragraph of its own
            told += [p for p in said if p.role == "facilitator" and not any(among(p.start, s) for s in scopes)]
        roles = as_said(near_the_data(given, shares, layout), told)
        if not any(r != "dataset" for r, _ in roles):
            continue
        numbers = tuple(sorted({layout.number(start) for start, _ in segments}))
        found_values = values("\n".join(text[s:e] for s, e in segments), published)
        if "stage" not in found_values and any(r == "buyer" for r, _ in roles):
            found_values["stage"] = "completed"
        if "date" not in found_values and (day := layout.lead_date(segments, published)):
            found_values["date"] = day
        out.append(Deal(tuple(roles), numbers, found_values, chance))
    return out


def taking_part(members: set[int], labels: Sequence[str], chances: Roles) -> list[tuple[str, int]]:
    """Return (role, entity) of the members of a deal: its data sets, and who is likely enough to play a part."""
    roles = [("dataset", n) for n in sorted(members) if labels[n] == "Dataset"]
    for n in sorted(members):
        if labels[n] != "Dataset" and n in chances:
            role, top = max(chances[n].items(), key=lambda kv: kv[1])
            if top >= ROLE_LEAST:
                roles.append((role, n))
    return roles


def among(place: int, segments: Sequence[Span]) -> bool:
    """Tell whether a place lies in one of some stretches."""
    return any(start <= place < end for start, end in segments)


def as_said(roles: list[tuple[str, int]], said: Sequence[Part]) -> list[tuple[str, int]]:
    """Return the parties of a deal as the words beside their names have them: who is said to sell or buy plays no other part, and
    nobody else sells or buys where the article says who does; who sells or buys is no helper."""
    sides = {(p.role, p.entity): None for p in said if p.role in ("seller", "buyer")}
    who, settled = {entity for _, entity in sides}, {role for role, _ in sides}
    kept = [r for r in roles if r in sides or (r[1] not in who and r[0] not in settled)]
    taken = {entity for role, entity in kept if role != "facilitator"} | who
    told = {**sides, **{("facilitator", p.entity): None for p in said if p.entity not in taken}}
    return sorted({*kept, *told}, key=lambda r: (ORDER.index(r[0]), r[1]))


def near_the_data(roles: list[tuple[str, int]], shares: Mapping[str, int], layout: Layout) -> list[tuple[str, int]]:
    """Of a role's parties keep those that share a sentence with the data set; where none does, and the article's deals
    have several of the role (``shares``, how many) or name it only behind the data, those that do not share one with another
    deal's data in a paragraph of their own; of several exchanges the nearest."""
    told = layout.told
    own = {entity for role, entity in roles if role == "dataset"}
    data = {n for entity in own for n in told[entity]}
    near = {(role, entity) for role, entity in roles if data.intersection(told[entity])}
    kept = {role for role, _ in near}
    paragraphs = {layout.paragraph(n) for n in data}

    def of_another(role: str, entity: int) -> bool:
        elsewhere = not any(layout.paragraph(n) in paragraphs for n in told[entity])
        # told of only when the deal has been told, and not as one of this
        later = bool(data) and min(told[entity], default=0) > max(data) and not layout.taken_up(entity)
        told_there = bool(data) and any(layout.data_of[n] - own for n in told[entity])
        return (shares[role] > 1 or later) and elsewhere and told_there

    far = [r for r in roles if r[0] not in kept and not of_another(*r)]
    exchanges = [entity for role, entity in far if role == "exchange"]
    if data and exchanges:
        ordered = sorted(data)
        nearest = min(exchanges, key=lambda e: (apart(told[e], ordered), e))
        far = [r for r in far if r[0] != "exchange" or r[1] == nearest]
    return [r for r in roles if r in near or r in far]


def asserted(pattern: re.Pattern[str], stretch: str) -> re.Match[str] | None:
    """Return the first match that no word before it denies or puts off."""
    return next(
        (m for m in pattern.finditer(stretch) if not NOT_YET.search(stretch, max(0, m.start() - NEAR), m.start())), None
    )


def of_the_data(stretch: str, day: Day) -> bool:
    """Tell whether a date is that from or to which data were collected (2016年至2023年间采集)."""
    return bool(
        FROM.match(stretch, day.end)
        or TO.search(stretch, max(0, day.start - NEAR), day.start)
        or COLLECTED.match(stretch, day.end)
    )


def values(stretch: str, published: str | None = None) -> dict[str, object]:
    """Return stage, records, price, currency and date that a stretch tells."""
    out: dict[str, object] = {}
    reached = None
    for stage, pattern in (("completed", COMPLETED), ("listed", LISTED), ("registered", REGISTERED)):
        if reached := asserted(pattern, stretch):
            out["stage"] = stage
            break
    money = [
        a
        for a in amounts(stretch)
        if a.unit == "元"
        and not OTHER_MONEY.search(stretch[max(0, a.start - 8) : a.start])
        and PRICE.search(stretch[max(0, a.start - 14) : a.end + 8])
    ]
    if money:
        out |= {"price": money[0].value, "currency": "CNY"}
    records = [a for a in amounts(stretch) if re.fullmatch(RECORD_UNITS, a.unit) and a.value >= RECORDS_LEAST]
    if records:
        out["records"] = int(max(records, key=lambda a: a.value).value)
    days = [d for d in dates(stretch, published) if past(d.value, published) and not of_the_data(stretch, d)]
    if days:
        before = [d for d in days if reached and d.start < reached.start()]
        out["date"] = (before or days)[-1 if before else 0].value
    return out
