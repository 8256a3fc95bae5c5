"""The network in PyTorch: the pretrained encoder, a tag head a corpus, and a scorer of pairs on top.

The encoder is BERT (Devlin et al. 2019) as trained by BAAI (bge-small-zh-v1.5, MIT): 4 layers of 512, 8 heads.
Weights keep the names of ``transformers.BertModel``.
"""

from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, LENGTH = 512, 8, 2048, 4, 21128, 512


class Attention(nn.Module):
    """Multi-head self-attention with its residual and norm."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, width // HEADS).transpose(1, 2)

        y = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask
        )
        y = self.dense(y.transpose(1, 2).reshape(batch, length, width))
        return self.norm(x + functional.dropout(y, drop, self.training))


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, width: int = WIDTH, inner: int = INNER) -> None:
        super().__init__()
        self.attention = Attention(width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: float = 0.1) -> Tensor:
        x = self.attention(x, mask, drop)
        y = self.down(functional.gelu(self.up(x)))
        return self.norm(x + functional.dropout(y, drop, self.training))


class Encoder(nn.Module):
    """Token ids and features → vectors. ``features`` (batch, length, n) are hints from word lists and letter case."""

    def __init__(self, features: int, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(LENGTH, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.hints = nn.Linear(features, WIDTH, bias=False)
        nn.init.zeros_(self.hints.weight)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, keep: Tensor, features: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.kinds.weight[0])
        x = functional.dropout(x + self.hints(features), 0.1, self.training)
        mask = keep[:, None, None, :].bool()
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
