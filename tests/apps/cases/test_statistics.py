"""Statistics against the same numbers counted by another road, and the rows that each opens to."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from importlib import import_module
from statistics import median
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps

from fadu.apps.cases import lists, statistics
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.verifying import matter_faults
from tests.apps.cases.lives import EXAMINER, begin

pytestmark = pytest.mark.django_db

VOC = "air.voc_not_enclosed"


@pytest.fixture
def decided(bureau: None) -> None:
    """A year with a case that was lived here under the older law, and others of the register on both sides of the new one."""
    life = begin().filed(ended=date(2026, 8, 1)).investigated(ended=date(2026, 8, 1)).examined().noticed().unopposed()
    life.reviewed().discussed().step("T20", EXAMINER).decided()
    for n, one in enumerate(Case.standing.filter(outcome="处罚").exclude(pk=life.matter.case.pk).order_by("pk")[:9]):
        on = date(2026, 8, 10) + timedelta(n)
        investigated = None if n % 4 == 0 else on - timedelta(3 * n + 5)
        Case.objects.filter(pk=one.pk).update(
            violation=VOC if n % 3 else "", filed_on=on - timedelta(40 + n), investigated_on=investigated, decided_on=on,
            fine=[None, 0, 20000, 19999.5, 250000, 1000000][n % 6],
        )


def test_each_number_is_the_one_counted_row_by_row_and_opens_to_its_rows(decided: None) -> None:
    found = statistics.of(2026)
    rows = list(Case.standing.filter(decided_on__year=2026, outcome="处罚"))
    assert found["decided"] == len(rows) == 10
    assert found["fines"] == sum(row.fine or 0 for row in rows)
    tables = {table["name"]: {row["name"]: row for row in table["rows"]} for table in found["tables"]}
    assert {name: row["value"] for name, row in tables["按违法行为"].items()} == {
        name: count for name, count in Counter("没有填写违法行为代码" if not row.violation else next(
            shown["violation"] for shown, _ in statistics.shown([{**vars(row), "applied": ""}])) for row in rows).items()
    }
    bands = Counter(
        "不罚款" if not row.fine else "不足2万元" if row.fine < 20000 else "2万至10万元" if row.fine < 100000 else "10万至20万元" if row.fine < 200000
        else "20万至100万元" if row.fine < 1000000 else "100万元以上" for row in rows
    )
    assert {name: row["value"] for name, row in tables["按罚款数额"].items() if row["value"]} == bands
    spans = [(row.investigated_on - row.filed_on).days for row in rows if row.investigated_on]
    stage = tables["各阶段用时（中位数）"]["立案到调查终结"]
    assert (stage["value"], stage["spread"]) == (median(spans), (len(spans), max(spans)))
    for table in tables.values():
        for row in table.values():
            if row["href"]:
                assert len(opened(row["href"])) == (row["spread"][0] if row["spread"] else row["value"]), row["name"]


def opened(href: str) -> list[Any]:
    asked = {name: value for name, (value,) in parse_qs(urlsplit(href).query).items()}
    found = statistics.rows_of(int(asked["year"]), asked["by"], asked["value"])
    assert found
    return statistics.shown(found.rows)


def test_the_statute_is_the_one_applied_or_the_one_in_force_on_the_day(decided: None) -> None:
    table = next(one for one in statistics.of(2026)["tables"] if one["name"] == "按适用的法律")
    by_statute = {row["name"]: {shown["number"] for shown, _ in opened(row["href"])} for row in table["rows"]}
    matter = Matter.objects.exclude(statute="").get()
    assert matter.facts["law_cited"].startswith(f"《{matter.statute}》")
    assert matter.case.number in by_statute[matter.statute]
    coded = Case.standing.filter(decided_on__year=2026, violation=VOC).exclude(pk=matter.case.pk)
    new = set(coded.filter(decided_on__gte=date(2026, 8, 15)).values_list("number", flat=True))
    assert new
    assert new <= by_statute["生态环境法典"]
    assert not new & by_statute.get("大气污染防治法", set())
    assert list(lists.matters(on=date(2026, 9, 1), statute=matter.statute, ended=None)) == [matter]


def test_the_column_says_what_the_acts_say_and_is_filled_for_matters_that_were_there_before(decided: None) -> None:
    matter = Matter.objects.exclude(statute="").get()
    Matter.objects.update(statute="")
    assert any("适用的法律" in fault.reason for fault in matter_faults())
    import_module("fadu.apps.cases.migrations.0006_statute_of_a_matter").say(apps, None)
    assert Matter.objects.get(pk=matter.pk).statute == matter.statute
    assert list(matter_faults()) == []
