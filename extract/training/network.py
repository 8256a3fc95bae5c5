"""The network in PyTorch: the pretrained encoder, a tag head a corpus, and a scorer of pairs on top.

The encoder is BERT (Devlin et al. 2019) as trained by BAAI (bge-small-zh-v1.5, MIT): 4 layers of 512, 8 heads.
Weights keep the names of ``transformers.BertModel``. The fast reader has the same parts, fewer and narrower.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.gaps import GAPS

WIDTH, HEAD, VOCABULARY, LENGTH, NARROW = 512, 64, 21128, 512, 64


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a reader is: the layers of its encoder and of its pair scorer, the heads and inner neurons of each."""

    layers: int = 4
    depth: int = 2
    heads: int = 8
    inner: int = 2048


SMALL = Shape(2, 1, 4, 512)  # the fast reader


def shape_of(weights: Mapping[str, Tensor]) -> Shape:
    """Return the shape of a reader that weights are of."""
    layers, depth = (
        sum(name.startswith(part) and name.endswith(".up.weight") for name in weights)
        for part in ("encoder.layers.", "pairs.layers.")
    )
    heads = weights["encoder.layers.0.attention.query.weight"].shape[0] // HEAD
    return Shape(layers, depth, heads, weights["encoder.layers.0.up.weight"].shape[0])


class Attention(nn.Module):
    """Multi-head self-attention with its residual and norm."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, heads * HEAD) for _ in range(3))
        self.dense = nn.Linear(heads * HEAD, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def split(self, x: Tensor) -> Tensor:
        """Part what is of several heads: (batch, length, heads * HEAD) → (batch, heads, length, HEAD)."""
        return x.unflatten(-1, (self.heads, HEAD)).transpose(1, 2)

    def mixed(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
        """Return the values that each piece attends to."""
        y = functional.scaled_dot_product_attention(*map(self.split, (query, key, value)), attn_mask=mask)
        return y.transpose(1, 2).flatten(2)

    def forward(self, x: Tensor, mask: Tensor | None, drop: float, seen: tuple[Tensor, Tensor] | None = None) -> Tensor:
        """Attend; ``seen`` are the query and the key of ``x`` where they are at hand."""
        query, key = seen or (self.query(x), self.key(x))
        y = self.dense(self.mixed(query, key, self.value(x), mask))
        return self.norm(x + functional.dropout(y, drop, self.training))


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, shape: Shape, width: int = WIDTH) -> None:
        super().__init__()
        self.attention = Attention(width, shape.heads)
        self.up, self.down = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def forward(
        self, x: Tensor, mask: Tensor | None, drop: float = 0.1, seen: tuple[Tensor, Tensor] | None = None
    ) -> Tensor:
        x = self.attention(x, mask, drop, seen)
        y = self.down(functional.gelu(self.up(x)))
        return self.norm(x + functional.dropout(y, drop, self.training))


class Encoder(nn.Module):
    """Token ids and features → vectors. ``features`` (batch, length, n) are hints from word lists and letter case."""

    def __init__(self, features: int, shape: Shape = Shape()) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(LENGTH, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.hints = nn.Linear(features, WIDTH, bias=False)
        nn.init.zeros_(self.hints.weight)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, keep: Tensor, features: Tensor, parts: Tensor | None = None) -> Tensor:
        """Encode; ``parts`` (batch, length) is the place where the part of each piece begins: parts do not see each
        other, as windows that the reader lays side by side for the pair scorer have not."""
        places = torch.arange(ids.shape[1], device=ids.device)
        mask = keep[:, None, None, :].bool()
        if parts is not None:
            places = places - parts
            mask = mask & (parts[:, None, :, None] == parts[:, None, None, :])
        x = self.norm(self.words(ids) + self.places(places) + self.kinds.weight[0])
        x = functional.dropout(x + self.hints(features), 0.1, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, path: Path) -> None:
        """Fill in the weights of an npz named as ``transformers.BertModel`` names them."""
        load_layers(self.layers, path)
        found = numpy.load(path)
        for module, name in (
            (self.words, "word_embeddings"),
            (self.places, "position_embeddings"),
            (self.kinds, "token_type_embeddings"),
        ):
            module.weight.data.copy_(torch.tensor(found[f"embeddings.{name}.weight"]))
        for part in ("weight", "bias"):
            getattr(self.norm, part).data.copy_(torch.tensor(found[f"embeddings.LayerNorm.{part}"]))


def load_layers(layers: nn.ModuleList, path: Path, first: int = 0) -> None:
    """Fill transformer layers from the pretrained ones, beginning with number ``first``."""
    found = numpy.load(path)
    names = {
        "attention.query": "attention.self.query",
        "attention.key": "attention.self.key",
        "attention.value": "attention.self.value",
        "attention.dense": "attention.output.dense",
        "attention.norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm": "output.LayerNorm",
    }
    for n, layer in enumerate(layers):
        for ours, theirs in names.items():
            module = layer.get_submodule(ours)
            for part in ("weight", "bias"):
                getattr(module, part).data.copy_(torch.tensor(found[f"encoder.layer.{n + first}.{theirs}.{part}"]))


class Tagger(nn.Module):
    """The encoder with one linear BIO head a corpus."""

    def __init__(self, features: int, heads: dict[str, int]) -> None:
        super().__init__()
        self.encoder = Encoder(features)
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in heads.items()})

    def forward(self, ids: Tensor, keep: Tensor, features: Tensor, head: str) -> Tensor:
        x = functional.dropout(self.encoder(ids, keep, features), 0.1, self.training)
        logits: Tensor = self.heads[head](x)
        return logits


class Reader(nn.Module):
    """Names and pairs together: the encoder with the tag head of this project, and a pair scorer over its vectors.

    Of ATLOP (Zhou et al. 2021) the scorer takes that an entity's vector is the log-sum-exp of its mentions and a pair's
    context what both attend to in the last layer. Names are marked by adding the vector of their tag (early fusion, as
    typed markers do), then two layers more read the window.
    """

    def __init__(self, hints: int, tags: int, classes: int, roles: int, shape: Shape = Shape()) -> None:
        super().__init__()
        self.encoder = Encoder(hints, shape)
        self.tags = nn.Linear(WIDTH, tags)
        self.pairs = PairScorer(tags, classes, roles, shape)

    def forward(self, ids: Tensor, keep: Tensor, hints: Tensor, parts: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return tag logits (batch, length, tags) and vectors (batch, length, WIDTH)."""
        x = self.encoder(ids, keep, hints, parts)
        return self.tags(functional.dropout(x, 0.1, self.training)), x


class PairScorer(nn.Module):
    """Vectors and marked names → logits of every ordered pair of entities, and of each entity's role.

    A pair is told by its two entities, by what both attend to, by the mean of the words between their nearest mentions
    (as SpERT does, Eberts and Ulges 2020), and by how far apart these are and how many names stand between.
    """

    def __init__(self, tags: int, classes: int, roles: int, shape: Shape) -> None:
        super().__init__()
        self.marks = nn.Embedding(tags, WIDTH)
        nn.init.normal_(self.marks.weight, std=0.3)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.depth))
        self.gaps = nn.Embedding(GAPS, NARROW)
        self.head, self.tail = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.middle, self.context = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.gap = nn.Linear(NARROW, WIDTH)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.classes = nn.Linear(WIDTH, classes)
        self.roles = nn.Linear(WIDTH, roles)

    def attended(self, x: Tensor, mask: Tensor | None, rows: Tensor | None) -> tuple[Tensor, Tensor]:
        """Run the layers; return vectors and the last layer's attention averaged over heads, of all pieces or of ``rows``."""
        for layer in self.layers[:-1]:
            x = layer(x, mask)
        last = self.layers[-1]
        attention = last.attention
        query, key = attention.query(x), attention.key(x)  # once: a weight that is used twice is not quantised
        looking = attention.split(query if rows is None else query[:, rows])
        scores = looking @ attention.split(key).transpose(-1, -2) / HEAD**0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        return last(x, mask, seen=(query, key)), scores.softmax(-1).mean(1)

    def forward(
        self,
        x: Tensor,
        keep: Tensor | None,
        marks: Tensor,
        spans: Tensor,
        owner: Tensor,
        between: Tensor,
        gaps: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Score pairs.

        ``keep`` (batch, length) False where padded (None: nowhere); ``marks`` (batch, length) tag of each piece; ``spans`` (batch, mentions, length) rows that average a mention's
        pieces (all 0: none); ``owner`` (batch, entities, mentions) 1 where the mention names the entity; ``between``
        (batch, entities, entities, length) rows that average the pieces between a pair's nearest mentions; ``gaps``
        (batch, entities, entities) the class of their distance. Returns logits (batch, entities, entities, classes)
        and (batch, entities, roles).
        """
        mask = None if keep is None else keep[:, None, None, :].bool()
        x, entities, look = self.entities(x, mask, marks, spans, owner)
        count = entities.shape[1]
        both = (look[:, :, None] * look[:, None]).flatten(1, 2)
        words = between.flatten(1, 2) @ x
        shared = self.middle(words) + self.shared(both, x) + self.gap(self.gaps(gaps.flatten(1, 2)))
        pairs = self.head(entities)[:, :, None] + self.tail(entities)[:, None] + shared.unflatten(1, (count, count))
        return self.judged(pairs), self.roles(entities)

    def entities(
        self,
        x: Tensor,
        mask: Tensor | None,
        marks: Tensor,
        spans: Tensor,
        owner: Tensor,
        rows: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the vectors of pieces and of entities, and the pieces that each entity attends to.

        With ``rows``, the pieces of names, ``spans`` are of these alone.
        """
        x, attention = self.attended(x + self.marks(marks), mask, rows)
        mentions = spans @ (x if rows is None else x[:, rows])
        # log-sum-exp over each entity's mentions, as one product of matrices
        top = mentions.max(1, keepdim=True).values.detach()
        entities = ((owner @ (mentions - top).exp()).clamp(min=1e-37).log() + top).clamp(-30, 30)
        weight = owner / owner.sum(-1, keepdim=True).clamp(min=1)
        return x, entities, weight @ (spans @ attention)

    def shared(self, both: Tensor, x: Tensor) -> Tensor:
        """Return the context of pairs, whose entities both attend to the pieces ``both``."""
        return self.context((both / (both.sum(-1, keepdim=True) + 1e-6)) @ x)

    def judged(self, pairs: Tensor) -> Tensor:
        """Return the classes' logits of pairs' vectors."""
        pairs = functional.dropout(functional.gelu(pairs), 0.1, self.training)
        return self.classes(functional.gelu(self.hidden(pairs)))
