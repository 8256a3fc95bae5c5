"""From names to facts: pairs scored by the trained network, decided by the document, told with evidence."""
