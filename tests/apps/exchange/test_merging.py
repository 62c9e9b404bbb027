"""An object that was registered twice becomes one, row by row, each a sealed act."""

from __future__ import annotations

from typing import Any

import pytest

from fadu.apps.exchange import queries
from fadu.apps.exchange.actions.entering import enter_row
from fadu.apps.exchange.actions.merging import merge_facilities
from fadu.apps.exchange.homes import HOMES
from fadu.apps.facilities.models import Facility
from fadu.apps.inspections.models import Inspection
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import whole
from fadu.core.refusal import Refusal
from tests.pages.conftest import AT

pytestmark = pytest.mark.django_db


def double_of(one: Facility) -> str:
    typed = {"number": "DX-重复", "name": f"{one.name.replace('（', '(')} ", "category": one.category, "in_pool": "是", "registered_on": "2024-01-01"}
    done = enter_row(HOMES["监管对象"], typed, actor="431127017", at=AT, accept=True)
    assert done.uid, done.problems
    return done.uid


def visited() -> Facility:
    return Facility.objects.filter(pk__in=Inspection.objects.values("facility")).order_by("pk")[0]


def test_two_of_one_name_are_found_and_merged_with_all_that_names_them(bureau: Any) -> None:
    old = visited()
    visits = set(Inspection.objects.filter(facility=old).values_list("number", flat=True))
    assert queries.doubles() == []
    kept = double_of(old)
    [[first, second]] = queries.doubles()
    assert (first.number, second.number, second.rows) == (old.number, "DX-重复", 0)
    before = Entry.objects.count()
    count = merge_facilities(kept, str(old.uid), reason="核对营业执照", actor="431127017", at=AT)
    assert count >= len(visits) and Entry.objects.count() == before + count + 1
    assert set(Inspection.objects.filter(facility__number="DX-重复").values_list("number", flat=True)) == visits
    old.refresh_from_db()
    assert old.withdrawn and queries.doubles() == []
    act = Entry.objects.order_by("-index")[0]
    assert "核对营业执照" in act.source and "DX-重复" in act.source
    assert not whole(HOMES.values()).faults


def test_what_can_not_be_merged_is_refused_and_nothing_moves(bureau: Any) -> None:
    old = visited()
    kept = double_of(old)
    before = Entry.objects.count()
    for pair, reason, word in (((kept, kept), "同", "同一个"), ((kept, str(old.uid)), " ", "理由")):
        with pytest.raises(Refusal, match=word):
            merge_facilities(*pair, reason=reason, actor="431127017", at=AT)
    assert Entry.objects.count() == before


def test_the_page_shows_them_side_by_side_and_merges(as_role: Any) -> None:
    clerk = as_role("clerk")
    assert "没有重复的对象" in clerk.get("/exchange/doubles/").content.decode()
    old = visited()
    kept = double_of(old)
    assert "DX-重复" in clerk.get("/exchange/doubles/").content.decode()
    done = clerk.post("/exchange/doubles/merge/", {"kept": str(old.uid), "double": kept, "reason": "核对营业执照"}, follow=True)
    assert "已合并" in done.content.decode()
    assert "没有选择" in clerk.post("/exchange/doubles/merge/", {"kept": "x"}, follow=True).content.decode()
    assert as_role("chief").get("/exchange/doubles/").status_code == 403
