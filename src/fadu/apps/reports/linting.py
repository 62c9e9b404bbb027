"""Checking a text against the rules of official writing and against the ledger of its year."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from django.core.cache import cache

from fadu.apps.officers.queries import unit
from fadu.apps.reports.compiling.values import Look, Report
from fadu.apps.reports.queries import stated, years
from fadu.core.figures import Period, Scope
from fadu.core.refusal import Unreadable
from fadu.core.wording.backing import Held, figures_named
from fadu.core.wording.checks import all_checks
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Finding
from fadu.core.wording.identity import identity
from fadu.core.wording.linting import Linting, lint
from fadu.core.wording.texts import Document, from_text, read_document

LARGEST = 20 * 2**20
HELD_FOR = 30 * 60  # seconds after the last look, as long as a session
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
_LONGEST_NAME = 60  # a Chinese name of this length still fits the 255 bytes of a file system
_BUREAU = re.compile(r"[一-鿿]{2,12}?(?:生态环境局|环境保护局|环保局)")
_PLACE = re.compile(r"([一-鿿]{2,5}?)(?:自治州|自治县|市|州|县|区|旗)")
_BRANCH = re.compile(r"局([一-鿿]{2,5}?)(?:县|区|市|旗)?分局$")


class Upload(Protocol):
    """A file as a browser sent it."""

    name: str | None
    size: int | None

    def read(self) -> bytes:
        """All of it."""


@dataclass(frozen=True)
class Checked:
    """A text with its findings, each with its identity; `notes` say how it was read; `content` is the Word file, else None.

    `against` says with what it was compared, or why it was not.
    """

    document: Document
    findings: tuple[Finding, ...]
    identities: tuple[str, ...]
    year: int | None
    against: str
    before: str
    content: bytes | None


@dataclass(frozen=True)
class Ledger:
    """The ledger's figures that a text is compared with, None where it is not; in words, with which or why not."""

    held: Mapping[str, Held] | None
    said: str


def ledger_for(document: Document, year: int | None = None) -> Ledger:
    """The figures of the year that a text reports on, where the ledger holds that year and the text is not that of another bureau."""
    asked = year or Draft(document).year
    if asked is None:
        return Ledger(None, "不知道报告哪一年，没有与台账比对")
    if asked not in years():
        return Ledger(None, f"台账没有 {asked} 年的数，没有与台账比对")
    other = _another_bureau(document.text)
    if other:
        return Ledger(None, f"这份公文是“{other}”的，没有与本单位的台账比对")
    figures = stated(Scope.of(Period.year(asked)), figures_named())
    held = {id: Held(figure.name, None if figure.value is None else Decimal(figure.value)) for id, figure in figures.items()}
    return Ledger(held, f"已与台账 {asked} 年的指标比对")


def check(upload: Upload, *, before: Upload | None = None, year: int | None = None) -> Checked:
    """Read and check an uploaded file; it is gone from the disk when this returns. Raises Unreadable."""
    document, content = read_upload(upload)
    earlier = read_upload(before)[0] if before else None
    ledger = ledger_for(document, year)
    findings = tuple(lint(document, year, earlier, ledger.held))
    return Checked(
        document, findings, tuple(identity(document, finding) for finding in findings), year or Draft(document).year, ledger.said,
        earlier.name if earlier else "", content if document.kind == "docx" else None,
    )


def check_passage(words: str, year: int) -> list[Finding]:
    """What the checks say of one passage alone, while it is written."""
    return Linting(Draft(from_text(words), year)).findings()


def check_draft(report: Report, *, zero_claims: bool = False, before: str = "") -> Checked:
    """Check a report of ours: what people will read, without what is still open and without the annex of trace codes.

    Every figure of it comes from the ledger, and in the compiled draft every “没有” rests on a 零报告, so neither is asked about again;
    `zero_claims` asks about the latter where people wrote the text, `before` is last year's, to find what was copied.
    """
    lines = [*report.title_lines, *([f"{report.addressees}："] if report.addressees else [])]
    lines += [line.text for line in report.lines if line.look is not Look.MARK]
    lines += [report.issuer, report.dated_text]
    document = from_text("\n".join(line for line in lines if line), report.title)
    wanted = [one.id for one in all_checks() if zero_claims or one.id != "zero_claim"]
    earlier = from_text(before) if before else None
    findings = tuple(Linting(Draft(document, report.year, earlier)).findings(wanted))
    return Checked(document, findings, tuple(identity(document, finding) for finding in findings), report.year, "", "", None)


def hold(checked: Checked, owner: str) -> str:
    """Keep a result in memory for its owner while it is looked at, never on disk; returns the key to it."""
    key = secrets.token_urlsafe(16)
    cache.set(_place(key, owner), checked, HELD_FOR)
    return key


def held(key: str, owner: str) -> Checked | None:
    """A result that is still in memory, and stays so for another while."""
    found: Checked | None = cache.get(_place(key, owner))
    if found is not None:
        cache.touch(_place(key, owner), HELD_FOR)
    return found


def _place(key: str, owner: str) -> str:
    return f"lint-{sha256(f'{owner} {key}'.encode()).hexdigest()}"


def read_upload(upload: Upload) -> tuple[Document, bytes]:
    """The text of an uploaded file and its bytes; it is gone from the disk when this returns. Raises Unreadable."""
    name = _NOT_IN_NAMES.sub("_", Path(upload.name or "").name)[-_LONGEST_NAME:].strip(". ") or "公文"
    if (upload.size or 0) > LARGEST:
        raise Unreadable(f"{name}超过 {LARGEST // 2**20} MB", "请核对选对了文件；图片很多的，先压缩图片或按章节拆开")
    content = upload.read()
    with TemporaryDirectory(prefix="fadu-lint-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return read_document(path), content


def _another_bureau(text: str) -> str:
    """The bureau that a text names at its head or its foot where it never speaks of our place; "" where it may be ours."""
    ours = unit("名称")
    branch = _BRANCH.search(ours)
    places = [branch[1]] if branch else _PLACE.findall(ours)[-1:]
    if not places or places[0] in text:
        return ""
    named = _BUREAU.search(text[:300]) or _BUREAU.search(text[-120:])
    return named[0] if named else ""
