"""Cleaning: passes from aligned text to aligned text, every character knowing its place in the article as given."""

from extract.cleaning.aligned import CleanText, Edit, given_span
from extract.cleaning.chain import clean, readable

__all__ = ["CleanText", "Edit", "clean", "given_span", "readable"]
