"""The embedded store brought up to date: a copy of the last one in which changed nodes and edges are replaced."""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.chunks import Delta, EdgeKey
from graph.errors import StoreError
from graph.measures import ALONE, MEASURES, Standing, measured_schema, standing
from graph.net import fact_types, net_of
from graph.ontology import ontology
from graph.property_graph import LETTERS, edge_schema, node_schema
from graph.stores.ladybug_ import written
from graph.stores.values import data_frame

LABELS = {letter: label for label, letter in LETTERS.items()}
ENDS = {"h": "string", "t": "string"}
KEY = {"key": "string"}
Group = tuple[str, str, str]
"""Type, label of the head, label of the tail."""


def patch_store(old: Path, new: Path, delta: Delta) -> Path:
    """Write the store of ``old`` with the changes of its graph to ``new``. Raises StoreError."""
    if new.exists():
        raise StoreError(f"{new} is there already; a store is written into a new file and swapped in")
    shutil.copyfile(old, new)
    with written(new) as connection:
        connection.execute("BEGIN TRANSACTION")
        drop_edges(connection, delta)
        drop_nodes(connection, delta.gone_nodes)
        put_nodes(connection, delta.nodes)
        put_edges(connection, delta.edges)
        connection.execute("COMMIT")
        connection.execute("BEGIN TRANSACTION")
        put_measures(connection)
        connection.execute("COMMIT")
    return new


def by_label(ids: Iterable[str]) -> dict[str, list[str]]:
    """Return ids by their labels, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(ids):
        found[LABELS[id_[0]]].append(id_)
    return found


def by_group(keys: Iterable[EdgeKey]) -> dict[Group, list[EdgeKey]]:
    """Return keys of edges by their type and the labels of their ends, those that the ontology allows, sorted."""
    found: dict[Group, list[EdgeKey]] = defaultdict(list)
    for key in sorted(keys):
        type_, source, target = key[1], LABELS[key[0][0]], LABELS[key[2][0]]
        if source in ontology().types[type_].sources and target in ontology().types[type_].targets:
            found[type_, source, target].append(key)
    return found


def drop_edges(connection: Any, delta: Delta) -> None:
    """Remove the edges that are gone, and those that come anew."""
    for (type_, source, target), keys in by_group({*delta.gone_edges, *delta.edges}).items():
        frame = data_frame(({"h": head, "t": tail} for head, _, tail in keys), ENDS)
        match = f"MATCH (a:{source} {{yimai_id: h}})-[r:{type_}]->(b:{target} {{yimai_id: t}})"
        connection.execute(f"LOAD FROM $frame WITH * {match} DELETE r", {"frame": frame})


def drop_nodes(connection: Any, ids: Iterable[str]) -> None:
    """Remove nodes with all that is left of their edges."""
    for label, keys in by_label(ids).items():
        frame = data_frame(({"key": key} for key in keys), KEY)
        connection.execute(
            f"LOAD FROM $frame WITH * MATCH (n:{label} {{yimai_id: key}}) DETACH DELETE n", {"frame": frame}
        )


def put_nodes(connection: Any, nodes: Mapping[str, Mapping[str, Any]]) -> None:
    """Replace the properties of nodes that are there, and add the others."""
    for label, keys in by_label(nodes).items():
        frame = data_frame(({"key": key} for key in keys), KEY)
        there = {
            row[0]
            for row in rows(
                connection,
                f"LOAD FROM $frame WITH * MATCH (n:{label} {{yimai_id: key}}) RETURN n.yimai_id",
                {"frame": frame},
            )
        }
        set_nodes(connection, label, [nodes[key] for key in keys if key in there], node_schema(label))
        fresh = [nodes[key] for key in keys if key not in there]
        if fresh:
            connection.execute(f"COPY {label} FROM $frame", {"frame": data_frame(fresh, measured_schema(label))})


def set_nodes(connection: Any, label: str, found: list[Mapping[str, Any]], schema: Mapping[str, str]) -> None:
    """Set properties of nodes."""
    if found:
        own = {"yimai_id": "string", **schema}
        values = ", ".join(f"n.`{name}` = `{name}`" for name in own if name != "yimai_id")
        connection.execute(
            f"LOAD FROM $frame WITH * MATCH (n:{label} {{yimai_id: yimai_id}}) SET {values}",
            {"frame": data_frame(found, own)},
        )


def put_edges(connection: Any, edges: Mapping[EdgeKey, Mapping[str, Any]]) -> None:
    """Add edges."""
    for (type_, source, target), keys in by_group(edges).items():
        schema = {"from": "string", "to": "string", **edge_schema(type_)}
        frame = data_frame(({"from": key[0], "to": key[2], **edges[key]} for key in keys), schema)
        connection.execute(f"COPY {type_} FROM $frame (from='{source}', to='{target}')", {"frame": frame})


def put_measures(connection: Any) -> None:
    """Set the measures of nodes to those of the network as it is now, where they differ."""
    found = networked(connection)
    names = ", ".join(f"n.{name}" for name in MEASURES)
    for label in ontology().named:
        table = frame(connection, f"MATCH (n:{label}) RETURN n.yimai_id, {names}")
        keys, *kept = (table.column(i).to_pylist() for i in range(table.num_columns))
        changed = []
        for key, values in zip(keys, zip(*kept, strict=True), strict=True):
            if values != found.get(key, ALONE):
                changed.append({"yimai_id": key, **dict(zip(MEASURES, found.get(key, ALONE), strict=True))})
        set_nodes(connection, label, sorted(changed, key=lambda row: str(row["yimai_id"])), MEASURES)


def networked(connection: Any) -> dict[str, Standing]:
    """Return the measures of the network that the store holds."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = {
        type_: frame(connection, f"MATCH (a)-[r:{type_}]->(b) RETURN a.yimai_id, b.yimai_id, r.sources")
        for type_ in sorted(fact_types())
    }
    nets = []
    for tables in (found.values(), [found["PARTNERS_WITH"]]):
        heads, tails, sources = pa.concat_tables([t.rename_columns(["h", "t", "s"]) for t in tables]).columns
        told = pc.max_element_wise(sources.combine_chunks(), 1)
        nets.append(net_of(heads.combine_chunks(), tails.combine_chunks(), told))
    return standing(*nets)


def frame(connection: Any, text: str) -> Any:
    """Return the rows of a statement as a pyarrow table."""
    with connection.execute(text) as result:
        return result.get_as_arrow()


def rows(connection: Any, text: str, parameters: Mapping[str, Any] | None = None) -> list[list[Any]]:
    """Return the rows of a statement."""
    result = connection.execute(text, dict(parameters or {}))
    found: list[list[Any]] = result.get_all()
    result.close()
    return found
