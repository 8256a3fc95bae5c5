"""``store``: the annotated examples in every store, one after the other."""

import pytest

from graph.stores import Store


@pytest.fixture(params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Store:
    return request.getfixturevalue({"ladybug": "gold_store", "neo4j": "gold_neo4j"}[request.param])
