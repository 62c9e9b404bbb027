"""The report as pages: the lines of its text for a template, and a folder of static pages in which every figure opens to its
definition, its rows and their seals."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.template.loader import render_to_string

from fadu.apps.reports.compiling.values import Entry, Line, Report, Run
from fadu.apps.reports.queries import Row, Stated
from fadu.core.refusal import Refusal

# Marks a folder as one of ours, which the next report may replace.
MARKER = ".fadu-report"
_SHARED = ("tokens.css", "parts.css", "doc.css")  # of the design system, in the order in which pages load them
_REPORT = "report.css"


@dataclass(frozen=True)
class Piece:
    """A run as a template writes it: words, and for bound ones where they open, which line of the annex, what they are."""

    words: str
    href: str = ""
    number: int = 0
    name: str = ""


@dataclass(frozen=True)
class Shown:
    """A line as a template writes it."""

    look: str
    pieces: Sequence[Piece]
    anchor: str


def text(report: Report, href: Callable[[str], str]) -> list[Shown]:
    """The lines of the text; `href` says where a figure opens."""
    numbers = report.numbers
    names = {entry.figure: entry.name for entry in report.entries}

    def piece(run: Run) -> Piece:
        return Piece(run) if isinstance(run, str) else Piece(run.shown, href(run.figure), numbers[run.figure], names[run.figure])

    return [Shown(line.look.value, [piece(run) for run in line.runs], line.anchor) for line in report.lines]


def write_html(report: Report, figures: Mapping[str, Stated], rows_of: Callable[[str], Sequence[Row]], folder: Path) -> None:
    """Write the folder whole or not at all; Refusal where it holds something else."""
    if not is_free(folder):
        raise Refusal(f"{folder} 不是空文件夹，也不是以前生成的报告网页", "请换一个文件夹，或先把里面的文件移走")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _write(report, figures, rows_of, part)
        _replace(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def is_free(folder: Path) -> bool:
    """Whether pages may be put there: nothing is there, or an empty folder, or pages that we wrote earlier."""
    if not folder.exists():
        return True
    return folder.is_dir() and ((folder / MARKER).exists() or not any(folder.iterdir()))


def _write(report: Report, figures: Mapping[str, Stated], rows_of: Callable[[str], Sequence[Row]], folder: Path) -> None:
    (folder / "figures").mkdir(parents=True)
    (folder / MARKER).touch()
    (folder / "report.css").write_text(_style(), "utf-8")
    context = {
        "report": report, "lines": text(report, _page), "outline": outline(report),
        "annex": [(entry, _page(entry.figure)) for entry in report.entries], "status": report.status,
    }
    (folder / "index.html").write_text(render_to_string("reports/published_report.html", context), "utf-8")
    for n, entry in enumerate(report.entries, 1):
        page = render_to_string("reports/published_figure.html", _figure(report, n, entry, figures[entry.figure], rows_of(entry.figure)))
        (folder / "figures" / f"{entry.figure}.html").write_text(page, "utf-8")


def outline(report: Report) -> list[Line]:
    """The headings."""
    return [line for line in report.lines if line.anchor]


def _figure(report: Report, n: int, entry: Entry, stated: Stated, rows: Sequence[Row]) -> dict[str, object]:
    return {"report": report, "number": n, "entry": entry, "figure": stated, "rows": rows, "counted": sum(row.counted for row in rows)}


def _page(figure: str) -> str:
    return f"figures/{figure}.html"


def _style() -> str:
    """The design system's words and pieces with the report's own layout, as one file."""
    shared = files("fadu.web") / "static" / "web" / "css"
    own = files("fadu.apps.reports") / "static" / "reports"
    sheets = [*(shared / name for name in _SHARED), own / _REPORT, own / "published.css"]
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)


def _replace(part: Path, folder: Path) -> None:
    """Put the finished folder in place; the old one goes only when the new one stands."""
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    part.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
