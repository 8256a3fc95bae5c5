"""Corpora and recipes for the trained weights; nothing here is needed at run time."""
