"""What is wrong in a case is said with its place and how to mend it; unknown is not the same as no."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fadu.core.law import cases
from fadu.core.refusal import Unreadable

GOOD: dict[str, Any] = {
    "id": "a", "violation": "hazwaste.sign", "conduct": {"from": "2026-06-01", "to": date(2026, 6, 20)},
    "decision_date": "2026-10-12", "facts": {"refused": False, "investment": 3.5, "scope": ["water", "permit_holder"]},
}


def test_a_case_is_read_with_dates_in_either_form() -> None:
    case = cases.read(GOOD)
    assert (case.began, case.ended, case.decided) == (date(2026, 6, 1), date(2026, 6, 20), date(2026, 10, 12))
    assert case.facts.scopes == ("water", "permit_holder")
    assert case.facts.money == {"investment": Decimal("3.5")}
    assert (case.facts.severe, case.facts.refused) == (None, False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"violation": "none.such"}, "目录里没有"),
        ({"violation": None}, "目录里没有"),
        ({"conduct": None}, "conduct"),
        ({"conduct": {"to": "2026-06-20"}}, "conduct.from"),
        ({"conduct": {"from": "2026-06-31"}}, "不是日期"),
        ({"conduct": {"from": "2026-06-20", "to": "2026-06-01"}}, "早于开始之日"),
        ({"decision_date": "2026-06-19"}, "早于行为终了之日"),
        ({"decision_date": "明天"}, "不是日期"),
        ({"facts": "无"}, "facts"),
        ({"facts": {"severe": "否"}}, "true 或 false"),
        ({"facts": {"refused": 1}}, "true 或 false"),
        ({"facts": {"investment": "8000万"}}, "不小于 0 的数"),
        ({"facts": {"investment": -1}}, "不小于 0 的数"),
        ({"facts": {"investment": True}}, "不小于 0 的数"),
        ({"facts": {"investment": float("nan")}}, "不小于 0 的数"),
        ({"facts": {"units": 0}}, "大于 0"),
        ({"facts": {"scope": 3}}, "scope"),
    ],
)
def test_a_wrong_case_says_what_and_how_to_mend(change: dict[str, Any], words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        cases.read(GOOD | change, "案例.yaml")
    assert words in refused.value.reason and "案例.yaml" in refused.value.reason
    assert refused.value.mend


def test_a_case_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(Unreadable):
        cases.read(["hazwaste.sign"])
