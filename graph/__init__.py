"""The ground: vocabulary, records, ledger, resolution, graph, stores, exports and the page."""

YIMAI_ROOM = "graph"
