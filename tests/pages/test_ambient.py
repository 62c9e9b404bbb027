"""Pages of environmental quality: what documents state, daily values in and out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fadu.apps.ambient.models import AirDay, AirIntake, QualityStatement
from fadu.apps.record.models import Entry
from tests.apps.ambient.dailies import CLEAN, file, year

pytestmark = pytest.mark.django_db


def upload(content: bytes, name: str = "日值.csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content, "text/csv")}


def test_a_year_shows_values_with_their_change_ranks_and_source(as_role: Any) -> None:
    text = as_role("chief").get("/ambient/?year=2024&indicator=PM2.5").content.decode()
    expected = ("2.619", "同比改善0.8%", "95.4", "下降2.4个百分点", "同比上升3.24%", "市局环境质量通报", "PM2.5各年", "2022年（据次年通报）")
    assert [words for words in expected if words not in text] == []
    row = QualityStatement.objects.get(indicator="PM2.5", period_to=date(2024, 12, 31))
    assert str(row.uid) in text


def test_months_are_drawn_with_their_table(as_role: Any) -> None:
    for month in (1, 2, 3):
        QualityStatement.objects.create(
            number=f"M{month}", indicator="PM10", period_from=date(2024, month, 1), period_to=date(2024, month, 29 if month == 2 else 31),
            value=Decimal(50 - month), year_before=Decimal(60 - month), unit="μg/m³", source="月报",
        )
    text = as_role("clerk").get("/ambient/?year=2024&indicator=PM10").content.decode()
    assert "PM10各月，与上年对比" in text and text.count("<svg") > 4 and "1月 49" in text


def test_a_year_without_statements_and_an_empty_ledger_say_what_to_do(as_role: Any) -> None:
    assert as_role("clerk").get("/ambient/?year=1990").status_code == 200
    QualityStatement.objects.all().delete()
    assert "还没有环境质量的数据" in as_role("clerk").get("/ambient/").content.decode()


def test_daily_values_go_in_are_drawn_and_come_out_again(as_role: Any) -> None:
    clerk = as_role("clerk")
    answer = clerk.post("/ambient/days/new/", upload(year(2024, dirty=10)), follow=True)
    text = answer.content.decode()
    assert "已入库：366 天" in text and "97.3" in text and "轻度 10天" in text and "2024-01-01：AQI 107，轻度污染，首要污染物 PM2.5" in text
    assert text.count('class="q1"') == 357 and text.count('class="q3"') == 11  # days and the key
    intake = AirIntake.objects.get()
    answer = clerk.post(f"/ambient/days/{intake.batch}/undo/", follow=True)
    assert "已撤回：移出 366 天" in answer.content.decode() and not AirDay.objects.exists()
    assert list(Entry.objects.order_by("-index").values_list("event", flat=True)[:2]) == ["AirDaysTakenBack", "AirDaysRecorded"]
    assert "已经撤回" in clerk.post(f"/ambient/days/{intake.batch}/undo/", follow=True).content.decode()


def test_wrong_lines_are_listed_and_nothing_is_taken_in(as_role: Any) -> None:
    answer = as_role("clerk").post("/ambient/days/new/", upload(file(f"甲,2024-03-05,{CLEAN}", f"甲,2024-02-30,{CLEAN}")))
    text = answer.content.decode()
    assert answer.status_code == 400 and "要改的行（1）" in text and "日历上没有" in text and not AirDay.objects.exists()
    answer = as_role("clerk").post("/ambient/days/new/", upload(b"a,b\n1,2\n"))
    assert answer.status_code == 400 and "不认识的列" in answer.content.decode()
    assert "没有选择文件" in as_role("clerk").post("/ambient/days/new/", {}, follow=True).content.decode()


def test_a_day_without_an_index_is_listed_with_its_reason(as_role: Any) -> None:
    less = CLEAN.rsplit(",", 1)[0]
    as_role("clerk").post("/ambient/days/new/", upload(file(f"甲,2024-03-05,{less},", f"乙,2023-03-05,{CLEAN}")))
    text = as_role("chief").get("/ambient/days/?place=甲").content.decode()
    assert "缺 O3" in text and "日值入库" not in text
    assert as_role("chief").get("/ambient/days/?place=乙&year=2023").status_code == 200
    assert as_role("chief").get("/ambient/days/?place=丙&year=x").status_code == 200


def test_who_may_not_import_is_refused(as_role: Any) -> None:
    for role in ("chief", "officer", "learner"):
        assert as_role(role).post("/ambient/days/new/", upload(year(2024))).status_code == 403
    assert as_role("learner").get("/ambient/").status_code == 403


def test_a_month_says_its_rank_and_a_tile_its_period(as_role: Any) -> None:
    QualityStatement.objects.create(
        number="M5", indicator="综合指数", period_from=date(2025, 5, 1), period_to=date(2025, 5, 31), value=Decimal("2.31"),
        year_before=Decimal("2.4"), city_rank=7, source="月报",
    )
    text = as_role("chief").get("/ambient/?year=2025&indicator=综合指数").content.decode()
    assert '<th scope="row">5月</th><td class="num">2.31</td><td class="num">2.4</td><td class="num">7</td>' in text
    assert "2025年5月，同比改善" in text
