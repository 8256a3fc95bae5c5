"""Tests of the cleaning."""
