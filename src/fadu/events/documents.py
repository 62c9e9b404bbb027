"""Facts about documents (文书): issued, voided, signed and served, and the bureau's own templates.

The text itself is not sealed, only its digest: it holds what people said of others. Whoever has the document can prove it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(Event):
    """A document was issued; `subject` is its lasting id. `content` is the SHA-256 digest of all that it says, `pdf` that of the file.

    `serial` is 0 where the kind has no number of this organ. `corrects` is the document that this one corrects.
    """

    number: str
    matter: str
    kind: int
    name: str
    on: date
    organ: str
    prefix: str
    year: int
    serial: int
    content: str
    pdf: str
    pages: int
    template: str = ""
    corrects: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentVoided(Event):
    """An issued document no longer counts; its number stays used."""

    number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NumberVoided(Event):
    """A number that no document bears (spoilt, given by mistake) and that none will bear."""

    number: str
    kind: int
    organ: str
    prefix: str
    year: int
    serial: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CopyKept(Event):
    """A copy that people signed came back: `way` how it was signed, `sha256` of the file kept as evidence under the act `evidence`.

    `same`: the file is to the last bit the one that was issued. `witness`: who testifies where the other side would not sign.
    """

    number: str
    on: date
    way: str
    sha256: str
    evidence: int
    same: bool
    witness: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FormAdopted(Event):
    """The bureau's own template of a kind, used from a day on. `sha256` of the file, `text` of what was read out of it."""

    kind: int
    name: str
    since: date
    sha256: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FormWithdrawn(Event):
    """A template is no longer used; documents made by it stay as they are."""

    kind: int
    reason: str
