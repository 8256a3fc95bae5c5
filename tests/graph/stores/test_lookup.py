"""Whom a name means, where several finds answer to it."""

import pytest

from graph.stores import Found
from graph.stores.lookup import rivals


def found(name: str, label: str, score: float, sources: int) -> Found:
    return Found(f"id of {name}", label, name, name, score, sources)


@pytest.mark.parametrize(
    ("other", "label", "meant"),
    [
        ("青灯-R1", "Model", ["青灯"]),  # an edition, called so for short, does not hide the model
        ("青灯2.0", "Model", ["青灯"]),
        ("青灯医生", "Model", ["青灯", "青灯医生"]),
        ("青灯-R1", "Vendor", ["青灯", "青灯-R1"]),
    ],
)
def test_an_edition_does_not_hide_its_model(other, label, meant):
    finds = [found("青灯", "Model", 1.0, 3), found(other, label, 0.95, 5)]
    assert [f.name for f in rivals(finds)] == meant


def test_an_alias_that_fewer_articles_tell_does_not_hide_a_name():
    finds = [found("青灯", "Model", 1.0, 3), found("青灯医生", "Model", 0.95, 2)]
    assert [f.name for f in rivals(finds)] == ["青灯"]
