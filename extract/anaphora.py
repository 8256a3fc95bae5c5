"""Words that stand for an entity told before: 该院, 公司, 双方, 该模型."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.aliases import Cluster
from extract.lexicon import words
from graph.model import Mention

GROUPS = {
    "this_hospital": ("Hospital",),
    "this_company": ("Vendor",),
    "this_model": ("Model",),
    "this_dataset": ("Dataset",),
    "both": ("Vendor", "Hospital", "Institution"),
}
REACH = 300  # characters back that a word may stand for something


@cache
def pattern(group: str) -> re.Pattern[str]:
    """Return a pattern of a group's words that does not begin inside a longer word (分公司, 科技公司)."""
    any_word = "|".join(map(re.escape, words(group)))
    return re.compile(rf"(?:^|(?<=[，。；：、,;:!?！？“”\"\n\s与和由向为在对是即而但且使让给]))(?:{any_word})")


def anaphora(text: str, clusters: Sequence[Cluster]) -> Iterator[tuple[Mention, tuple[int, ...]]]:
    """Yield (the word as a mention, the numbers of the clusters it stands for)."""
    told = sorted((m.start, m.end, n) for n, c in enumerate(clusters) for m in c.mentions)
    for group, labels in GROUPS.items():
        for match in pattern(group).finditer(text):
            if any(s < match.end() and e > match.start() for s, e, _ in told):
                continue
            before = [
                n
                for s, e, n in told
                if e <= match.start() and match.start() - e < REACH and clusters[n].label in labels
            ]
            wanted = 3 if match[0] == "三方" else 2 if group == "both" else 1
            last = list(dict.fromkeys(reversed(before)))[:wanted]
            if len(last) == wanted:
                yield (
                    Mention(match.start(), match.end(), match[0], clusters[last[0]].label, "anaphora"),
                    tuple(sorted(last)),
                )
