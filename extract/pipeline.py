"""The spaCy pipeline: windows of clean text in, names in ``doc.spans["names"]`` out.

A window is one ``Doc`` of single-character tokens, so that offsets of tokens and of characters are one thing.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extract.decode import names
from extract.gazetteer import Gazetteer, Match, registry
from extract.network_ import tag
from extract.tokens import hints, pieces

BATCH = 64  # windows that are tagged together
Doc.set_extension("tagged", default=None, force=True)
Doc.set_extension("cut", default=None, force=True)
Doc.set_extension("given", getter=lambda doc: doc.user_data["text"], force=True)  # Doc.text joins the characters anew
Span.set_extension("score", default=1.0, force=True)
Span.set_extension("finder", default="", force=True)
Span.set_extension("known", default="", force=True)


class Characters:
    """A tokenizer that makes every character a token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a Doc of single characters."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text), user_data={"text": text})


@Language.component("yimai_known", assigns=["doc.spans"])
def known(doc: Doc) -> Doc:
    """Mark the names of the registry in ``doc.spans["known"]``."""
    gazetteer: Gazetteer = registry()
    doc.spans["known"] = [mark(doc, m) for m in gazetteer.matches(doc._.given)]
    return doc


def mark(doc: Doc, match: Match) -> Span:
    """Return a known name as a span; its ``kb_id_`` is the canonical name."""
    span = Span(doc, match.start, match.end, label=match.label, kb_id=match.name)
    span._.finder = "risky" if match.risky else "registry"
    return span


@Language.factory("yimai_names", requires=["doc.spans"], assigns=["doc.spans"], default_config={"fast": False})
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
            rows = [hints(d._.given, c, known_matches(d)) for d, c in zip(docs, cuts, strict=True)]
            for doc, cut, tagged in zip(docs, cuts, tag(cuts, rows, fast=self.fast), strict=True):
                doc._.cut, doc._.tagged = cut, tagged
                found = []
                for mention in names(doc._.given, cut, tagged.tags):
                    span = Span(doc, mention.start, mention.end, label=mention.label)
                    span._.score, span._.finder = mention.score, mention.finder
                    found.append(span)
                doc.spans["names"] = found
                yield doc


def known_matches(doc: Doc) -> Iterator[Match]:
    """Yield the known names of a window as the gazetteer gave them."""
    for s in doc.spans["known"]:
        yield Match(s.start, s.end, s.label_, s.kb_id_, s._.finder == "risky")


@cache
def pipeline(fast: bool = False) -> Language:
    """Return the pipeline with the full or the fast encoder, made once."""
    nlp = Language(Vocab())
    nlp.tokenizer = Characters(nlp.vocab)
    nlp.add_pipe("yimai_known")
    nlp.add_pipe("yimai_names", config={"fast": fast})
    return nlp
