import copy
import importlib.util
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from extract.evaluation import MICRO, outcomes, read_gold, scores
from graph.errors import InputError

Record = dict[str, Any]
GOLD: Record = {
    "entities": [
        {"id": "1", "type": "Vendor", "name": "华为", "aliases": ["Huawei"]},
        {"id": "2", "type": "Hospital", "name": "上海瑞金医院", "aliases": ["瑞金医院"]},
    ],
    "relations": [{"head": "1", "type": "PARTNERS_WITH", "tail": "2"}],
    "transactions": [{"seller": ["2"], "price": 65000, "date": "2024-12"}],
}


def figures(found: Record, gold: Record = GOLD) -> dict[str, tuple[int, int, int]]:
    rows = scores([outcomes(gold, found)], draws=0)
    return {row.group: (row.right, row.wrong, row.missed) for row in rows if row.type == MICRO}


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (GOLD, {"entity": (2, 0, 0), "relation": (1, 0, 0), "transaction": (3, 0, 0)}),
        ({}, {"entity": (0, 0, 2), "relation": (0, 0, 1), "transaction": (0, 0, 3)}),
        (
            {
                "entities": [
                    {"id": "a", "type": "Hospital", "name": "瑞金 医院"},
                    {"id": "b", "type": "Hospital", "name": "上海瑞金医院"},
                    {"id": "c", "type": "Vendor", "name": "HUAWEI"},
                ],
                "relations": [
                    {"head": "b", "type": "PARTNERS_WITH", "tail": "c"},
                    {"head": "a", "type": "USES", "tail": "c"},
                ],
                "transactions": [{"seller": ["b"], "price": "65000.0", "date": "2025"}],
            },
            {"entity": (2, 1, 0), "relation": (1, 1, 0), "transaction": (2, 1, 1)},
        ),
    ],
    ids=["all", "nothing", "some"],
)
def test_counts(found: Record, wanted: dict[str, tuple[int, int, int]]) -> None:
    assert figures(found) == wanted


def test_the_interval_holds_the_figure_and_stays_the_same() -> None:
    documents = [outcomes(GOLD, found) for found in (GOLD, {}, GOLD, {"entities": GOLD["entities"]})]
    for row in scores(documents):
        assert row.low <= row.f1 <= row.high
    assert scores(documents) == scores(documents)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"doc": "a.txt"}'])
def test_what_is_no_gold(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no gold file"):
        read_gold(tmp_path)


def spoiled(gold: Record, chance: random.Random) -> Record:
    """Return what a middling reader might make of an article: things missed, doubled, mistyped, turned round."""
    found = copy.deepcopy(gold)
    for entity in list(found["entities"]):
        if chance.random() < 0.2:
            found["entities"].remove(entity)
        elif chance.random() < 0.2:
            found["entities"].append({**entity, "id": entity["id"] + "x", "name": entity["name"][1:]})
        elif chance.random() < 0.1:
            entity["type"] = chance.choice(["Vendor", "Hospital", "Model"])
    for relation in list(found["relations"]):
        if chance.random() < 0.2:
            relation["head"], relation["tail"] = relation["tail"], relation["head"]
        if chance.random() < 0.2:
            found["relations"].remove(relation)
    for deal in found.get("transactions", []):
        deal["price"] = chance.choice([deal.get("price"), "6.5万", 1, None])
        deal["seller"] = deal.get("buyer", [])
    chance.shuffle(found["entities"])
    return found


@pytest.mark.shared
def test_figures_are_those_of_the_common_scorer(shared: Path, examples: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = {**read_gold(examples / "gold"), **read_gold(shared / "gold")}
    for seed in range(5):
        chance = random.Random(seed)
        counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        documents = []
        for one in gold.values():
            found = json.loads(json.dumps(spoiled(one, chance)))
            score.score_doc(one, found, counts, [])
            documents.append(outcomes(one, found))
        ours = {(r.group, r.type): [r.right, r.wrong, r.missed] for r in scores(documents, draws=0) if r.type != MICRO}
        assert ours == dict(counts)
