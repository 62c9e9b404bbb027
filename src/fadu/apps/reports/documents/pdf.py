"""The report as a PDF, set by Typst from the same composition as the DOCX. The same report and fonts give the same bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import IO, Any

import typst

from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.documents.docx import ANNEX, annex_cells
from fadu.web.paper import fonts, layout

_TEMPLATE = Path(__file__).with_name("report.typ")
_FONTS = {
    "title": layout.TITLE, "body": layout.BODY, "heading": layout.HEADING, "subheading": layout.SUBHEADING, "numeral": layout.TABLE,
}


def write_pdf(report: Report, target: IO[bytes]) -> None:
    """Write the report to a binary stream as PDF/A-2b, dated as the report is."""
    compiled: Any = typst.compile(
        _TEMPLATE, root=_TEMPLATE.parent, format="pdf", pdf_standards="a-2b",
        sys_inputs={"data": json.dumps(_data(report), ensure_ascii=False)},
        timestamp=datetime.combine(report.dated, time(), UTC),
    )
    target.write(compiled)


def _data(report: Report) -> dict[str, Any]:
    families = fonts.installed()
    numbers = report.numbers
    day = report.dated_text
    indents = layout.signature_indents(report.issuer, day)
    return {
        "fonts": {role: fonts.chosen(face, families) for role, face in _FONTS.items()},
        "size": {"title": layout.SIZE_2, "body": layout.SIZE_3, "number": layout.SIZE_4, "small": layout.SIZE_5, "table": layout.SIZE_SMALL_5},
        "line": layout.LINE, "character": layout.CHARACTER, "number_below": layout.PAGE_NUMBER_BELOW,
        "margin": {"top": layout.TOP, "bottom": layout.BOTTOM, "left": layout.LEFT, "right": layout.RIGHT},
        "doc_number": report.doc_number, "correction": report.correction, "attached": report.attached, "annex_mark": report.annex_mark,
        "issuer": report.issuer, "title_lines": report.title_lines, "addressees": report.addressees, "status": report.status,
        "lines": [
            {
                "look": line.look.value,
                "runs": [run if isinstance(run, str) else {"shown": run.shown, "line": numbers[run.figure]} for run in line.runs],
            }
            for line in report.lines
        ],
        "signature": [
            {"text": text, "indent": indent} for text, indent in zip((report.issuer, day), indents, strict=True) if text
        ],
        "annex_title": report.annex_title,
        "annex_heads": [name for name, _ in ANNEX], "annex_widths": [width for _, width in ANNEX],
        "annex": [annex_cells(n, entry) for n, entry in enumerate(report.entries, 1)],
    }

