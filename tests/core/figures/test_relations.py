"""Relations find what does not add up and leave alone what only looks that way. The numbers are those of published texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fadu.core.figures import Change, Number
from fadu.core.figures.relations import (
    Beside,
    Check,
    Covers,
    Facts,
    Part,
    Quotient,
    Rank,
    Relation,
    Silent,
    Status,
    Total,
    Weekly,
    YearOnYear,
    ZeroReport,
)


def judged(relation: Relation, **values: Number | None) -> Check:
    return relation.check(Facts(values=values))


def test_classes_that_exclude_each_other_add_up() -> None:
    pool = Total("R1", "pool", ("general", "key"), "other")
    assert judged(pool, pool=134, general=113, key=21, other=0).status is Status.HOLDS
    assert judged(pool, pool=134, general=113, key=20, other=0).status is Status.BROKEN
    rest = judged(pool, pool=135, general=113, key=21, other=1)
    assert (rest.status, rest.left, rest.right) == (Status.INFO, 135, 134)
    assert judged(pool, pool=None, general=113, key=21, other=0).status is Status.UNDECIDABLE


def test_a_part_is_not_more_than_its_whole_but_a_decision_may_come_from_last_year_s_case() -> None:
    assert judged(Part("R6", "found", "checked"), found=24, checked=81).status is Status.HOLDS
    assert judged(Part("R6", "found", "checked"), found=82, checked=81).status is Status.BROKEN
    crossing = judged(Part("R8", "decided", "filed", "可能有上年结转"), decided=978, filed=964)
    assert crossing.status is Status.INFO
    assert "上年结转" in crossing.explanation


@pytest.mark.parametrize(
    ("part", "whole", "stated", "status"),
    [
        (3848, 3917, "98.2", Status.HOLDS),
        (1504, 2359, "63.8", Status.HOLDS),
        (19, 24, "80", Status.BROKEN),  # 79.2
        (45, 95, "47.3", Status.INFO),  # cut off instead of rounded: 47.4
        (0, 0, "100", Status.UNDECIDABLE),
    ],
)
def test_a_rate_is_its_numerator_by_its_denominator(part: int, whole: int, stated: str, status: Status) -> None:
    assert judged(Quotient("R15", "rate", "part", "whole"), rate=Decimal(stated), part=part, whole=whole).status is status


@pytest.mark.parametrize(
    ("stated", "now", "before", "form", "status"),
    [
        ("3.24", "25.5", "24.7", Change.CONCENTRATION, Status.HOLDS),
        ("-8.37", "91.6", "100.0", Change.CONCENTRATION, Status.INFO),  # both values were rounded
        ("-5.3", "36", "40", Change.CONCENTRATION, Status.BROKEN),
        ("1.1", "92.7", "91.6", Change.RATE, Status.HOLDS),
        ("1.2", "92.7", "91.6", Change.RATE, Status.INFO),
        ("2.0", "92.7", "91.6", Change.RATE, Status.BROKEN),
    ],
)
def test_a_change_agrees_with_its_two_years_within_their_rounding(stated: str, now: str, before: str, form: Change, status: Status) -> None:
    relation = YearOnYear("R16", "yoy", "value", form, 2)
    facts = Facts(values={"yoy": Decimal(stated), "value": Decimal(now)}, before={"value": Decimal(before)})
    assert relation.check(facts).status is status


def test_a_change_of_counts_is_exact() -> None:
    facts = Facts(values={"yoy": Decimal("1.8"), "value": 36302}, before={"value": 35667})
    assert YearOnYear("R16", "yoy", "value", Change.COUNT).check(facts).status is Status.HOLDS
    facts = Facts(values={"yoy": Decimal("1.9"), "value": 36302}, before={"value": 35667})
    assert YearOnYear("R16", "yoy", "value", Change.COUNT).check(facts).status is Status.BROKEN
    assert YearOnYear("R16", "yoy", "value", Change.COUNT).check(Facts(values=facts.values)).status is Status.UNDECIDABLE


def test_several_labels_of_one_thing_are_set_side_by_side_and_never_judged() -> None:
    labels = judged(Beside("R12", "received", ("water", "air"), "一件可涉及多类。"), received=181, water=100, air=155)
    assert (labels.status, labels.left, labels.right) == (Status.INFO, 181, 255)


def test_a_rank_begins_at_one() -> None:
    assert judged(Rank("R20", "rank"), rank=3).status is Status.HOLDS
    assert judged(Rank("R20", "rank"), rank=0).status is Status.BROKEN


def test_what_is_due_each_quarter_or_each_week_is_counted() -> None:
    draws = Covers("R29", "draws")
    assert draws.check(Facts({"draws": 9}, quarters={"draws": [1, 2, 3, 3]})).status is Status.HOLDS
    gap = draws.check(Facts({"draws": 6}, quarters={"draws": [1, 0, 3, 2]}))
    assert gap.status is Status.BROKEN
    assert "第2季度" in gap.explanation
    assert draws.check(Facts({"draws": 6})).status is Status.UNDECIDABLE
    assert Weekly("R29", "weeks").check(Facts({"weeks": 53}, weeks=53)).status is Status.HOLDS
    assert "不能写“每周”" in Weekly("R29", "weeks").check(Facts({"weeks": 50}, weeks=53)).explanation


@pytest.mark.parametrize(
    ("value", "report", "status"),
    [
        (0, "无", Status.HOLDS), (0, "", Status.UNDECIDABLE), (0, "有", Status.BROKEN),
        (2, "无", Status.BROKEN), (2, "", Status.HOLDS), (2, "有", Status.HOLDS),
    ],
)
def test_that_there_was_nothing_needs_a_zero_report(value: int, report: str, status: Status) -> None:
    facts = Facts({"suits": value}, zero_reports={"行政诉讼": report} if report else {})
    assert ZeroReport("zero", "suits", "行政诉讼").check(facts).status is status


def test_what_the_ledger_cannot_bear_is_said_to_be_unchecked() -> None:
    check = judged(Silent("R3", "审核＝同意＋退回", "没有审核结论"))
    assert (check.status, check.figures) == (Status.UNDECIDABLE, ())
