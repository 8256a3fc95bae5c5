"""Brings a Neo4j server up to date with a Graph.

Nodes and relationships are upserted by ``yimai_id`` in batches, each a transaction that the driver retries, and then what
the graph no longer has is removed; repeated after it was broken off it ends in the same graph. Only what carries a
``yimai_id`` is changed or deleted. A node that is gone from the graph, but to which a team has tied relationships of its
own, is kept, with the label ``YimaiRemoved`` in place of ours.

A server plans every statement that it has not seen before, which takes longer than a thousand rows: so there is one for
each label and each type, those for what is rare are sent only where it is there, and edges name all labels of their ends.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from graph.measures import measured, measured_schema
from graph.ontology import ontology
from graph.property_graph import Graph, edge_schema
from graph.stores.neo4j_ import address, driver_to, errors
from graph.stores.values import storable

BATCH = 2_000
REMOVED = "YimaiRemoved"
AWAIT = "CALL db.awaitIndexes(300)"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: nodes and relationships written, removed, and stale nodes kept for a team's relationships."""

    nodes: int
    relationships: int
    removed_nodes: int
    removed_relationships: int
    kept: int


def push(graph: Graph, url: str, *, batch: int = BATCH) -> Pushed:
    """Bring the server at a URL up to date with a graph; ``batch`` rows go into one transaction. Raises StoreError."""
    found = address(url)
    driver = driver_to(found)
    try:
        with errors(url), driver.session(database=found.database) as session:
            return Push(session, graph, batch).run()
    finally:
        driver.close()


def schema() -> Iterator[tuple[str, str]]:
    """Yield names and statements of the constraints, the indexes of names, and the full-text index."""
    for label in ontology().labels:
        name = f"yimai_{label}"
        yield name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.yimai_id IS UNIQUE"
        yield f"{name}_name", f"CREATE INDEX {name}_name IF NOT EXISTS FOR (n:{label}) ON (n.name)"
    yield "yimai_removed", f"CREATE INDEX yimai_removed IF NOT EXISTS FOR (n:{REMOVED}) ON (n.yimai_id)"
    yield (
        "yimai_names",
        f"CREATE FULLTEXT INDEX yimai_names IF NOT EXISTS FOR (n:{'|'.join(ontology().named)}) "
        "ON EACH [n.name, n.aliases, n.pinyin, n.initials] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
    )


class Push:
    """One push under way: the session, the graph, and how many rows go into a transaction."""

    def __init__(self, session: Any, graph: Graph, batch: int) -> None:
        self.session, self.graph, self.batch = session, graph, batch

    def run(self) -> Pushed:
        """Do all of it, in an order in which each state on the way is one that a second run mends."""
        known = {name for (name,) in self.read("SHOW INDEXES YIELD name")}
        for name, statement in schema():
            if name not in known:
                self.session.run(statement).consume()
        self.session.run(AWAIT).consume()
        nodes = self.nodes()
        relationships = sum(self.relationships(type_) for type_ in ontology().types)
        gone = self.stale_relationships()
        removed, kept = self.stale_nodes()
        return Pushed(nodes, relationships, removed, gone, kept)

    def nodes(self) -> int:
        """Upsert the nodes, those that were kept for a team's relationships included."""
        kept = {row[0] for row in self.read(f"MATCH (n:{REMOVED}) RETURN n.yimai_id")}
        measures, count = measured(self.graph), 0
        for label in ontology().labels:
            back = [{"id": node.id} for node in self.graph.nodes(label) if node.id in kept] if kept else []
            self.write(
                f"UNWIND $rows AS row MATCH (n:{REMOVED} {{yimai_id: row.id}}) SET n:{label} REMOVE n:{REMOVED}", back
            )
            schema = measured_schema(label)
            rows = (
                {"id": n.id, "properties": storable({**n.properties, **measures.get(n.id, {})}, schema)}
                for n in self.graph.nodes(label)
            )
            count += self.write(
                f"UNWIND $rows AS row MERGE (n:{label} {{yimai_id: row.id}}) SET n += row.properties", rows
            )
        return count

    def relationships(self, type_: str) -> int:
        """Upsert the relationships of one type."""
        found = ontology().types[type_]
        text = (
            f"UNWIND $rows AS row MATCH (a:{'|'.join(found.sources)} {{yimai_id: row.head}}) "
            f"MATCH (b:{'|'.join(found.targets)} {{yimai_id: row.tail}}) "
            f"MERGE (a)-[r:{type_} {{yimai_id: row.id}}]->(b) SET r += row.properties"
        )
        return self.write(text, self.edge_rows(type_))

    def edge_rows(self, type_: str) -> Iterator[Row]:
        """Yield the edges of one type as rows."""
        schema = edge_schema(type_)
        for edge in self.graph.edges(type_):
            properties = storable(edge.properties, schema)
            yield {"head": edge.head, "tail": edge.tail, "id": properties["yimai_id"], "properties": properties}

    def stale_relationships(self) -> int:
        """Delete our relationships that the graph does not have."""
        known = {e.properties["yimai_id"] for e in self.graph.edges()}
        text = f"MATCH ()-[r:{'|'.join(ontology().types)}]->() WHERE r.yimai_id IS NOT NULL RETURN r.yimai_id, elementId(r)"
        stale = [{"id": element} for id_, element in self.read(text) if id_ not in known]
        return self.write("UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.id DELETE r", stale)

    def stale_nodes(self) -> tuple[int, int]:
        """Delete our nodes that the graph does not have; return how many, and how many were kept."""
        text = (
            f"MATCH (n:{'|'.join(ontology().labels)}) WHERE n.yimai_id IS NOT NULL "
            "RETURN n.yimai_id, labels(n), COUNT { (n)--() }"
        )
        stale = [row for row in self.read(text) if row[0] not in self.graph.network]
        removed, kept = 0, 0
        for label in ontology().labels:
            found = [(id_, degree) for id_, labels, degree in stale if label in labels]
            match = f"UNWIND $rows AS row MATCH (n:{label} {{yimai_id: row.id}})"
            tied = [{"id": id_} for id_, degree in found if degree]
            kept += self.write(f"{match} SET n:{REMOVED} REMOVE n:{label}", tied)
            removed += self.write(f"{match} DELETE n", [{"id": id_} for id_, degree in found if not degree])
        return removed, kept

    def read(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a reading statement."""
        return [tuple(r.values()) for r in self.session.execute_read(lambda t: list(t.run(text)))]

    def write(self, text: str, rows: Iterable[Row]) -> int:
        """Run a writing statement on rows in batches, each a transaction that the driver retries; return their number."""
        count = 0
        for part in batches(rows, self.batch):
            self.session.execute_write(lambda t, part=part: t.run(text, rows=part).consume())
            count += len(part)
        return count


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield rows in lists of a size."""
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part
