from benchmarks.cluener import counted, table, wanted


def test_labels_are_mapped_and_ends_made_exclusive() -> None:
    labels = {"government": {"药监局": [[2, 4]]}, "company": {"甲": [[0, 0], [6, 6]]}, "game": {"乙": [[8, 8]]}}
    assert wanted(labels) == {("organization", 2, 5), ("company", 0, 1), ("company", 6, 7)}


def test_the_table_counts_spans() -> None:
    rows = [({("name", 0, 2), ("company", 3, 5)}, {("name", 0, 2), ("company", 3, 6)})]
    text = table(counted(rows))
    assert "| name | 1 | 1.00 / 1.00 / **1.00** |" in text
    assert text.endswith("| all three | 2 | 0.50 / 0.50 / **0.50** |")
