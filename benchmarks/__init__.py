"""Measurements: quality of reading, speed, size."""
