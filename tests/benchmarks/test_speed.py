from benchmarks.speed import SIZE, articles, long_article


def test_articles_have_their_size() -> None:
    assert [len(a) for a in articles(3 * SIZE)] == [SIZE] * 3
    assert len(articles(1)) == 1


def test_the_long_article_has_its_bytes() -> None:
    assert 9_990 <= len(long_article(10_000).encode("utf-8")) <= 10_000
