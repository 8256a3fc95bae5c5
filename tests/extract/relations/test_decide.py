import numpy
import pytest

from extract.aliases import Cluster
from extract.classes import CLASSES, ROLES
from extract.cleaning import clean
from extract.relations.decide import Link, agreements, links, strongest, weighed
from extract.relations.facts import Scene, facts
from extract.relations.pairs import Place, Scored
from extract.relations.regular import regular
from extract.sentences import sentences
from extract.sureness import Grounds, of_fact
from graph.model import Document, Mention

LABELS = ["Vendor", "Hospital", "Model", "Hospital"]


def scored(facts, start=0):
    count = len(LABELS)
    pairs = numpy.zeros((count, count, len(CLASSES)), numpy.float32)
    for name, i, j, chance in facts:
        pairs[i, j, CLASSES.index(name)] = chance
        if name == "PARTNERS_WITH":
            pairs[j, i, CLASSES.index(name)] = chance
    return Scored(start, start + 50, tuple(range(count)), pairs, numpy.zeros((count, len(ROLES)), numpy.float32))


def told(found):
    return [(k.type, k.head, k.tail) for k in found]


def test_the_surest_stretch_counts():
    (found,) = links([scored([("DEVELOPED", 0, 2, 0.7)]), scored([("DEVELOPED", 0, 2, 0.9)], 50)], LABELS)
    assert found.start == 50
    assert found.chance == pytest.approx(of_fact(Grounds("DEVELOPED", 0.9)))


def test_labels_that_a_type_does_not_allow_are_no_fact():
    assert links([scored([("DEVELOPED", 2, 0, 0.99), ("ACQUIRED", 0, 2, 0.99)])], LABELS) == []


def test_who_developed_a_model_does_not_use_it_besides():
    assert told(links([scored([("DEVELOPED", 0, 2, 0.9), ("USES", 0, 2, 0.7)])], LABELS)) == [("DEVELOPED", 0, 2)]
    assert told(links([scored([("DEVELOPED", 0, 2, 0.7), ("USES", 0, 2, 0.9)])], LABELS)) == [("USES", 0, 2)]


def test_a_fact_below_the_asked_confidence_is_left_out():
    assert links([scored([("USES", 1, 2, 0.8)])], LABELS, 0.9) == []


def test_parties_that_are_all_linked_are_one_agreement():
    found = links(
        [scored([("PARTNERS_WITH", 0, 1, 0.9), ("PARTNERS_WITH", 0, 3, 0.9), ("PARTNERS_WITH", 1, 3, 0.9)])], LABELS
    )
    assert [parties for parties, _ in agreements(found)] == [(0, 1, 3)]


def three_parties(*chances):
    return [
        Link("PARTNERS_WITH", *pair, chance, *at, None, None, False, f"rule {n}")
        for n, (pair, chance, at) in enumerate(
            zip([(0, 1), (0, 3), (1, 3)], chances, [(0, 9), (0, 15), (5, 15)], strict=True)
        )
    ]


def test_no_weak_pair_joins_a_third_party():
    assert [parties for parties, _ in agreements(three_parties(0.9, 0.7, 0.65))] == [(0, 1, 3)]
    assert [parties for parties, _ in agreements(three_parties(0.9, 0.7, 0.5))] == [(0, 1), (0, 3), (1, 3)]
    assert [parties for parties, _ in agreements(three_parties(0.5, 0.9, 0.7))] == [(0, 1), (0, 3), (1, 3)]


def test_an_agreement_of_three_is_as_sure_as_its_least_sure_pair():
    article = clean("云鹊科技、瑞金医院与宣武医院签署三方协议。")
    names = [(0, 4, 0), (5, 9, 1), (10, 14, 3)]
    clusters = [Cluster(label, [Mention(0, 4, "云鹊科技", label, "encoder")]) for label in LABELS]
    found = [Place(*at, LABELS[at[2]]) for at in names]
    scene = Scene(Document("a", "a", article.given), article, clusters, found, sentences(article.text))
    (event,) = facts(scene, three_parties(0.9, 0.7, 0.65), [])
    assert [end for role, end in event.roles] == ["e1", "e2", "e4"]
    assert [(e.confidence, e.rule) for e in event.evidence] == [(0.65, "rule 2: PARTNERS_WITH")]


def test_separate_deals_are_separate_agreements():
    found = links([scored([("PARTNERS_WITH", 0, 1, 0.9), ("PARTNERS_WITH", 0, 3, 0.9)])], LABELS)
    assert [parties for parties, _ in agreements(found)] == [(0, 1), (0, 3)]


def test_confidence_grows_with_the_chance_and_stays_below_one():
    steps = [of_fact(Grounds("USES", c / 20)) for c in range(21)]
    assert steps == sorted(steps)
    assert 0 <= steps[0] < steps[-1] < 1


def test_confidence_grows_with_the_less_sure_name_and_with_a_rule():
    assert of_fact(Grounds("USES", 0.8, name=0.7)) < of_fact(Grounds("USES", 0.8, name=0.95))
    assert of_fact(Grounds("USES", 0.8)) < of_fact(Grounds("USES", 0.8, ruled=True))
    (doubtful,) = links([scored([("USES", 1, 2, 0.93)])], LABELS, names=[0.99, 0.99, 0.66, 0.99])
    (sound,) = links([scored([("USES", 1, 2, 0.93)])], LABELS, names=[0.99] * 4)
    assert doubtful.chance < sound.chance


def test_beside_a_sure_post_a_weak_one_is_a_slip():
    labels = ["Person", "Hospital", "Vendor", "Hospital"]
    sure, weak = ("AFFILIATED_WITH", 0, 1, 0.999), ("AFFILIATED_WITH", 0, 2, 0.75)
    assert told(links([scored([sure, weak])], labels)) == [sure[:3]]
    assert told(links([scored([weak])], labels)) == [weak[:3]]
    second = ("AFFILIATED_WITH", 0, 3, 0.999)
    assert told(links([scored([sure, second])], labels)) == [sure[:3], second[:3]]


def test_a_rule_and_the_classifier_speak_of_one_partnership_whoever_is_named_first():
    text = "瑞金医院与云鹊签约。"
    places = [Place(0, 4, 1, "Hospital"), Place(5, 7, 0, "Vendor")]
    ruled = regular(text, places, LABELS)
    assert told(ruled) == [("PARTNERS_WITH", 0, 1)]
    both = links([scored([("PARTNERS_WITH", 0, 1, 0.9)])], LABELS, 0.0, ruled)
    assert told(both) == [("PARTNERS_WITH", 0, 1)]
    assert both[0].rule == "agreement"
    assert [parties for parties, _ in agreements(both)] == [(0, 1)]


def test_a_fact_is_less_sure_beside_a_likelier_one_and_where_its_names_stand_apart():
    alone = of_fact(Grounds("USES", 0.8))
    for rival in ({"head": 0.98}, {"tail": 0.98}, {"two": 0.98}):
        assert of_fact(Grounds("USES", 0.8, **rival)) < alone
    assert of_fact(Grounds("USES", 0.8, head=0.7, tail=0.7, two=0.7)) == alone
    assert max(of_fact(Grounds("USES", 0.8, apart=n)) for n in (1, 2, 9)) < alone


def test_what_is_said_of_those_listed_beside_a_name_speaks_for_it():
    facts = [("USES", 0, 2, 0.9), ("USES", 1, 2, 0.3), ("USES", 3, 2, 0.7)]
    top = strongest([scored(facts)], LABELS, ())
    found = dict(weighed(top, (), [1.0] * 4, {}, {1: [0, 3], 0: [1]}))
    assert found["USES", 1, 2].beside == pytest.approx(0.8)
    assert found["USES", 3, 2].beside == 0
    assert of_fact(Grounds("USES", 0.3, beside=0.8)) > of_fact(Grounds("USES", 0.3))
    assert of_fact(Grounds("USES", 0.3, beside=0.2)) == of_fact(Grounds("USES", 0.3))


def test_what_stands_against_a_fact_is_weighed():
    facts = [("USES", 1, 2, 0.8), ("USES", 3, 2, 0.9), ("PARTNERS_WITH", 0, 1, 0.6), ("PARTNERS_WITH", 0, 3, 0.7)]
    top = strongest([scored([*facts, ("DEVELOPED", 1, 2, 0.3)])], LABELS, ())
    told = {1: [0, 4], 2: [9], 3: [2]}
    found = dict(weighed(top, {("USES", 1, 2)}, [0.9, 0.8, 0.7, 0.6], told, {}))
    uses = found["USES", 1, 2]
    assert (uses.name, uses.ruled, uses.apart) == (0.7, True, 5)
    assert (uses.head, uses.tail, uses.two) == pytest.approx((0, 0.9, 0.3))
    assert found["USES", 3, 2].tail == pytest.approx(0.8)
    assert found["PARTNERS_WITH", 0, 1].head == pytest.approx(0.7)
    assert found["PARTNERS_WITH", 0, 3].apart == 0  # where nothing is known of one
    assert found["DEVELOPED", 1, 2].two == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("text", "former"),
    [("李明曾在云鹊担任首席科学家。", True), ("李明曾担任云鹊总裁。", True), ("李明毕业后一直在云鹊担任总裁。", False)],
)
def test_a_post_that_the_words_say_is_over_is_former(text, former):
    at = text.index("云鹊")
    (post,) = regular(text, [Place(0, 2, 0, "Person"), Place(at, at + 2, 1, "Vendor")], ["Person", "Vendor"])
    assert (post.type, post.former) == ("AFFILIATED_WITH", former)
