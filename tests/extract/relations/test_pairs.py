"""Which pieces of an article the pair scorer sees."""

import itertools

import pytest

from extract.network_ import Tagged
from extract.relations.pairs import REACH, Place, Window, stops, stretches
from extract.tokens import pieces

IDLE = "这一点业内早有共识。"
NAMED = "禾川科技与云湖市人民医院签约。"


def window(text: str, start: int = 0) -> Window:
    cut = pieces([text])[0]
    return Window(start, start + len(text), text, cut, Tagged([], []))


def places(text: str, start: int = 0) -> list[Place]:
    found = []
    for owner, (name, label) in enumerate((("禾川科技", "Vendor"), ("云湖市人民医院", "Hospital"))):
        at = text.find(name)
        while at >= 0:
            found.append(Place(start + at, start + at + len(name), owner, label))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda p: p.start)


def seen(*windows: Window, borders: bool = True) -> list[list[str]]:
    found = [p for w in windows for p in places(w.text, w.start)]
    text = "".join(w.text for w in windows)
    return [[text[p.start : p.end] for p in parts] for parts, _ in stretches(windows, found, borders=borders)]


def test_sentences_that_name_nothing_are_left_out():
    assert seen(window(NAMED + IDLE + IDLE + NAMED + NAMED)) == [[NAMED, NAMED * 2]]
    assert seen(window(IDLE)) == []


@pytest.mark.parametrize("end", ["。", "！", "\n"])
def test_a_sentence_ends_at_a_stop_or_a_line(end):
    text = f"禾川科技成立{end}早有共识{end}云湖市人民医院揭牌"
    assert len(stops(window(text))) == 2
    assert [[p.strip() for p in parts] for parts in seen(window(text))] == [
        [f"禾川科技成立{end}".strip(), "云湖市人民医院揭牌"]
    ]


def test_places_stand_in_their_sentence():
    text = IDLE + NAMED + IDLE + NAMED
    ((parts, lots),) = stretches([window(text)], places(text))
    assert [[(p.start, p.end) for p in lot] for lot in lots] == [
        [(p.start, p.end) for p in places(text) if part.start <= p.start < part.end] for part in parts
    ]


def test_borders_join_the_nearest_sentences_of_two_windows():
    first = NAMED * 6
    second = window(NAMED * 6, len(first))
    inner, border, last = seen(window(first), second)
    assert inner == last == [NAMED * 6]
    assert [len(p) for p in border] == [len(border[0])] * 2 and len(border[0]) <= REACH + 10
    assert seen(window(first), second, borders=False) == [inner, last]


def test_a_border_that_no_fact_can_cross_is_left_out():
    one, other = "禾川科技成立。", "禾川科技融资。"
    assert seen(window(one), window(other, len(one))) == [[one], [other]]


def test_every_place_is_seen_once_within_windows():
    text = "".join(itertools.chain.from_iterable(itertools.repeat((NAMED, IDLE), 5)))
    found = places(text)
    told = [p for _, lots in stretches([window(text)], found) for lot in lots for p in lot]
    assert told == found
