"""Bound files as the sealed acts tell them, and a search over all that is sealed or issued in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from fadu.apps.cases.models import Document, Matter
from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry
from fadu.core.archive.filing import Piece
from fadu.core.refusal import Refusal

BOUND, HANDED = "FileBound", "PackageHandedOut"
SHORTEST, MOST, SNIPPETS, AROUND = 2, 200, 3, 16


class Bound(Act):
    """A bound file, or a package of one."""

    @property
    def kept_until(self) -> date | None:
        return date.fromisoformat(self.said["kept_until"]) if self.said["kept_until"] else None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The catalogue."""
        names = Piece.__dataclass_fields__
        return tuple(Piece(**{name: value for name, value in one.items() if name in names}) for one in self.said["pieces"])


@dataclass(frozen=True)
class Hit:
    """A bound file in which a fragment was found, and where: a few lines around it."""

    bound: Bound
    snippets: tuple[str, ...]


def bound(uid: str) -> Bound | None:
    """The binding of a matter that counts: the last."""
    return next(iter(Bound.read(Entry.objects.filter(event=BOUND, subject=str(uid)).order_by("-index")[:1])), None)


def handed_out(uid: str) -> list[Bound]:
    """The packages of a matter, the latest first."""
    return Bound.read(Entry.objects.filter(event=HANDED, subject=str(uid)).order_by("-index"))


def files(subjects: Iterable[str] | None = None) -> list[Bound]:
    """Bound files, those of these matters or all, as they were bound last, the latest first."""
    acts = Entry.objects.filter(event=BOUND).order_by("index")
    found = {one.subject: one for one in Bound.read(acts if subjects is None else acts.filter(subject__in=list(subjects)))}
    return sorted(found.values(), key=lambda one: one.index, reverse=True)


def pages_of(subjects: Iterable[str]) -> dict[str, str]:
    """The page numbers of the bound pieces of these matters by source: `document:<id>`, `evidence:<act>`."""
    return {
        piece.source: f"{piece.volume}第 {piece.first}" + (f"—{piece.last}" if piece.last > piece.first else "")
        for one in files(subjects) for piece in one.pieces if piece.source
    }


def search(fragment: str) -> list[Hit]:
    """Bound files in whose acts, evidence names or documents the fragment stands, at most `MOST`. Raises Refusal for one that is too short.

    Any two characters will do, on every database: Chinese has no blanks between words, and an index of words would miss half of them.
    """
    wanted = fragment.strip()
    if len(wanted) < SHORTEST:
        raise Refusal(f"“{wanted}”太短", f"至少写 {SHORTEST} 个字")
    standing = {one.subject: one for one in files()}
    owners = _owners(list(standing))
    texts: dict[str, list[str]] = {}
    for subject, after, number in _acts(list(owners), wanted):
        texts.setdefault(owners[subject], []).extend([number or "", *_strings(json.loads(after or "null"))])
    for matter, content, number in _documents(wanted):
        if matter in owners:
            texts.setdefault(owners[matter], []).extend([number, *_strings(content)])
    hits = [Hit(standing[subject], _snippets(found, wanted)) for subject, found in texts.items()]
    return sorted((hit for hit in hits if hit.snippets), key=lambda hit: hit.bound.index, reverse=True)[:MOST]


def _owners(subjects: list[str]) -> dict[str, str]:
    """Lasting ids of what belongs to bound files (matter, tracks, row of the case) -> that of the file."""
    found = {one: one for one in subjects}
    rows = Matter.objects.filter(uid__in=subjects).values_list("uid", "case__uid")
    found.update((str(case), str(uid)) for uid, case in rows if case)
    found.update((str(uid), str(parent)) for uid, parent in Matter.objects.filter(parent__uid__in=subjects).values_list("uid", "parent__uid"))
    return found


def _acts(subjects: list[str], wanted: str) -> QuerySet[Entry, Any]:
    written = json.dumps(wanted, ensure_ascii=False)[1:-1]  # as it stands inside JSON
    said = Q(after__contains=written) | Q(number__contains=wanted)
    return Entry.objects.filter(said, subject__in=subjects).order_by("index").values_list("subject", "after", "number")


def _documents(wanted: str) -> Iterator[tuple[str, Any, str]]:
    """Issued documents whose text holds the fragment; a database may keep JSON with or without escapes."""
    ways = Q(number__contains=wanted)
    for ascii_only in (True, False):
        ways |= Q(text__contains=json.dumps(wanted, ensure_ascii=ascii_only)[1:-1])
    rows = Document.objects.annotate(text=Cast("content", TextField())).filter(ways, status="issued")
    for uid, content, number in rows.values_list("matter__uid", "content", "number"):
        yield str(uid), content, number


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if not key.isascii():  # what people wrote stands as a key too (a point of a statement, who voted); names of ours are no text
                yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _snippets(texts: list[str], wanted: str) -> tuple[str, ...]:
    """A few different lines around the fragment; none where it stood in no text (a key of ours, a digest)."""
    found: dict[str, None] = {}
    for text in texts:
        at = text.find(wanted)
        if at < 0:
            continue
        first, last = max(0, at - AROUND), at + len(wanted) + AROUND
        found["…" * (first > 0) + " ".join(text[first:last].split()) + "…" * (last < len(text))] = None
        if len(found) == SNIPPETS:
            break
    return tuple(found)
