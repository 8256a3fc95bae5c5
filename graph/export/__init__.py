"""The whole graph on its way out: one file a format, each ``write(graph, path)``; the same graph, the same bytes.

================  =========  =====================================================================================
format            is         read by
================  =========  =====================================================================================
``csv``           a folder   spreadsheets: one file a label (``nodes/``) and a type (``edges/``), lists as JSON
``parquet``       a folder   pandas, polars, DuckDB, Spark: the same with types
``graphml``       a file     yEd, Gephi, igraph, Cytoscape: lists as JSON
``gexf``          a file     Gephi: no evidence lists, but kind and dates
``jsonld``        a file     RDF tools: facts as statements with PROV derivations from articles
``json``          a file     networkx (``node_link_graph``), d3: everything
``neo4j-admin``   a folder   ``neo4j-admin database import full``, by the script in it
================  =========  =====================================================================================
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from graph.errors import InputError
from graph.property_graph import Graph

MODULES = {
    "csv": "csv_",
    "parquet": "parquet",
    "graphml": "graphml",
    "gexf": "gexf",
    "jsonld": "jsonld",
    "json": "node_link",
    "neo4j-admin": "neo4j_admin",
}
FORMATS = tuple(MODULES)


def export(graph: Graph, path: Path, *, format: str) -> Path:
    """Write the graph to ``path`` in one of FORMATS and return the path. Raises InputError."""
    if format not in MODULES:
        raise InputError(f"{format!r} is no format; allowed are {', '.join(FORMATS)}")
    write: Callable[[Graph, Path], None] = import_module(f"graph.export.{MODULES[format]}").write
    try:
        write(graph, path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}; choose another place") from error
    return path
