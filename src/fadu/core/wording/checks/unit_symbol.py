"""Symbols of units: ug/m3 for μg/m³."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "单位符号"
SOURCE = "GB 3100—1993 国际单位制及其应用"

# A measured number stands before the symbol: “db” within a digest or a trace code is none (3f9a12db).
_MEASURED = r"(?<![0-9A-Za-z.])(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?\s?"
_SYMBOLS = (
    (re.compile(r"(?<=[\d\s(（])([uU]g/[mM][3³])"), "μg/m³"),
    (re.compile(r"(?<=[\d\s(（])([μµ]g/m3)"), "μg/m³"),
    (re.compile(r"(?<=[\d\s(（])([uU]g/[lL])(?![A-Za-z])"), "μg/L"),
    (re.compile(r"(?<=[\d\s(（])((?:MG|Mg|mg)/(?:M3|m3|M³))"), "mg/m³"),
    (re.compile(r"(?<=[\d\s(（])((?:MG|Mg)/[lL]|mg/l)(?![A-Za-z])"), "mg/L"),
    (re.compile(rf"{_MEASURED}(KW|Kw)(?![A-Za-z\d])"), "kW"),
    (re.compile(rf"{_MEASURED}((?:KM|Km)(?:2|²)?)(?![A-Za-z\d])"), "km"),
    (re.compile(rf"{_MEASURED}(db|DB)(?![A-Za-z\d])"), "dB"),
    (re.compile(rf"{_MEASURED}(m[23])(?![A-Za-z\d])"), "m²、m³"),
)


def check(draft: Draft) -> Iterator[Problem]:
    """Symbols in the wrong letter, the wrong case or without their exponent."""
    for passage in draft.passages:
        for pattern, better in _SYMBOLS:
            for match in pattern.finditer(passage.text):
                yield passage.problem(match.span(1), Severity.WARNING, f"单位符号“{match[1]}”不规范", better)
