"""Train the semantic head: which topic of the catalogue a sentence vector asks for; write what ships.

Usage: uv run --group train --extra semantic python tools/train_semantic.py --model DIR [--out DIR]

A multinomial logistic regression over the vectors of the sentence model, from the same examples as the lexical head of
tools/compile_catalogue.py, stored as bytes. Run it after compiling the catalogue: vectors are kept in the user's cache folder, so that only
new phrasings are embedded again (27,000 take five minutes on two cores, the training one more).
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
from compile_catalogue import examples_of

from questionnaire_filler.catalogue import load
from questionnaire_filler.catalogue.loader import COMPILED, topics_sha256
from questionnaire_filler.semantic import Encoder, find_model
from questionnaire_filler.semantic.cache import VectorCache, cache_folder
from questionnaire_filler.semantic.encoder import OnnxNetwork

#: Chosen on the labelled questions, flat around these values.
EPOCHS, BATCH, RATE, DECAY, SCALE = 15, 512, 0.02, 1e-4, 10.0
#: Texts embedded between two writings of the cache.
STRETCH = 4096


def train(vectors: np.ndarray, labels: np.ndarray, topics: int) -> tuple[np.ndarray, np.ndarray]:
    """Return weights, shape (width, topics), and intercepts: Adam (Kingma and Ba, 2015) over mini-batches, the rate falling as a cosine."""
    order = np.random.default_rng(7)
    scaled = vectors * np.float32(SCALE)
    state = [np.zeros((vectors.shape[1], topics), dtype=np.float32), np.zeros(topics, dtype=np.float32)]
    first, second = [np.zeros_like(part) for part in state], [np.zeros_like(part) for part in state]
    step, steps = 0, EPOCHS * (len(labels) // BATCH)
    for epoch in range(EPOCHS):
        loss = 0.0
        shuffled = order.permutation(len(labels))
        for start in range(0, len(labels) - BATCH + 1, BATCH):
            batch = shuffled[start : start + BATCH]
            likely = scaled[batch] @ state[0] + state[1]
            likely = np.exp(likely - likely.max(axis=1, keepdims=True))
            likely /= likely.sum(axis=1, keepdims=True)
            loss -= float(np.log(likely[np.arange(BATCH), labels[batch]] + 1e-9).sum())
            likely[np.arange(BATCH), labels[batch]] -= 1
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps)) * np.sqrt(1 - 0.99**step) / (1 - 0.9**step)
            gradients = (scaled[batch].T @ likely / BATCH + DECAY * state[0], likely.mean(axis=0))
            for number, gradient in enumerate(gradients):
                first[number] += 0.1 * (gradient - first[number])
                second[number] += 0.01 * (gradient**2 - second[number])
                state[number] -= np.float32(rate) * first[number] / (np.sqrt(second[number]) + 1e-8)
        print(f"epoch {epoch + 1}: loss {loss / len(labels):.3f}", flush=True)
    return state[0] * np.float32(SCALE), state[1]


def embedded(model: Path, texts: list[str]) -> tuple[np.ndarray, str]:
    """Return the vectors of the texts, and the hash of the model."""
    found = find_model(model)
    assert found is not None  # noqa: S101 - a folder was given: it is found or refused
    encode = Encoder(OnnxNetwork(found), VectorCache(cache_folder(), found.sha256))
    return np.concatenate([encode(texts[start : start + STRETCH]) for start in range(0, len(texts), STRETCH)]), found.sha256


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=COMPILED)
    args = parser.parse_args()
    topics = load().topics
    examples = examples_of(topics)
    labels = np.array([label for label, _ in examples])
    vectors, model = embedded(args.model, [text for _, text in examples])
    weights, bias = train(vectors, labels, len(topics))
    scale = np.abs(weights).max(axis=0) / 127
    trained_on = hashlib.sha256("\0".join(f"{label} {text}" for label, text in examples).encode()).digest()
    stored = {
        "weights": np.round(weights / scale).astype(np.int8).T,
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
        "topics": np.frombuffer(topics_sha256(topics), dtype=np.uint8),
        "trained_on": np.frombuffer(trained_on, dtype=np.uint8),
        "model": np.frombuffer(bytes.fromhex(model), dtype=np.uint8),
    }
    path = args.out / "semantic.npz"
    np.savez_compressed(path, **stored)
    right = float(((vectors @ (stored["weights"].T * scale) + bias).argmax(axis=1) == labels).mean())
    print(f"{len(topics)} topics, {len(examples)} examples, {right:.3f} of them right; {path.name} {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
