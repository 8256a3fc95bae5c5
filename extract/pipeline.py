"""The spaCy pipeline: windows of clean text in, names out, as mentions in ``doc._.found`` and as ``doc.spans["names"]``.

A window is one ``Doc`` of single-character tokens, so that offsets of tokens and of characters are one thing.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extract.decode import names
from extract.gazetteer import registry
from extract.network_ import tag
from extract.tokens import hints, pieces

BATCH = 64  # windows that are tagged together
Doc.set_extension("tagged", default=None, force=True)
Doc.set_extension("cut", default=None, force=True)
Doc.set_extension("known", default=(), force=True)
Doc.set_extension("found", default=(), force=True)
Doc.set_extension("given", getter=lambda doc: doc.user_data["text"], force=True)  # Doc.text joins the characters anew


class Characters:
    """A tokenizer that makes every character a token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a Doc of single characters."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text), user_data={"text": text})


@Language.component("yimai_known", assigns=["doc._.known"])
def known(doc: Doc) -> Doc:
    """Look up the names of the registry: matches in ``doc._.known``."""
    doc._.known = tuple(registry().matches(doc._.given))
    return doc


@Language.factory(
    "yimai_names", requires=["doc._.known"], assigns=["doc._.found", "doc.spans"], default_config={"fast": False}
)
def make_names(nlp: Language, name: str, fast: bool) -> "NameFinder":
    """Make the component that finds names with the trained encoder."""
    return NameFinder(fast)


class NameFinder:
    """Finds names with the trained encoder, many windows at once."""

    def __init__(self, fast: bool) -> None:
        self.fast = fast

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one window."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Find the names of windows, ``batch_size`` at a time."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            cuts = pieces([d._.given for d in docs])
            rows = [hints(d._.given, c, d._.known) for d, c in zip(docs, cuts, strict=True)]
            for doc, cut, tagged in zip(docs, cuts, tag(cuts, rows, fast=self.fast), strict=True):
                doc._.cut, doc._.tagged = cut, tagged
                doc._.found = names(doc._.given, cut, tagged.tags)
                doc.spans["names"] = [Span(doc, m.start, m.end, label=m.label) for m in doc._.found]
                yield doc


@cache
def pipeline(fast: bool = False) -> Language:
    """Return the pipeline with the full or the fast encoder, made once."""
    nlp = Language(Vocab())
    nlp.tokenizer = Characters(nlp.vocab)
    nlp.add_pipe("yimai_known")
    nlp.add_pipe("yimai_names", config={"fast": fast})
    return nlp
