import numpy

from extract.gaps import GAPS, gaps, nearest, tables

MENTIONS = [[1, 2], [5], [9, 10], [12]]  # pieces of four mentions
OWNERS = [0, 1, 0, 2]  # entity 0 is named twice


def test_the_nearest_mentions_count():
    assert list(nearest(MENTIONS, OWNERS, [(0, 1), (2, 0)])) == [(0, 1, 0, 1), (2, 0, 3, 2)]


def test_between_averages_the_pieces_between():
    between, classes = tables(MENTIONS, OWNERS, 3, 14)
    assert numpy.flatnonzero(between[0, 1]).tolist() == [3, 4]
    assert between[0, 1].sum() == 1
    assert numpy.array_equal(between[0, 1], between[1, 0])
    assert classes.max() < GAPS


def test_order_and_names_between_make_other_classes():
    _, classes = tables(MENTIONS, OWNERS, 3, 14)
    assert classes[0, 1] != classes[1, 0]
    assert classes[1, 2] % 3 == 1  # entity 0 stands between 1 and 2
    assert classes[0, 1] % 3 == 0


def test_pairs_and_tables_say_the_same():
    between, classes = tables(MENTIONS, OWNERS, 3, 14)
    (start, end), (there, back) = (rows[0] for rows in gaps(MENTIONS, OWNERS, [(1, 2)]))
    assert numpy.flatnonzero(between[1, 2]).tolist() == list(range(start, end))
    assert (there, back) == (classes[1, 2], classes[2, 1])
