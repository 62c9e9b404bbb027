"""What lies of a case in this house: issued documents, copies that came back signed, evidence; each with the place that the rule gives it."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.apps.cases.models import Document, Matter
from fadu.apps.record import evidence
from fadu.core.archive.filing import EVIDENCE, MAIN, Piece, named, slot_of
from fadu.core.evidence.kinds import KINDS
from fadu.core.procedure.documents import documents

_ONE_PAGE = ("jpeg", "png")


def pieces_of(matter: Matter) -> list[Piece]:
    """The pieces of a case and its parallel tracks, by volume, place and day. Pages that can't be told here are 0."""
    matters = [matter, *matter.tracks.order_by("pk")]
    issued = list(Document.objects.filter(matter__in=matters, status="issued").order_by("issued_on", "pk"))
    subjects = [*(str(one.uid) for one in matters), *([str(matter.case.uid)] if matter.case else []), *(str(one.uid) for one in issued)]
    found = [*map(_document, issued), *_evidence(subjects, {one.pdf for one in issued})]
    return sorted(found, key=lambda one: (one.volume != MAIN, one.place, one.on, one.source))


def _document(row: Document) -> Piece:
    slot = slot_of(row.kind)
    name = documents()[row.kind].name
    return Piece(
        name, slot.volume, slot.place, f"document:{row.uid}", str(row.issued_on or ""), row.number, row.pdf, "pdf", row.pages,
    )


def _evidence(subjects: list[str], known: set[str]) -> Iterator[Piece]:
    """Files and indexed recordings that stand; bytes that came twice are one piece."""
    slot = named(MAIN, EVIDENCE)
    for subject in subjects:
        for item in evidence.of_row(subject):
            digest = "" if item.is_clip else str(item.said["sha256"])
            if item.withdrawn is not None or (digest and digest in known):
                continue
            known.add(digest)
            kind = "" if item.is_clip else str(item.said["kind"])
            ending = KINDS[kind].endings[0].lstrip(".") if kind in KINDS else ""
            title = f"{item.title}（留在采集站“{item.said['station']}”）" if item.is_clip else item.title
            day = item.stated_at or item.at
            yield Piece(
                title, slot.volume, slot.place, f"evidence:{item.index}", day.date().isoformat(), "", digest, ending, int(kind in _ONE_PAGE),
            )
