"""Likeness of sentences by the triples of characters they share."""

from __future__ import annotations

from collections import Counter, defaultdict

_COMMON = 12  # a triple in more sentences than this says nothing


def shingles(text: str) -> frozenset[str]:
    """The triples of characters of a text."""
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


class Index:
    """Sentences by their triples."""

    def __init__(self) -> None:
        self._held: dict[int, frozenset[str]] = {}
        self._where: dict[str, list[int]] = defaultdict(list)

    def add(self, key: int, triples: frozenset[str]) -> None:
        """Take a sentence in."""
        self._held[key] = triples
        for triple in triples:
            if len(self._where[triple]) < _COMMON:
                self._where[triple].append(key)

    def most_alike(self, triples: frozenset[str], least: float) -> int | None:
        """The key of the sentence that shares most, if it shares at least so much (Jaccard)."""
        shared = Counter(key for triple in triples for key in self._where.get(triple, ()))
        best, found = least, None
        for key, _ in shared.most_common(5):
            held = self._held[key]
            alike = len(triples & held) / len(triples | held)
            if alike >= best:
                best, found = alike, key
        return found

    def __len__(self) -> int:
        return len(self._held)
