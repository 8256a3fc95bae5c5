"""A passage told again with other names: every mention of an entity gets the new entity's full or short form."""

import random

from extract.training.inventor import Inventor
from extract.training.markup import Passage

GENERIC = ("大模型", "模型", "系统", "平台", "集团", "公司", "团队")


def forms(old: str, surface: str, full: str, short: str) -> str:
    """Return the form of the new name that answers to how ``surface`` names the old one."""
    if surface == old:
        return full
    for end in GENERIC:
        if surface == old + end:
            return full + end
        if old == surface + end:
            return short
    if old in surface:
        return surface.replace(old, full)
    return short


def rename(passage: Passage, inventor: Inventor, rng: random.Random, share: float = 0.6) -> Passage:
    """Return the passage with about ``share`` of its entities renamed; facts stay as they are."""
    surfaces: dict[str, list[str]] = {}
    for start, end, ids, is_name in passage.mentions:
        if is_name and len(ids) == 1:
            surfaces.setdefault(ids[0], []).append(passage.text[start:end])
    names, taken = {}, {s for found in surfaces.values() for s in found}
    for entity, found in surfaces.items():
        old = max(found, key=len)
        if rng.random() >= share:
            continue
        full, short = inventor.name(entity[0], old)
        if full not in taken and not ({full, short} & taken) and "{" not in full:
            names[entity] = (old, full, short)
            taken |= {full, short}
    out, mentions, last, length = [], [], 0, 0
    for start, end, ids, is_name in passage.mentions:
        gap, surface = passage.text[last:start], passage.text[start:end]
        if is_name and ids[0] in names:
            surface = forms(names[ids[0]][0], surface, *names[ids[0]][1:])
        out += [gap, surface]
        length += len(gap)
        mentions.append((length, length + len(surface), ids, is_name))
        length += len(surface)
        last = end
    out.append(passage.text[last:])
    return Passage(
        passage.id,
        passage.style,
        passage.date,
        "".join(out),
        mentions,
        passage.relations,
        passage.transactions,
        passage.kinds,
        passage.pseudonyms,
    )
