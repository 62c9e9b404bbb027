"""Which objects are looked at off site first: a rule of two circulars, told as their basis."""

from __future__ import annotations

LISTED = "列入监督执法正面清单，以非现场为主（环办执法〔2021〕10号）"
LOW_RISK = "风险等级低，能以非现场查清的不入企（国办发〔2024〕54号）"


def offsite_first(*, on_positive_list: bool | None, risk_grade: str) -> str:
    """Why an object is inspected off site first, "" where neither circular says so. `risk_grade` is the bureau's own word; only one that
    begins with 低 is read as low, since no circular fixes the grades."""
    if on_positive_list:
        return LISTED
    return LOW_RISK if risk_grade.startswith("低") else ""
