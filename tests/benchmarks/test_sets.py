from benchmarks.sets import ROOT, articles, decided, entities, relations, seen, without_registry
from extract.evaluation import outcomes
from extract.pipeline import pipeline
from extract.reader import read
from graph.records import to_record


def test_seen_is_what_the_reader_sees() -> None:
    one = articles(ROOT / "examples" / "gold", ROOT / "examples" / "articles")[0]
    record = to_record(read(one.document))
    half = seen(one.document)
    found = {
        "entities": entities(half.groups),
        "relations": relations(decided(half, half.scores, half.ruled)),
    }
    want = [o for o in outcomes(one.gold, record) if o.group != "transaction"]
    assert want and [o for o in outcomes(one.gold, found) if o.group != "transaction"] == want


def test_without_registry_nothing_is_known_for_a_while() -> None:
    with without_registry():
        doc = pipeline()("华为在深圳")
        assert not doc._.known
    doc = pipeline()("华为在深圳")
    assert doc._.known
