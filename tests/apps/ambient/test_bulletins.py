"""Tables of bulletins become rows of 环境质量: sealed, in one batch, taken back; what is wrong is said by its line."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from fadu.apps.ambient.actions.bulletins import take_bulletins
from fadu.apps.ambient.actions.days import BadDays
from fadu.apps.ambient.models import QualityStatement
from fadu.apps.ambient.tables import TABLES
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import whole
from fadu.apps.reports.queries import values
from fadu.core.figures import Period, Scope
from fadu.core.indices import bulletins
from fadu.core.refusal import Refusal, Unreadable
from fadu.events.quality import BulletinTaken
from fadu.site.commands import undo
from tests.pages.conftest import as_role, bureau

__all__ = ["as_role", "bureau"]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TABLE = (
    "月份,空气质量综合指数,综合指数排名,优良率（%）,PM2.5浓度,PM2.5上年同期,O3-8h-90per\n"
    "2025年1月,3.12,5,96.8%,31,33.5,78\n"
    "2025-01/2025-02,2.98,第4位,98.3,28,30,—\n"
)


def take(text: str = TABLE, *, name: str = "通报.csv", source: str = "市局通报") -> BulletinTaken:
    return take_bulletins(text.encode(), file_name=name, source=source, actor="431127017", at=AT)


@pytest.mark.django_db
def test_a_table_gives_rows_with_units_ranks_and_source_and_the_figure_moves(capsys: pytest.CaptureFixture[str]) -> None:
    scope = Scope.of(Period(date(2025, 1, 1), date(2025, 1, 31)))
    assert values([scope], ["quality.air.pm25"])[0]["quality.air.pm25"] is None
    done = take()
    assert (done.rows, done.first, done.last) == (7, "2025-01-01", "2025-02-28")
    row = QualityStatement.standing.get(indicator="PM2.5", period_to=date(2025, 1, 31))
    assert (row.value, row.year_before, row.unit, row.source) == (Decimal(31), Decimal("33.5"), "μg/m³", "市局通报")
    assert QualityStatement.standing.get(indicator="综合指数", period_to=date(2025, 2, 28)).city_rank == 4
    assert values([scope], ["quality.air.pm25"])[0]["quality.air.pm25"] == 31
    assert Entry.objects.filter(batch=done.subject, event="RowRecorded").count() == 7
    assert whole(TABLES).faults == []
    with pytest.raises(Refusal, match="已经导入过"):
        take()
    with pytest.raises(Refusal, match=r"第 2 行：PM2.5 2025-01-01 至 2025-01-31 已经登记"):
        take("月份,PM2.5\n2025-01,30\n")
    assert undo.run(Namespace(act=done.subject, actor="431127017")) == 0
    assert "移出 7 项通报数值" in capsys.readouterr().out
    assert not QualityStatement.standing.exists()
    assert whole(TABLES).faults == []
    assert take().rows == 7


@pytest.mark.django_db
def test_a_workbook_reads_like_a_csv_file() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["月份", "PM10", "来源文件"])
        sheet.write_row(1, 0, ["2025-03", 45, "三月月报"])
    take_bulletins(stream.getvalue(), file_name="通报.xlsx", source="", actor="431127017", at=AT)
    assert QualityStatement.standing.get().source == "三月月报"


@pytest.mark.parametrize(("line", "said"), [
    ("2026-12,30,1", "2026-12-31 才结束"), ("2025-13,30,1", "看不懂"), ("2025-02,-3,1", "PM2.5"), ("2025-02,30,0", "不是名次"),
    ("2025-02,30,1.5", "不是名次"), ("2025-02,,", "一项数值也没有"), ("2025-02,#####,1", "列宽不够"), ("2025-02,30", "列名有 3 格"),
    ("2025-02,99999,1", "大于 9999"), ("2025-01,29,2", "与第 2 行重复"),
])
def test_a_wrong_line_is_named_with_what_is_wrong(line: str, said: str) -> None:
    found, problems = bulletins.read(f"月份,PM2.5,PM2.5全市排名\n2025-01,30,2\n{line}\n".encode(), "通报.csv", AT.date())
    assert [(problem.line, said in problem.reason) for problem in problems] == [(3, True)]
    assert len(found) == 1


@pytest.mark.parametrize(("text", "said"), [
    ("", "是空的"), ("月份,PM2.5\n", "只有列名"), ("月份,来源文件\n2025-01,甲\n", "一项指标也没有"), ("PM2.5,PM10\n1,2\n", "缺少“月份”"),
    ("月份,PM2.5,噪声\n2025-01,1,2\n", "不认识的列“噪声”"), ("月份,PM2.5,PM25\n2025-01,1,2\n", "两列都是"),
])
def test_what_is_no_table_of_bulletins_is_unreadable(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        bulletins.read(text.encode(), "通报.csv", AT.date())


@pytest.mark.django_db
def test_one_wrong_line_takes_nothing_in_and_a_source_must_be_named() -> None:
    with pytest.raises(BadDays):
        take(TABLE + "2026-12,1,1,1,1,1,1\n")
    with pytest.raises(Refusal, match="没有来源文件"):
        take(source=" ")
    assert not Entry.objects.filter(event="BulletinTaken").exists()


@pytest.mark.django_db
def test_the_page_says_each_wrong_line_and_takes_back(as_role: Any) -> None:
    clerk = as_role("clerk")
    bad = {"file": SimpleUploadedFile("通报.csv", "月份,PM2.5\n2025-01,很好\n".encode()), "source": "市局通报"}
    answer = clerk.post("/ambient/bulletins/", bad)
    assert answer.status_code == 422
    assert "要改的行（1）" in answer.content.decode() and "市局通报" in answer.content.decode()
    good = {"file": SimpleUploadedFile("通报.csv", TABLE.encode()), "source": "市局通报"}
    assert "已导入 7 项" in clerk.post("/ambient/bulletins/", good, follow=True).content.decode()
    batch = Entry.objects.get(event="BulletinTaken").subject
    assert "移出 7 项" in clerk.post(f"/ambient/bulletins/{batch}/undo/", follow=True).content.decode()
    assert as_role("chief").get("/ambient/bulletins/").status_code == 403
