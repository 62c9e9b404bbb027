"""Records for upper platforms: validated field by field, completed, sent with a ledger, corrected when a decision falls, held against a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fadu.apps.cases.actions.keeping import bureau as bureau_now
from fadu.apps.cases.models import Matter
from fadu.apps.cases.rechecking import paper_faults
from fadu.apps.cases.sending import queries
from fadu.apps.cases.sending.actions.comparing import hold_against
from fadu.apps.cases.sending.actions.completing import complete
from fadu.apps.cases.sending.actions.sending import send
from fadu.apps.officers.models import Account
from fadu.core import sending
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal, Unreadable
from tests.apps.cases.lives import CHIEF, COMPUTED, EXAMINER, LEAD, Life, begin, faults, figures

pytestmark = pytest.mark.django_db
ON, AT = date(2026, 11, 2), datetime(2026, 11, 2, 18, tzinfo=UTC)
CODE = "91350100M000100Y43"  # a valid code: the example of GB 32100
WHOLE = {"CF_CFJGDM": CODE, "CF_SJLYDM": CODE}
OWN = {"CF_FRDB": "王喆昇", "CF_SY": "储罐未密闭，VOCs 无组织排放。", "CF_GSJZQ": "2027-10-18"}


@pytest.fixture
def served(bureau: None) -> Life:
    life = begin(credit_code=CODE).filed().investigated().examined().noticed().unopposed().reviewed()
    return life.discussed().step("T20", EXAMINER).decided().served().step("T30")


def standing(life: Life, target: str = "credit") -> queries.Standing:
    assert life.matter.case is not None
    return next(one for one in queries.of_year_standing(target, 2026, bureau_now(), ON) if one.uid == str(life.matter.case.uid))


def completed(life: Life) -> None:
    complete(target="credit", case="", values=WHOLE, actor=LEAD, at=AT)
    complete(target="credit", case=standing(life).uid, values=OWN, actor=LEAD, at=AT)


def sent(life: Life, target: str = "credit", on: date = ON) -> int:
    return send(target=target, cases=[standing(life, target).uid], on=on, actor=LEAD, at=AT)


def appealed(life: Life) -> Life:
    """Reconsideration was asked for and taken up."""
    review = life.track("reconsideration", "当事人申请复议")
    review.step("V01", appeal_number="FY2026-1", forum="永州市人民政府", applied_on=review.day, review_received_on=review.day)
    life.after(review)
    return review


def ended(life: Life, review: Life, **result: object) -> None:
    """It ended with a result."""
    review.step("V03", wait=1, simplified=True).step("V04", CHIEF, wait=2).step("V06", wait=2, remark="决定书收到").step("V08", **result)
    life.after(review)


def test_what_a_case_gives_fills_the_table_and_each_lack_is_named_with_how_to_mend_it(served: Life) -> None:
    found = standing(served)
    values = found.values
    assert (values["CF_XDR_LB"], values["CF_NR_FK"], values["CF_CFLB"], values["CF_WSH"], values["CF_JDRQ"]) == (
        "法人及非法人组织", "2.9", "罚款", "永环蓝罚〔2026〕901号", "2026-10-18",
    )
    assert values["CF_NR"] == "罚款人民币29000元"
    assert {fault.code for fault in found.faults} == {"CF_FRDB", "CF_SY", "CF_GSJZQ", "CF_CFJGDM", "CF_SJLYDM"}
    assert all(fault.mend for fault in found.faults)
    assert {fault.code for fault in found.notes} == {"CF_FR_ZJLX", "CF_FR_ZJHM"}, "identity numbers are not kept here"
    assert found.kind == "新增" and found.due_on == date(2026, 10, 27), "seven working days from the decision"
    with pytest.raises(Refusal, match=r"5 处不合字段表：.+法定代表人没有填写"):
        sent(served)
    with pytest.raises(Refusal, match="不在这里补填"):
        complete(target="credit", case=found.uid, values={"CF_FR_ZJHM": "1"}, actor=LEAD, at=AT)
    completed(served)
    assert standing(served).ready
    with pytest.raises(Refusal, match="没有改动"):
        complete(target="credit", case=found.uid, values=OWN, actor=LEAD, at=AT)
    with pytest.raises(Refusal, match="权限"):
        complete(target="credit", case=found.uid, values={"BZ": "x"}, actor=CHIEF, at=AT)


def test_what_was_sent_when_is_sealed_and_a_decision_that_falls_is_due_as_a_correction(served: Life) -> None:
    completed(served)
    index = sent(served)
    act = queries.batch(index)
    assert act is not None and act.said["rows"][0]["kind"] == "新增"
    table = sending.mapping("credit", ON)
    assert attachment(sending.csv_text(table, [row["values"] for row in act.said["rows"]])) == act.said["file"]
    assert standing(served).kind == "" and standing(served).last == act
    with pytest.raises(Refusal, match="没有变化"):
        sent(served)
    review = appealed(served)
    assert standing(served).kind == ""
    ended(served, review, appeal_result="变更", changed_fine=Decimal(20000))
    changed = standing(served)
    assert changed.kind == "更正" and changed.due_on is not None and changed.due_on > served.day
    assert ("罚款金额（万元）", "2.9", "2") in changed.changed and any(name == "备注" for name, _, _ in changed.changed)
    again = queries.batch(sent(served))
    assert again is not None and again.said["rows"][0]["kind"] == "更正" and len(queries.batches("credit")) == 2
    assert act.said["rows"][0]["values"]["CF_NR_FK"] == "2.9", "what was sent before stays"
    assert faults() == [] and list(paper_faults()) == []


def test_a_decision_that_was_revoked_is_due_as_a_revocation(served: Life) -> None:
    completed(served)
    sent(served)
    ended(served, appealed(served), appeal_result="撤销")
    assert standing(served).kind == "撤销"
    row = queries.batch(sent(served))
    assert row is not None and row.said["rows"][0]["kind"] == "撤销"
    assert standing(served).kind == ""


def test_the_case_system_takes_all_decided_cases_and_the_register_counts_them(served: Life) -> None:
    before = figures("register.system_entry.count")["register.system_entry.count"] or 0
    assert standing(served, "national").faults == ()
    sent(served, "national")
    assert figures("register.system_entry.count")["register.system_entry.count"] == before + 1
    assert len(queries.of_year_standing("national", 2024, bureau_now(), ON)) >= len(queries.of_year_standing("credit", 2024, bureau_now(), ON)) > 10
    with pytest.raises(Refusal, match="没有已知的"):
        sending.mapping("credit", date(2018, 1, 1))


def test_a_list_of_the_platform_is_held_against_ours_field_by_field(served: Life) -> None:
    table = sending.mapping("national", ON)
    ours = standing(served, "national").values
    book = openpyxl.Workbook()
    page = book.active
    page.append([field.name for field in table.fields] + ["平台流水号"])
    shown = {**ours, "FK_JE": 29000.0, "JD_RQ": datetime(2026, 10, 18), "JDS_WH": "永环蓝罚[2026]901号", "DSR_MC": "示例企业０１１９有限公司"}
    page.append([shown[field.code] for field in table.fields] + ["P1"])
    page.append([{**shown, "JDS_WH": "永环蓝罚〔2026〕999号"}[field.code] for field in table.fields])
    page.append(["无文号"])
    stream = BytesIO()
    book.save(stream)
    theirs, found = hold_against(target="national", year=2026, content=stream.getvalue(), name="清单.xlsx", actor=LEAD, at=AT)
    assert theirs.unknown == ("平台流水号",) and found.keyless == (4,)
    assert found.same == 1 and found.differing == () and found.missing_here == ((3, "永环蓝罚〔2026〕999号"),) and found.missing_there == ()
    lines = "决定书文号,罚款金额（元）,当事人名称\n永环蓝罚〔2026〕901号,\"30,000\",示例企业0119\n永环蓝罚〔2026〕901号,1,x\n"
    _, found = hold_against(target="national", year=2026, content=lines.encode("gb18030"), name="a.csv", actor=LEAD, at=AT)
    assert {(field, ours_, there) for _, field, ours_, there in found.differing} == {
        ("罚款金额（元）", "29000", "30000"), ("当事人名称", "示例企业0119有限公司", "示例企业0119"),
    }
    assert found.doubled == (("永环蓝罚〔2026〕901号", (2, 3)),)
    _, found = hold_against(target="national", year=2026, content="决定书文号\n别的\n".encode(), name="b.csv", actor=LEAD, at=AT)
    assert found.missing_there == ("永环蓝罚〔2026〕901号",)
    with pytest.raises(Unreadable, match="表头里没有"):
        hold_against(target="national", year=2026, content="甲,乙\n1,2\n".encode(), name="c.csv", actor=LEAD, at=AT)
    assert len(queries.comparisons("national")) == 3
    own = sending.csv_text(table, [ours])
    held = sending.listed(table, [line.split(",") for line in own.decode("utf-8-sig").splitlines()])
    assert len(held.rows) == 1, "our own file has two lines of headers"


def checked(values: Mapping[str, str], **record: object) -> dict[str, str]:
    table = sending.mapping("credit", ON)
    return {fault.code: fault.reason for fault in sending.faults(table, values, record)}


def test_each_kind_of_fault_is_found_and_says_why() -> None:
    bad = {
        "CF_XDR_MC": "=cmd|' /C calc'!A0", "CF_XDR_LB": "公司", "CF_XDR_SHXYM": "91350100M000100Y44", "CF_WSH": "长" * 129, "CF_SY": "一行\n两行",
        "CF_YJ": "反\u202e向", "CF_JDRQ": "2026-2-30", "CF_GSJZQ": "20261018", "CF_NR_FK": "2.1234567", "CF_NR_WFFF": "二万", "CF_CFJGDM": "",
    }
    found = checked(bad, fined=True)
    assert "当作公式" in found["CF_XDR_MC"] and "可选值" in found["CF_XDR_LB"] and "129 个字符" in found["CF_WSH"]
    assert "看不见" in found["CF_SY"] and "看不见" in found["CF_YJ"] and found["CF_JDRQ"] == "不是日期" and "写法" in found["CF_GSJZQ"]
    assert "最多 6 位小数" in found["CF_NR_FK"] and found["CF_NR_WFFF"] == "不是数" and found["CF_CFJGDM"] == "没有填写"
    assert "CF_XDR_SHXYM" in found and "CF_FRDB" not in found
    assert checked({}, legal_person=True)["CF_FRDB"] == "没有填写" and "CF_XDR_ZJHM" in checked({}, person=True)
    assert checked({"CF_NR_FK": "-1"})["CF_NR_FK"].startswith("应为不小于零") and checked({"CF_NR_FK": "NaN"})["CF_NR_FK"]
    for borderline in ("1e3", "１２", "1_000", "1,000", "+5", "-0", "5.", ".5", "0x1", "1 000"):
        assert "CF_NR_FK" in checked({"CF_NR_FK": borderline}), borderline
    for sound in ("0", "0.2", "999999999999999999", "0.000001"):
        assert "CF_NR_FK" not in checked({"CF_NR_FK": sound}), sound
    assert "看不见" in checked({"CF_SY": "一行\u2028两行"})["CF_SY"] and "自造字" in checked({"CF_XDR_MC": "张\ue863"})["CF_XDR_MC"]
    assert "CF_XDR_MC" not in checked({"CF_XDR_MC": "张\U00031350"}), "a new character is no invisible one"
    assert "CF_WSH" not in checked({"CF_WSH": "长" * 128})


def test_a_record_that_is_right_field_by_field_may_still_end_before_it_was_decided(served: Life) -> None:
    completed(served)
    table, values = sending.mapping("credit", ON), {**standing(served).values, "CF_GSJZQ": "2026-10-17"}
    assert [(one.code, one.reason) for one in sending.faults(table, values, {})] == [("CF_GSJZQ", "早于处罚决定日期 2026-10-18")]
    assert not sending.faults(table, {**values, "CF_GSJZQ": "2026-10-18"}, {})
    assert sending.csv_text(sending.mapping("credit", ON), [{"CF_XDR_MC": '堃"喆,昇'}]).decode("utf-8-sig").splitlines()[2].startswith('"堃""喆,昇",')


def test_the_pages_list_complete_send_hand_out_the_file_and_compare(served: Life) -> None:
    client = Client()
    client.force_login(Account.objects.get(number=LEAD), backend="django.contrib.auth.backends.ModelBackend")
    uid = standing(served).uid
    assert client.get("/cases/sending/").status_code == 302
    page = client.get("/cases/sending/credit/?year=2026").content.decode()
    assert "5 处不合字段表" in page and "凭记忆" in page
    text = client.get(f"/cases/sending/credit/complete/{uid}/").content.decode()
    assert "案件给出：罚款人民币29000元" in text
    kept = client.post(f"/cases/sending/credit/complete/{uid}/", {"CF_XDR_LB": "别的", "CF_SY": "<b>保留</b>"}).content.decode()
    assert "&lt;b&gt;保留&lt;/b&gt;" in kept
    assert client.post(f"/cases/sending/credit/complete/{uid}/", OWN).status_code == 302
    assert client.post("/cases/sending/credit/complete/all/", WHOLE).status_code == 302
    bare = client.post("/cases/sending/credit/send/?year=2026", {"on": "2026-11-02"}, follow=True).content.decode()
    assert "请勾选" in bare
    done = client.post("/cases/sending/credit/send/?year=2026", {"on": "2026-11-02", "case": [uid]}, follow=True).content.decode()
    assert "已生成一批 1 件" in done
    index = queries.batches("credit")[0].index
    data = client.get(f"/cases/sending/batches/{index}/csv/")
    assert data.content.startswith(b"\xef\xbb\xbf") and "attachment" in data.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"/cases/sending/batches/{index}/xlsx/").content)).active
    assert sheet["A3"].value == "示例企业0119有限公司"
    upload = SimpleUploadedFile("平台.csv", "CF_WSH,CF_NR_FK\n永环蓝罚〔2026〕901号,3\n".encode())
    report = client.post("/cases/sending/credit/compare/", {"year": "2026", "file": upload}).content.decode()
    assert "字段不同的" in report and "2.9" in report
    assert client.get("/cases/sending/nowhere/").status_code == 404
    assert Matter.objects.filter(pk=served.matter.pk).exists() and COMPUTED == 29000
