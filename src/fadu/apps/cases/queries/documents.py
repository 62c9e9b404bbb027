"""Issued documents of a matter as values: what file review, archive and exports build on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.apps.cases.models import Document, Matter
from fadu.core.documents import catalogue


@dataclass(frozen=True)
class Issued:
    """An issued document. `digest`: SHA-256 of its PDF, under which the file lies in `record.store`; `content`: of what it says.

    `served`: the day on which a signed copy came back, None where none did; `evidence_digest`: SHA-256 of that copy, "" where none did.
    `entry`: index of its latest act.
    """

    uid: str
    kind: int
    name: str
    number: str
    on: date
    pages: int
    digest: str
    content: str
    served: date | None
    evidence_digest: str
    entry: int


def documents_of(matter: Matter) -> tuple[Issued, ...]:
    """The documents of a matter that were issued and stand, in the order of issue."""
    rows = Document.objects.filter(matter=matter, status="issued").order_by("issued_on", "pk")
    return tuple(_issued(one) for one in rows.defer("content", "written"))


def kind_name(kind: int) -> str:
    """What people call a kind of document."""
    return catalogue()[kind].name


def _issued(row: Document) -> Issued:
    assert row.issued_on is not None and row.seen is not None
    copy = row.copies[-1] if row.copies else None
    return Issued(
        str(row.uid), row.kind, kind_name(row.kind), row.number, row.issued_on, row.pages, row.pdf, row.digest,
        date.fromisoformat(copy["on"]) if copy else None, copy["sha256"] if copy else "", row.seen,
    )
