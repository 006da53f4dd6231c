"""Compile the catalogue: check its YAML, index its phrasings, train the linear head, and write what ships.

Usage: uv run --group train python tools/compile_catalogue.py [--sources DIR] [--out DIR]

The head is a multinomial logistic regression over the hashed words, pairs and character n-grams of the phrasings, one class a topic,
pruned to the weights that matter and stored as bytes. Needs scipy (dependency group `train`), which the product itself does not.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from questionnaire_filler.catalogue.loader import COMPILED
from questionnaire_filler.catalogue.source import SOURCES, read_sources, sources_sha256
from questionnaire_filler.matching.index import Postings, build, document_frequencies, from_vectors
from questionnaire_filler.matching.knowledge import asked_bits, pack
from questionnaire_filler.matching.tokens import counts, vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from questionnaire_filler.model import Topic

#: Phrasings and near misses are stored without weights below this, and without buckets that more than one in this many of them has.
SMALLEST, COMMONEST = 0.04, 2
#: The head keeps this many weights for each topic, the largest by size.
KEPT = 500
#: How the head is trained; chosen on the held-out phrasings of tools/check_catalogue.py.
EPOCHS, BATCH, RATE, DECAY = 8, 256, 0.5, 1e-5


def train(vectors: list, labels: np.ndarray, topics: int) -> tuple[Postings, np.ndarray]:
    """Return the pruned weights (a row for each topic) and the intercepts of a multinomial logistic regression.

    AdaGrad over mini-batches in single precision: with a thousand classes the usual solvers need gigabytes. The seed is fixed.
    """
    columns = np.unique(np.concatenate([buckets for buckets, _ in vectors]))
    rows = np.repeat(np.arange(len(vectors)), [len(buckets) for buckets, _ in vectors])
    places = np.searchsorted(columns, np.concatenate([buckets for buckets, _ in vectors]))
    values = np.concatenate([weights for _, weights in vectors]).astype(np.float32)
    matrix = csr_matrix((values, (rows, places)), shape=(len(vectors), len(columns)))
    weights = np.zeros((len(columns), topics), dtype=np.float32)
    squares = np.full((len(columns), topics), 1e-6, dtype=np.float32)
    bias = np.zeros(topics, dtype=np.float32)
    order = np.random.default_rng(7)
    for epoch in range(EPOCHS):
        loss = 0.0
        for batch in np.array_split(order.permutation(len(vectors)), max(1, len(vectors) // BATCH)):
            part = matrix[batch]
            touched = np.unique(part.indices)
            part = part[:, touched]
            logits = part @ weights[touched] + bias
            logits -= logits.max(axis=1, keepdims=True)
            likely = np.exp(logits)
            likely /= likely.sum(axis=1, keepdims=True)
            loss -= float(np.log(likely[np.arange(len(batch)), labels[batch]] + 1e-9).sum())
            likely[np.arange(len(batch)), labels[batch]] -= 1
            gradient = (part.T @ likely) / len(batch) + DECAY * weights[touched]
            squares[touched] += gradient**2
            weights[touched] -= RATE * gradient / np.sqrt(squares[touched])
        print(f"epoch {epoch + 1}: loss {loss / len(vectors):.3f}", flush=True)
    pruned = []
    for topic in range(topics):
        found = weights[:, topic]
        best = np.sort(np.argsort(-np.abs(found), kind="stable")[:KEPT])
        pruned.append((columns[best], found[best].astype(np.float64)))
    return from_vectors(pruned), bias


def pruned(index: Postings) -> Postings:
    """Return the index without what hardly moves a similarity: small weights, and buckets that most texts have."""
    lengths = np.diff(index.starts)
    column = np.repeat(np.arange(len(lengths)), lengths)
    kept = (index.weights >= SMALLEST) & (lengths[column] <= index.size / COMMONEST)
    present, starts = np.unique(column[kept], return_index=True)
    return Postings(index.buckets[present], np.append(starts, kept.sum()), index.rows[kept], index.weights[kept], index.size)


def examples_of(topics: Sequence[Topic]) -> list[tuple[int, str]]:
    """Return what the head learns from: phrasings, what each topic says of itself, and near misses as phrasings of their own topic."""
    row = {topic.id: number for number, topic in enumerate(topics)}
    own = [(number, text) for number, topic in enumerate(topics) for text in (*topic.phrasings, f"{topic.title}. {topic.fact}")]
    return own + [(row[near.topic], near.text) for topic in topics for near in topic.near if near.topic in row]


def trained_head(examples: list[tuple[int, str]], idf: np.ndarray, topics: int) -> dict[str, np.ndarray]:
    """Train the head and return its arrays."""
    weights, bias = train([vector(text, idf) for _, text in examples], np.array([label for label, _ in examples]), topics)
    return {**pack("head", weights), "bias": bias}


def kept_head(out: Path, trained_on: bytes) -> dict[str, np.ndarray] | None:
    """Return the arrays of the head compiled before, if it was trained on the same phrasings; None otherwise."""
    try:
        with np.load(out / "arrays.npz") as stored:
            if stored["trained_on"].tobytes() == trained_on:
                return {name: stored[name] for name in stored.files if name.startswith("head_") or name == "bias"}
    except (FileNotFoundError, KeyError):
        pass
    return None


def main() -> None:
    """Compile."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=SOURCES)
    parser.add_argument("--out", type=Path, default=COMPILED)
    args = parser.parse_args()

    topics = read_sources(args.sources)
    texts = [text for topic in topics for text in topic.phrasings]
    near = [(number, item.text) for number, topic in enumerate(topics) for item in topic.near]
    idf = document_frequencies(texts)
    rest = idf.max()
    known = np.flatnonzero(idf < rest)
    examples = examples_of(topics)
    trained_on = hashlib.sha256("\0".join(f"{label} {text}" for label, text in examples).encode()).digest()
    head = kept_head(args.out, trained_on) or trained_head(examples, idf, len(topics))
    words = [np.unique(np.concatenate([np.fromiter(counts(text)["w"], dtype=np.int64) for text in topic.phrasings])) for topic in topics]
    arrays = {
        **pack("phrasings", pruned(build(texts, idf))),
        **pack("near", pruned(build([text for _, text in near], idf))),
        **head,
        "trained_on": np.frombuffer(trained_on, dtype=np.uint8),
        "near_owner": np.array([number for number, _ in near], dtype=np.uint16),
        "idf_buckets": known.astype(np.uint32),
        "idf_values": idf[known].astype(np.float32),
        "idf_rest": np.array([rest], dtype=np.float32),
        "words": np.concatenate(words).astype(np.uint32),
        "asked": np.array([asked_bits(topic.phrasings) for topic in topics], dtype=np.uint16),
        "word_lengths": np.array([len(found) for found in words], dtype=np.uint16),
    }
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.out / "arrays.npz", **arrays)
    data = {
        "sources_sha256": sources_sha256(args.sources),
        "topics": [
            {
                "id": topic.id,
                "title": topic.title,
                "fact": topic.fact,
                "actor": topic.actor,
                "object": topic.object,
                "kind": topic.kind,
                "phrasings": topic.phrasings,
                "near": [[item.text, item.topic] for item in topic.near],
                "frameworks": topic.frameworks,
                "implies": topic.implies,
                "told_by": topic.told_by,
                "decoy": topic.decoy,
                "section": topic.section,
            }
            for topic in topics
        ],
    }
    packed = gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
    (args.out / "topics.json.gz").write_bytes(packed)
    sizes = {path.name: path.stat().st_size for path in sorted(args.out.iterdir())}
    print(f"{len(topics)} topics, {sum(t.decoy for t in topics)} of them decoys, {len(texts)} phrasings, {len(near)} near misses; {sizes}")


if __name__ == "__main__":
    main()
