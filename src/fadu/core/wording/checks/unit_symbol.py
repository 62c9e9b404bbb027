"""Symbols of units: ug/m3 for μg/m³."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "单位符号"
SOURCE = "GB 3100—1993 国际单位制及其应用"

_SYMBOLS = (
    (re.compile(r"(?<=[\d\s(（])[uU]g/[mM][3³]"), "μg/m³"),
    (re.compile(r"(?<=[\d\s(（])[μµ]g/m3"), "μg/m³"),
    (re.compile(r"(?<=[\d\s(（])[uU]g/[lL](?![A-Za-z])"), "μg/L"),
    (re.compile(r"(?<=[\d\s(（])(?:MG|Mg|mg)/(?:M3|m3|M³)"), "mg/m³"),
    (re.compile(r"(?<=[\d\s(（])(?:MG|Mg)/[lL](?![A-Za-z])|(?<=[\d\s(（])mg/l(?![A-Za-z])"), "mg/L"),
    (re.compile(r"(?<=\d)\s?(?:KW|Kw)(?![A-Za-z])"), "kW"),
    (re.compile(r"(?<=\d)\s?(?:KM|Km)(?:2|²)?(?![A-Za-z])"), "km"),
    (re.compile(r"(?<=\d)\s?(?:db|DB)(?![A-Za-z\d])"), "dB"),
    (re.compile(r"(?<=\d)\s?m[23](?![A-Za-z\d])"), "m²、m³"),
)


def check(draft: Draft) -> Iterator[Problem]:
    """Symbols in the wrong letter, the wrong case or without their exponent."""
    for passage in draft.passages:
        for pattern, better in _SYMBOLS:
            for match in pattern.finditer(passage.text):
                yield passage.problem(match.span(), Severity.WARNING, f"单位符号“{match[0].strip()}”不规范", better)
