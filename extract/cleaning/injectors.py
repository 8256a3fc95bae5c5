"""Damage on purpose: each kind that the cleaning repairs, done to a sound text at random, the same for the same seed.

For tests, benchmarks and the augmentation of training texts; reading an article does not use it. Each injector takes
a text and a ``random.Random`` and returns the damaged text. ``DAMAGES`` lists them; ``damaged`` does one or all.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from functools import cache

from extract.cleaning.characters import HAN_CHARACTER, NARROW

Injector = Callable[[str, random.Random], str]
HIDDEN = "\u200b\u200c\u200d\ufeff\u00ad\u2060\x08"
TAGS = (("<b>", "</b>"), ("<strong>", "</strong>"), ('<a href="#">', "</a>"), ("<span>", "</span>"), ("<em>", "</em>"))
ENTITIES = {"“": "&ldquo;", "”": "&rdquo;", "·": "&middot;", "—": "&mdash;", "&": "&amp;", "…": "&hellip;"}
OTHERS = (
    "夏季烧烤调料怎么配才入味",
    "《星海远征》第七关隐藏宝箱位置",
    "二手摩托车过户流程一览",
    "周末露营装备清单",
    "钓鱼新手如何选竿",
    "《糖果农场》满级攻略",
    "红烧排骨的家常做法",
    "跑步膝盖疼怎么办",
    "旧手机回收价格表",
    "毛线围巾的三种织法",
)
MENU = "首页 | 新闻 | 财经 | 科技 | 视频 | 登录 | 注册"
FOOTER = (
    "声明:本文转载自网络,如有侵权请联系删除。",
    "Copyright © 2015-2024 All Rights Reserved 京ICP备00000000号",
    "分享到: 微信 微博 QQ空间",
)


def half(text: str, rng: random.Random, share: float) -> list[bool]:
    """Return for each character whether it is chosen."""
    return [rng.random() < share for _ in text]


@cache
def reading(character: str) -> str:
    """Return the first reading of a character, with its tone, or nothing."""
    from pypinyin.pinyin_dict import pinyin_dict

    return pinyin_dict.get(ord(character), "").split(",")[0]


def toneless(said: str) -> str:
    """Return pinyin without tone marks."""
    return "".join(c for c in unicodedata.normalize("NFD", said) if not unicodedata.combining(c))


def pinyin(text: str, rng: random.Random) -> str:
    """Write the reading of some characters in brackets behind them, as scraped traditional pages have it."""
    tones = rng.random() < 0.75
    share = rng.uniform(0.05, 0.4)
    chosen = {c for c in sorted(set(text)) if HAN_CHARACTER.match(c) and reading(c) and rng.random() < share}
    said = {c: reading(c) if tones else toneless(reading(c)) for c in chosen}
    return "".join(f"{c}({said[c]})" if c in chosen else c for c in text)


def lost_bytes(text: str, rng: random.Random) -> str:
    """Lose a byte of the GBK text here and there; a ``?`` stays in its place, and the pairs that follow shift."""
    lines = []
    for line in text.split("\n"):
        if len(line) < 20 or rng.random() < 0.5:
            lines.append(line)
            continue
        at = rng.randrange(2, len(line) - 8)
        end = at + rng.randrange(2, 9)
        data = line[at:end].encode("gbk", "replace")
        if data[0] < 0x80:
            lines.append(line)
            continue
        shifted = "?" + data[1:].decode("gbk", "ignore") + ("?" if odd_end(data[1:]) else "")
        lines.append(line[:at] + shifted + line[end:])
    return "\n".join(lines)


def odd_end(data: bytes) -> bool:
    """Tell whether the last byte is half a character."""
    at = 0
    while at < len(data):
        at += 1 if data[at] < 0x80 else 2
    return at > len(data)


def markup(text: str, rng: random.Random) -> str:
    """Leave tags, entities and blanks in the text, also inside names."""
    out = []
    for line in text.split("\n"):
        if len(line) > 6:
            start = rng.randrange(len(line) - 3)
            end = min(len(line), start + rng.randrange(1, 6))
            before, after = rng.choice(TAGS)
            line = line[:start] + before + line[start:end] + after + line[end:]
        line = "".join(ENTITIES.get(c, c) for c in line)
        out.append(f"<p>{line}</p>" if rng.random() < 0.5 else line)
    return "\n".join(out)


def invisible(text: str, rng: random.Random) -> str:
    """Strew characters that nobody sees."""
    return "".join(
        c + rng.choice(HIDDEN) if chosen else c for c, chosen in zip(text, half(text, rng, 0.02), strict=True)
    )


def full_width(text: str, rng: random.Random) -> str:
    """Make letters and digits of some lines full-width."""
    wide = {c: c + 0xFEE0 for c in (*range(48, 58), *range(65, 91), *range(97, 123))}
    return "\n".join(line.translate(wide) if rng.random() < 0.5 else line for line in text.split("\n"))


def narrow_marks(text: str, rng: random.Random) -> str:
    """Make the punctuation narrow, as scrapes do."""
    table = {ord(w): n for n, w in NARROW.items()} | {ord("（"): "(", ord("）"): ")"}
    if rng.random() < 0.5:
        table |= {ord("“"): '"', ord("”"): '"'}
    return text.translate(table)


def numbers(text: str, rng: random.Random) -> str:
    """Number the paragraphs."""
    head, *rest = [line for line in text.split("\n") if line.strip()]
    return "\n".join([head, *(f"{i}、{line}" for i, line in enumerate(rest, 1))])


def wrapped(text: str, rng: random.Random) -> str:
    """Break lines by width, as mails and announcements do, with no regard for words in Chinese."""
    width = rng.randrange(56, 80)
    out = []
    for line in text.split("\n"):
        taken, row = 0, ""
        for piece in re.findall(r"[!-~]+|.", line):
            own = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in piece)
            if row and taken + own > width:
                out.append(row)
                taken, row = 0, ""
            taken, row = taken + own, row + piece
        out.append(row)
    return "\n".join(out)


def furniture(text: str, rng: random.Random) -> str:
    """Put the article into a page: menu, list of links, bylines before it; notes, links and buttons behind it."""
    before = [MENU] if rng.random() < 0.7 else []
    if rng.random() < 0.6:
        before += [f"- {t}" for t in rng.sample(OTHERS, 4)]
    after = [*rng.sample(FOOTER, 2), "相关阅读:", *(f"· {t}" for t in rng.sample(OTHERS, 3))]
    if rng.random() < 0.4:
        after.append(" ".join(rng.sample(OTHERS, 7)))
    return "\n".join([*before, text.strip("\n"), *after])


def frame(text: str, rng: random.Random) -> str:
    """Frame the title for search engines."""
    title, _, rest = text.lstrip().partition("\n")
    if len(title) > 70 or not rest or "【" in title:
        return text
    opening = f"今天【{title}】登上了全网热搜,那么【{title}】具体的是什么情况呢,下面大家可以一起来看看吧!"
    return f"{opening}\n{rest}\n以上就是关于【{title}】的相关内容了,希望对大家有所帮助!"


def traditional(text: str, rng: random.Random) -> str:
    """Write the text in traditional characters, of no place, Taiwan or Hong Kong."""
    from opencc import OpenCC

    return str(OpenCC(rng.choice(("s2t", "s2tw", "s2hk"))).convert(text))


DAMAGES: dict[str, Injector] = {
    "traditional": traditional,
    "numbers": numbers,
    "narrow marks": narrow_marks,
    "lost bytes": lost_bytes,
    "pinyin": pinyin,
    "full width": full_width,
    "markup": markup,
    "invisible": invisible,
    "wrapped": wrapped,
    "furniture": furniture,
    "frame": frame,
}


def damaged(text: str, *kinds: str, seed: int = 0) -> str:
    """Return a text with the named kinds of damage (all where none is named), in the order of ``DAMAGES``."""
    rng = random.Random(f"{seed}:{','.join(kinds)}")
    for name, injector in DAMAGES.items():
        if not kinds or name in kinds:
            text = injector(text, rng)
    return text


MUTATIONS = "flip cut double brackets emoji scripts shuffle".split()


def mutated(text: str, seed: int) -> str:
    """Return a text maltreated without sense: bytes flipped, cut short, scripts mixed, 10,000 brackets, emoji."""
    rng = random.Random(f"mutated:{seed}")
    for kind in rng.sample(MUTATIONS, rng.randrange(1, 4)):
        text = maltreated(text, kind, rng)
    return text


def maltreated(text: str, kind: str, rng: random.Random) -> str:
    """Return a text maltreated in one way."""
    at = rng.randrange(len(text) + 1)
    if kind == "flip":
        encoding = rng.choice(("utf-8", "gb18030", "big5"))
        data = bytearray(text.encode(encoding, "replace"))
        for _ in range(rng.randrange(1, 30)):
            if data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        return bytes(data).decode(
            rng.choice((encoding, "utf-8", "gbk")), rng.choice(("replace", "ignore", "surrogateescape"))
        )
    if kind == "cut":
        return text[at:] if rng.random() < 0.5 else text[:at]
    if kind == "double":
        return text[:at] + text[at // 2 : at] * rng.randrange(1, 4) + text[at:]
    if kind == "brackets":
        return text[:at] + rng.choice("([{<（【「《“\"'&?") * rng.choice((3, 100, 10_000)) + text[at:]
    if kind == "emoji":
        return re.sub("[，。]", lambda m: m[0] + rng.choice("😀👩\u200d⚕️🇨🇳é\u0301\U000e0041"), text)
    if kind == "scripts":
        return "".join(chr(rng.randrange(1, 0x30000)) if rng.random() < 0.05 else c for c in text)
    return "".join(rng.sample(text, len(text)))
