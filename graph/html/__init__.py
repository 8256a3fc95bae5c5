"""The page for presenters: Graph → plain dict → one self-contained HTML file."""
