"""Saved questions: Cypher files with typed heads, and what runs them."""

YIMAI_ROOM = "queries"
