"""The compiled 2024 says what the bureau published about 2024, as far as its ledger carries it."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from fadu.apps.reports.compiling.drafting import scope_of
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.queries import stated

pytestmark = pytest.mark.django_db

# Read off the published text by hand: the figure, its value and unit, and the words there. One value is written right here that
# the published text gets wrong: a rate that falls, falls by 百分点.
PUBLISHED = list(csv.DictReader((Path(__file__).parents[2] / "data" / "lanshan-2024-published.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("said", PUBLISHED, ids=[row["figure"] for row in PUBLISHED])
def test_what_the_bureau_published_stands_in_the_compiled_report_with_the_same_value(report: Report, said: dict[str, str]) -> None:
    entry = next((entry for entry in report.entries if entry.figure == said["figure"]), None)
    assert entry, said["published"]
    assert said["shown"] in entry.shown
    assert stated(scope_of(2024), [said["figure"]])[said["figure"]].value == Decimal(said["value"])
    assert all(words in report.text for words in entry.shown.split("；"))


def test_the_hours_of_study_a_week_are_told_with_the_number_of_weeks(report: Report) -> None:
    assert "每周学法不少于2小时的有50周" in report.text


def test_a_zero_of_staff_misconduct_and_of_complaints_about_unlawful_conduct_is_told(report: Report) -> None:
    assert "没有发生干部职工违纪违法情形，没有发生违法办事引发信访的情形" in report.text


def test_nothing_is_missing_or_unbacked_in_the_sample_year(report: Report) -> None:
    assert not report.incomplete
    assert [mark.need.value for mark in report.marks] == ["待撰写"] * 4
