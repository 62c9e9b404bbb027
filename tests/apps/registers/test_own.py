"""A register that a bureau declares on a page: no code, and all that follows."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from fadu.apps.exchange.actions import export_workbook
from fadu.apps.record.models import Entry
from fadu.apps.registers.models import Fact, OwnRegister
from fadu.apps.registers.queries import reminders
from fadu.apps.registers.verifying import register_faults
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Period, Scope
from tests.apps.registers.test_declared import AT, YEAR, take

pytestmark = pytest.mark.django_db

PAGE = {
    "name": "企业约谈", "heading": "执法检查", "keeper": "执法大队", "unit": "次", "every": "每月", "evidence": "约谈笔录",
    "column-TOTAL_FORMS": "4", "column-INITIAL_FORMS": "0",
    "column-0-header": "企业", "column-0-kind": "文字", "column-0-required": "on",
    "column-1-header": "人数", "column-1-kind": "整数",
    "column-2-header": "结果", "column-2-kind": "选项", "column-2-choices": "整改、立案",
    "column-3-header": "", "column-3-kind": "文字",
}

KNOWN = {"旁听庭审": [("编号", "日期", "法院")]}  # a workbook without any known register is another file, and refused


def declare(client: Client, **other: str) -> Any:
    return client.post("/registers/own/new/", {**PAGE, **other})


def test_it_is_sealed_and_has_form_list_page_and_figures_at_once(as_role: Any) -> None:
    clerk = as_role("clerk")
    assert declare(clerk).status_code == 302
    act = Entry.objects.get(event="RegisterDeclared")
    assert json.loads(act.after or "")["declaration"]["name"] == "企业约谈"
    answer = clerk.post("/exchange/rows/企业约谈/new/", {"number": "Y1", "day_of_fact": "2024-05-06", "c1": "示例公司", "c2": "3", "c3": "整改"})
    assert answer.status_code == 302
    row = Fact.objects.get(register="企业约谈")
    assert (row.kind, row.values) == ("整改", {"c1": "示例公司", "c2": 3})
    assert queries.values([YEAR], ["register.own1.count", "register.own1.c2"]) == [{"register.own1.count": 1, "register.own1.c2": 3}]
    assert "register.own1.count" in FIGURES
    assert "企业约谈" in clerk.get("/reports/figures/?year=2024&part=year&system=执法检查").content.decode()
    assert "示例公司" in clerk.get("/reports/figures/register.own1.count/?year=2024").content.decode()
    assert "示例公司" in clerk.get("/ledger/企业约谈/").content.decode()
    assert "企业约谈" in clerk.get("/registers/").content.decode()
    assert clerk.get("/registers/企业约谈/").status_code == 200


def test_its_sheet_comes_in_and_goes_out_with_the_workbook(as_role: Any, tmp_path: Path) -> None:
    sheet = {**KNOWN, "企业约谈": [("编号", "日期", "企业", "人数", "结果"), ("Y1", "2024-05-06", "示例公司", 3, "整改")]}
    assert "整张表作为附注保留" in take(sheet, dry_run=True).plan.report()["notes"][0]["reason"]
    declare(as_role("clerk"))
    assert take(sheet).plan.report()["sheets"]["企业约谈"]["new"] == 1
    with export_workbook(actor="测试", at=AT) as stream:
        (tmp_path / "out.xlsx").write_bytes(stream.read())
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "out.xlsx")["企业约谈"][2]][2:5] == ["示例公司", 3, "整改"]


def test_a_sheet_kept_as_a_note_before_still_goes_out_beside_it(as_role: Any, tmp_path: Path) -> None:
    sheet = {**KNOWN, "企业约谈": [("编号", "日期", "企业"), ("Y1", "2024-05-06", "示例公司")]}
    take(sheet)
    declare(as_role("clerk"))
    take(sheet)
    with export_workbook(actor="测试", at=AT) as stream:
        (tmp_path / "out.xlsx").write_bytes(stream.read())
    names = [name for name in openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames if name.startswith("企业约谈")]
    assert len(names) == 2


@pytest.mark.parametrize(("other", "said"), [
    ({"name": "案件"}, "已经有名为"), ({"name": "旁听庭审"}, "已经有名为"), ({"name": ""}, "请填写"), ({"name": "a:b"}, "不能用作表名"),
    ({"column-0-header": "编号"}, "出现两次"), ({"column-2-choices": "整改"}, "两个以上"),
    ({f"column-{n}-header": "" for n in range(3)}, "一个栏目也没有"),
])
def test_what_cannot_work_is_refused_and_what_was_typed_is_kept(as_role: Any, other: dict[str, str], said: str) -> None:
    text = declare(as_role("clerk"), **other).content.decode()
    assert said in text
    assert "约谈笔录" in text
    assert not OwnRegister.objects.exists()


def test_two_registers_with_one_name_are_refused(as_role: Any) -> None:
    declare(as_role("clerk"))
    assert "已经有名为" in declare(as_role("clerk")).content.decode()


def test_only_those_who_keep_the_ledger_declare(as_role: Any) -> None:
    for role in ("officer", "chief", "system_admin"):
        assert declare(as_role(role)).status_code == 403


def test_a_declaration_altered_behind_the_ledgers_back_is_found(as_role: Any) -> None:
    declare(as_role("clerk"))
    assert list(register_faults()) == []
    own = OwnRegister.objects.get()
    own.declaration["columns"][1]["header"] = "次数"
    own.save()
    assert ["不符" in fault.reason for fault in register_faults()] == [True]
    own.delete()
    assert ["不见了" in fault.reason for fault in register_faults()] == [True]


def alter(client: Client, **other: str) -> Any:
    page = {
        "keeper": "执法大队", "every": "每月", "evidence": "约谈笔录", "reason": "市局要求", "column-TOTAL_FORMS": "1", "column-INITIAL_FORMS": "0",
        "column-0-header": "罚款", "column-0-kind": "金额（元）", **other,
    }
    return client.post("/registers/own/企业约谈/", page)


def test_a_column_is_added_as_an_act_and_old_rows_keep_their_meaning(as_role: Any) -> None:
    clerk = as_role("clerk")
    declare(clerk)
    first = {"number": "Y1", "day_of_fact": "2024-05-06", "c1": "示例公司", "c2": "3", "c3": "整改"}
    clerk.post("/exchange/rows/企业约谈/new/", first)
    before = Fact.objects.get(register="企业约谈").values
    assert alter(clerk).status_code == 302
    assert json.loads(Entry.objects.get(event="RegisterAltered").after or "")["reason"] == "市局要求"
    today = timezone.localdate()
    answer = clerk.post("/exchange/rows/企业约谈/new/", {**first, "number": "Y2", "day_of_fact": today.isoformat(), "c4": "500"})
    assert answer.status_code == 302
    assert Fact.objects.get(register="企业约谈", number="Y1").values == before
    this_year = Scope.of(Period.year(today.year))
    assert [said["register.own1.c4"] for said in queries.values([YEAR, this_year], ["register.own1.c4"])] == [None, 500]
    assert queries.values([YEAR], ["register.own1.c2"]) == [{"register.own1.c2": 3}]
    assert list(register_faults()) == []
    assert "罚款" in clerk.get("/registers/own/企业约谈/").content.decode()


@pytest.mark.parametrize(("other", "said"), [
    ({"column-0-required": "on"}, "不能必填"), ({"column-0-header": "企业"}, "出现两次"), ({"column-0-header": ""}, "什么也没有变更"),
    ({"reason": ""}, "请填写"), ({"column-0-kind": "选项"}, "两个以上"),
])
def test_what_would_take_the_meaning_from_old_rows_is_refused(as_role: Any, other: dict[str, str], said: str) -> None:
    clerk = as_role("clerk")
    declare(clerk)
    answer = alter(clerk, **other)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Entry.objects.filter(event="RegisterAltered").exists()


def test_a_closed_register_keeps_rows_and_figures_and_takes_only_what_was_before(as_role: Any) -> None:
    clerk = as_role("clerk")
    declare(clerk)
    row = {"c1": "示例公司", "c2": "3", "c3": "整改"}
    clerk.post("/exchange/rows/企业约谈/new/", {**row, "number": "Y1", "day_of_fact": "2024-05-06"})
    assert "请填写" in clerk.post("/registers/own/企业约谈/close/", {"ending": ""}).content.decode()
    assert clerk.post("/registers/own/企业约谈/close/", {"ending": "并入约谈系统"}).status_code == 302
    after = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = clerk.post("/exchange/rows/企业约谈/new/", {**row, "number": "Y2", "day_of_fact": after, "accept": "1"})
    assert "停用" in answer.content.decode()
    assert clerk.post("/exchange/rows/企业约谈/new/", {**row, "number": "Y3", "day_of_fact": "2024-06-06"}).status_code == 302
    assert queries.values([YEAR], ["register.own1.count"]) == [{"register.own1.count": 2}]
    assert "已停用" in clerk.get("/registers/").content.decode()
    assert "停用的登记簿不再变更" in alter(clerk).content.decode()
    assert "企业约谈每月登记" not in [one.rhythm.name for one in reminders(timezone.localdate())]
    assert list(register_faults()) == []
