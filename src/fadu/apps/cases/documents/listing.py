"""What pages show of documents: those of a matter with what each lacks, a kind with its templates, and where a file or a code belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from fadu.apps.cases.documents.composing import Value
from fadu.apps.cases.documents.issuing import Prepared, prepare_all
from fadu.apps.cases.documents.scanning import digest_in
from fadu.apps.cases.models import Document, Matter
from fadu.core import documents, procedure
from fadu.core.documents import CORRECTION, Form
from fadu.core.documents.codes import begins, code_of, plain_code

# Of use in any matter at any stage: receipt and address of service, a mandate, the file's cover, list and note.
ALWAYS = (40, 17, 16, 62, 63, 64)


@dataclass(frozen=True)
class Row:
    """A kind in the list of a matter: what was issued of it, whether a draft waits, what it lacks (None: not looked at)."""

    form: Form
    issued: Sequence[Document]
    has_draft: bool
    lacks: Sequence[str] | None


def of_matter(matter: Matter, on: date) -> tuple[list[Row], list[Row]]:
    """The kinds of the present stage, and all others of the procedure; those of the stage are checked for what they lack."""
    kind = procedure.procedures()[matter.procedure]
    here = {one.number for one in procedure.papers(kind, matter.stage)}
    here |= {one.number for move in kind.leaving(matter.stage) for one in move.documents}
    rest = {one.number for stage in kind.stages for one in procedure.papers(kind, stage)} | set(ALWAYS)
    rows = list(Document.objects.filter(matter=matter).order_by("pk"))
    here |= {one.kind for one in rows if one.status == "draft" and one.kind != CORRECTION}
    lacks = {one.form.number: [lack.name for lack in one.lacks] for one in prepare_all(matter, sorted(here), on)}

    def row(number: int) -> Row:
        own = [one for one in rows if one.kind == number]
        issued = [one for one in own if one.status != "draft"]
        return Row(documents.forms()[number], issued, any(one.status == "draft" for one in own), lacks.get(number))

    return [row(number) for number in sorted(here)], [row(number) for number in sorted(rest - here)]


@dataclass(frozen=True)
class Said:
    """A field of a document before it is issued: its name, what it says, where that comes from."""

    name: str
    text: str
    source: str


def said(prepared: Prepared) -> list[Said]:
    """Every field that the text names, with its source; what says nothing is there too."""
    found = []
    for name in prepared.form.names:
        value = prepared.values.get(name, Value(""))
        found.append(Said(name, value.text, "填写" if value.by_hand else documents.fields()[name].source if value.text else ""))
    return found


def by_code(code: str) -> Document | None:
    """The document whose printed code was typed, None where no document has it."""
    start = begins(code)
    rows = Document.objects.select_related("matter").exclude(status="draft").filter(digest__startswith=start) if start else ()
    found = [one for one in rows if plain_code(code_of(one.digest)) == plain_code(code)]
    return max(found, key=lambda one: one.status == "issued", default=None)


def by_scan(data: bytes) -> Document | None:
    """The document whose code is printed on what was scanned, None where none is read."""
    digest = digest_in(data)
    rows = Document.objects.select_related("matter").exclude(status="draft").filter(digest=digest) if digest else ()
    return max(rows, key=lambda one: one.status == "issued", default=None)


def by_file(data: bytes) -> tuple[Document | None, str]:
    """The document that a file is to the last bit, as issued or as it came back; and its SHA-256 digest."""
    digest = sha256(data).hexdigest()
    issued = Document.objects.select_related("matter").exclude(status="draft")
    found = issued.filter(pdf=digest).first()
    if found is None:
        found = next((one for one in issued.exclude(copies=[]) if any(copy["sha256"] == digest for copy in one.copies)), None)
    return found, digest
