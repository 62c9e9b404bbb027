"""What is signed, as one canonical JSON (fadu-report-1): every line with its figures, the annex, and each figure with the digests of its
rows. The same content gives the same report, and with the same fonts the same bytes (docs/report.md says what each member is)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from fadu.apps.reports.compiling.values import Bound, Entry, Report, Run, Says
from fadu.apps.reports.models import ReportDraft
from fadu.apps.reports.writing import looks
from fadu.apps.reports.writing.composing import Said, Written, parts_of
from fadu.apps.reports.writing.counting import Counted
from fadu.apps.reports.writing.saying import Piece
from fadu.core.figures import Period, plain
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.export import rows_attachment

FORMAT = "fadu-report-1"
_HEAD = ("issuer", "title", "addressees", "doc_number", "annex_title", "correction")


def text_of(written: Written, draft: ReportDraft) -> dict[str, Any]:
    """The text with its annex, whose trace codes cover value and rows of each figure: what a reviewer looks at."""
    report = written.report
    return {
        "format": FORMAT, "number": draft.number, "corrects": draft.corrects.number if draft.corrects else "", "year": report.year,
        "period": [report.period.first.isoformat(), report.period.last.isoformat()], "as_of": report.as_of.isoformat(),
        "dated": report.dated.isoformat(), "attachments": list(report.attachments), **{name: getattr(report, name) for name in _HEAD},
        "lines": [
            {"look": one.look, "passage": one.uid, "runs": [_run(run) for run in one.runs]} for one in written.passages if one.look in looks.BODY
        ],
        "entries": [asdict(entry) for entry in report.entries],
    }


def digest(written: Written, draft: ReportDraft) -> str:
    """What a review is of: SHA-256 over text and annex, 64 hexadecimal digits."""
    return sha256(canonical(text_of(written, draft)).encode()).hexdigest()


def content_of(written: Written, draft: ReportDraft, figures: Mapping[str, Counted]) -> dict[str, Any]:
    """All that is signed."""
    return {**text_of(written, draft), "figures": [_figure(one, written) for one in figures.values()]}


def _figure(one: Counted, written: Written) -> dict[str, Any]:
    stated = written.known.figures[one.figure.id]
    return {
        "figure": one.figure.id, "name": one.figure.name, "unit": one.figure.unit, "definition": one.figure.definition,
        "value": None if one.value is None else plain(one.value), "before": None if stated.before is None else plain(stated.before),
        "first": stated.period.first.isoformat(), "last": stated.period.last.isoformat(), "as_of": one.scope.as_of.isoformat(),
        "how": one.how, "parts": list(one.parts), "count": len(one.rows), "rows": rows_attachment(one.rows),
    }


def report_of(content: Mapping[str, Any]) -> Report:
    """The report that a content describes, as it was signed."""
    spoken = [Said(line["passage"], line["look"], "", [Piece(_read(run)) for run in line["runs"]]) for line in content["lines"]]
    parts, lead = parts_of(spoken)
    first, last = map(date.fromisoformat, content["period"])
    return Report(
        year=content["year"], period=Period(first, last), as_of=date.fromisoformat(content["as_of"]), lead=lead, parts=tuple(parts),
        dated=date.fromisoformat(content["dated"]), entries=tuple(Entry(**entry) for entry in content["entries"]),
        attachments=tuple(content["attachments"]), **{name: content[name] for name in _HEAD},
    )


def read_content(text: str) -> dict[str, Any]:
    """A stored content."""
    found: dict[str, Any] = json.loads(text)
    return found


def words(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(look, words) of each line."""
    for line in content["lines"]:
        yield line["look"], "".join(run if isinstance(run, str) else run["shown"] for run in line["runs"])


def _run(run: Run) -> str | dict[str, str]:
    return run if isinstance(run, str) else {"figure": run.figure, "shown": run.shown, "says": run.says.value, "matter": run.matter}


def _read(run: str | Mapping[str, str]) -> Run:
    return run if isinstance(run, str) else Bound(run["figure"], run["shown"], Says(run["says"]), run["matter"])
