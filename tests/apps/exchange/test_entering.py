"""Rows entered by form: planned, refused, sealed and corrected as rows of a workbook are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from fadu.apps.exchange.actions import import_workbook
from fadu.apps.exchange.homes import HOMES
from fadu.apps.record.models import Entry, Finding
from fadu.apps.registers.models import Fact
from tests.pages.conftest import AT, NUMBERS

pytestmark = pytest.mark.django_db

NEW = "/exchange/rows/负责人履职/new/"
DUTY = {"number": "FZ-T1", "person": "431127015", "done_on": "2024-06-03", "duty": "学法", "content": "生态环境法典", "hours": "2"}


def entered(client: Client, **other: str) -> Any:
    return client.post(NEW, {**DUTY, **other})


def stands(number: str = "FZ-T1") -> Fact | None:
    return Fact.objects.filter(register="负责人履职", number=number).first()


def row_of(number: str = "FZ-T1") -> Fact:
    row = stands(number)
    assert row is not None
    return row


def address(row: Fact, more: str = "") -> str:
    return f"/exchange/rows/负责人履职/{row.uid}/{more}"


def seen(row: Fact) -> int:
    return Entry.objects.filter(subject=str(row.uid)).order_by("-index").values_list("index", flat=True)[0]


def test_a_row_goes_in_and_is_sealed_as_recorded_at_the_page(as_role: Any) -> None:
    answer = entered(as_role("clerk"))
    row = row_of()
    assert answer.headers["Location"].endswith(f"/{row.uid}/")
    act = Entry.objects.get(subject=str(row.uid))
    assert (act.event, act.mode, act.source, act.actor, act.before) == ("RowRecorded", "recorded", "网页登记", NUMBERS["clerk"], None)
    assert json.loads(act.after or "")["hours"] == "2"
    page = as_role("clerk").get(answer.headers["Location"]).content.decode()
    assert "网页登记" in page
    assert "更正" in page


def test_every_sheet_has_a_form_with_all_its_columns(as_role: Any) -> None:
    clerk = as_role("clerk")
    for name, table in HOMES.items():
        text = clerk.get(f"/exchange/rows/{name}/new/").content.decode()
        for column in table.sheet.columns:
            assert f'name="{column.field}"' in text, (name, column.header)


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("done_on", "2034-06-03", "是将来的日期"),
    ("done_on", "2024-02-30", "日历上没有"),
    ("done_on", "", "请填写"),
    ("hours", "-1", "小于 0"),
    ("person", "无此人", "找不到"),
    ("duty", "旅游", "不在可选项中"),
])
def test_bad_input_is_refused_at_its_field_and_what_was_typed_is_kept(as_role: Any, field: str, typed: str, said: str) -> None:
    text = entered(as_role("clerk"), **{field: typed}).content.decode()
    assert said in text
    assert "生态环境法典" in text
    assert f'id="id_{field}_error"' in text
    assert stands() is None


def test_a_key_that_stands_is_refused(as_role: Any) -> None:
    entered(as_role("clerk"))
    assert "已经登记过" in entered(as_role("clerk"), content="另一件").content.decode()
    assert row_of().values["content"] == "生态环境法典"


def test_a_person_may_be_named_by_name(as_role: Any) -> None:
    people = HOMES["人员"]
    name = next(row.snapshot["name"] for row in people.read(people.rows()) if row.snapshot["number"] == "431127015")
    entered(as_role("clerk"), person=name)
    assert row_of().person is not None
    assert row_of().person.number == "431127015"  # type: ignore[union-attr]


def test_findings_are_shown_first_and_stand_on_the_row_once_accepted(as_role: Any) -> None:
    clerk, url = as_role("clerk"), "/exchange/rows/信访/new/"
    late = {"number": "XF-T1", "channel": "电话", "received_on": "2024-01-05", "closed_on": "2024-06-05", "is_repeat": "否", "is_skipping": "否"}
    names = {column.header: column.field for column in HOMES["信访"].sheet.columns}
    late = {**late, names["重复信访(是/否)"]: "否", names["越级信访(是/否)"]: "否"}
    text = clerk.post(url, late).content.decode()
    assert "确认登记" in text
    assert not HOMES["信访"].rows().filter(number="XF-T1").exists()
    clerk.post(url, {**late, "accept": "1"})
    row = HOMES["信访"].rows().get(number="XF-T1")
    assert Finding.objects.filter(subject=str(row.uid), grade="finding").exists()


def test_a_correction_seals_before_and_after_and_an_emptied_field_is_cleared(as_role: Any) -> None:
    clerk = as_role("clerk")
    entered(clerk)
    row = row_of()
    clerk.post(address(row), {**DUTY, "content": "行政处罚法", "hours": "", "seen": str(seen(row)), "reason": "录错了"})
    act = Entry.objects.filter(subject=str(row.uid)).latest("index")
    assert (act.event, act.source) == ("RowChanged", "网页登记：更正，录错了")
    assert (json.loads(act.before or "")["content"], json.loads(act.after or "")["content"]) == ("生态环境法典", "行政处罚法")
    assert "hours" not in row_of().values


def test_one_cell_is_corrected_alone_and_the_act_says_so(as_role: Any) -> None:
    clerk = as_role("clerk")
    entered(clerk)
    row = row_of()
    page = clerk.get(f"/ledger/负责人履职/{row.uid}/").content.decode()
    assert f"/{row.uid}/?only=content" in page.replace("%2F", "/") and "only=number" not in page
    form = clerk.get(address(row, "?only=content")).content.decode()
    assert 'name="content"' in form and 'name="hours"' not in form
    sent = {"content": "行政处罚法", "seen": str(seen(row)), "reason": "录错了"}
    assert "请填写" in clerk.post(address(row, "?only=person"), {**sent, "person": ""}).content.decode()
    clerk.post(address(row, "?only=content"), sent)
    act = Entry.objects.filter(subject=str(row.uid)).latest("index")
    before, after = json.loads(act.before or ""), json.loads(act.after or "")
    assert {name for name in after if before[name] != after[name]} == {"content"}
    assert 'name="hours"' in clerk.get(address(row_of(), "?only=number")).content.decode()  # the key: the whole row is shown


def test_of_two_people_at_once_neither_loses_what_was_entered(as_role: Any) -> None:
    clerk, officer = as_role("clerk"), as_role("officer")
    entered(clerk)
    row = row_of()
    both = str(seen(row))
    clerk.post(address(row), {**DUTY, "content": "先改的", "seen": both})
    text = officer.post(address(row), {**DUTY, "hours": "3", "seen": both}).content.decode()
    assert "又有人改过" in text
    assert "先改的" in text  # the field that the officer did not touch
    assert 'value="3"' in text  # the one that he did
    assert row_of().values == {"content": "先改的", "hours": 2}
    officer.post(address(row), {**DUTY, "content": "先改的", "hours": "3", "seen": str(seen(row))})
    assert row_of().values == {"content": "先改的", "hours": 3}


def test_a_row_is_withdrawn_with_a_reason_and_can_be_put_back(as_role: Any) -> None:
    clerk = as_role("clerk")
    entered(clerk)
    row = row_of()
    assert "请写明理由" in clerk.post(address(row, "withdraw/"), {"seen": seen(row), "reason": " "}).content.decode()
    clerk.post(address(row, "withdraw/"), {"seen": seen(row), "reason": "重复登记"})
    assert row_of().withdrawn
    assert Entry.objects.filter(subject=str(row.uid)).latest("index").source == "网页登记：作废，重复登记"
    clerk.post(address(row, "withdraw/"), {"seen": seen(row), "reason": "没有重复"})
    assert not row_of().withdrawn


def test_a_stale_withdrawal_changes_nothing(as_role: Any) -> None:
    clerk = as_role("clerk")
    entered(clerk)
    row = row_of()
    assert "又有人改过" in clerk.post(address(row, "withdraw/"), {"seen": seen(row) - 1, "reason": "重复"}).content.decode()
    assert not row_of().withdrawn


def test_who_may_only_read_gets_no_form_and_no_button(as_role: Any) -> None:
    chief = as_role("chief")
    assert chief.get(NEW).status_code == 403
    assert chief.post(NEW, DUTY).status_code == 403
    assert "登记一行" not in chief.get("/ledger/负责人履职/").content.decode()


def test_the_server_finds_people_for_a_reference(as_role: Any) -> None:
    text = as_role("clerk").get("/exchange/rows/负责人履职/find/person/", {"person": "431127015"}).content.decode()
    assert '<option value="431127015">' in text
    several = as_role("clerk").get("/exchange/rows/检查/find/officers/", {"officers": "431127001、431127002"}).content.decode()
    assert '<option value="431127001、431127002">' in several


def test_the_next_number_is_offered(as_role: Any) -> None:
    entered(as_role("clerk"))
    assert 'value="FZ-T2"' in as_role("clerk").get(NEW).content.decode()


def test_a_row_that_is_gone_or_was_never_there_is_not_found(as_role: Any) -> None:
    for uid in ("none", "00000000-0000-0000-0000-000000000000"):
        assert as_role("clerk").get(f"/exchange/rows/负责人履职/{uid}/").status_code == 404
    assert as_role("clerk").get("/exchange/rows/无此表/new/").status_code == 404




def test_somebody_who_had_left_is_a_finding_to_accept(as_role: Any) -> None:
    HOMES["人员"].rows().filter(number="431127015").update(left_on="2024-05-31")
    text = entered(as_role("clerk")).content.decode()
    assert "已于 2024-05-31 离职" in text
    assert "确认登记" in text


def test_a_blank_sheet_is_handed_out_that_the_import_takes(as_role: Any, tmp_path: Path) -> None:
    answer = as_role("clerk").get("/exchange/rows/旁听庭审/blank/")
    (tmp_path / "blank.xlsx").write_bytes(b"".join(answer.streaming_content))
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    assert [cell.value for cell in book["旁听庭审"][1]] == ["编号", "日期", "法院", "案件", "旁听人次", "作废", "备注"]
    book["旁听庭审"].append(["P1", "2024-06-03", "县法院", None, 3])
    book.save(tmp_path / "blank.xlsx")
    assert import_workbook(tmp_path / "blank.xlsx", actor="测试", at=AT).plan.count("new") == 1
