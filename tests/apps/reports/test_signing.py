"""Signing freezes text, figures and rows; what moves afterwards is named with its act; a corrigendum has a number of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import IO, Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from fadu.apps.cases.models import Case
from fadu.apps.exchange.actions.entering import withdraw_row
from fadu.apps.exchange.homes import HOMES
from fadu.apps.officers.models import Account, Person
from fadu.apps.record import store
from fadu.apps.record.models import Entry
from fadu.apps.reports.actions import accepting, drafting, signing
from fadu.apps.reports.actions.sending import record_sending
from fadu.apps.reports.compiling.drafting import scope_of
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.documents.docx import write_docx
from fadu.apps.reports.documents.pdf import write_pdf
from fadu.apps.reports.models import Passage, ReportDraft, SignedReport
from fadu.apps.reports.queries import stated
from fadu.apps.reports.sent import SHEET, sent_of
from fadu.apps.reports.verifying import report_faults
from fadu.apps.reports.writing import afterwards, drafts, freezing, owed, reminding
from fadu.apps.reports.writing.checking import issues
from fadu.apps.reports.writing.counting import counted
from fadu.core.refusal import Refusal
from fadu.core.registers.declared.report_sent import PUBLIC, SENT
from fadu.core.wording.duties import report_duties

pytestmark = pytest.mark.django_db
AT = datetime(2025, 2, 10, 9, 0, tzinfo=UTC)
sign = partial(signing.sign, word=write_docx, paper=write_pdf)


def finish(draft: ReportDraft) -> None:
    """Write what only people can write."""
    for one in drafts.passages(draft):
        if one.look == "mark":
            drafting.edit_passage(str(one.uid), "已按要求逐项落实，并由主要负责人督办。", base=one.version, look="text", actor="甲", at=AT)


def take_out_a_case() -> Any:
    case = Case.objects.filter(filed_on__year=2024, withdrawn=False).order_by("pk").first()
    seen = Entry.objects.filter(subject=str(case.uid)).order_by("-index").values_list("index", flat=True).first() or 0
    withdraw_row(HOMES["案件"], str(case.uid), seen=seen, back=False, reason="重复登记", actor="甲", at=AT + timedelta(days=20))
    return case


@pytest.fixture(scope="module")
def signed(samples: Callable[..., Report], django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[SignedReport]:
    """The report of 2024, written, reviewed and signed."""
    with django_db_blocker.unblock(), transaction.atomic():
        draft = drafting.begin(2024, actor="甲", at=AT)
        with pytest.raises(Refusal, match="4 处错误没有解决"):
            signing.review(draft, opinion="", actor="乙", at=AT)
        with pytest.raises(Refusal, match="还没有审核"):
            finish(draft)
            sign(draft, actor="丙", at=AT)
        signing.review(draft, opinion="数字已核对", actor="乙", at=AT)
        with pytest.raises(Refusal, match="同一个人"):
            sign(draft, actor="乙", at=AT)
        one = next(one for one in drafts.passages(draft) if "{{case.filed}}" in one.text)
        drafting.edit_passage(str(one.uid), one.text + "成效明显。", base=one.version, actor="甲", at=AT)
        with pytest.raises(Refusal, match="审核以后"):
            sign(draft, actor="丙", at=AT)
        signing.give_back(draft, reason="再看一遍", actor="丙", at=AT)
        assert drafts.standing(draft).stage == drafts.DRAFT
        signing.review(draft, opinion="", actor="乙", at=AT)
        with pytest.raises(Refusal, match="审核以后"), transaction.atomic():
            take_out_a_case()
            sign(draft, actor="丙", at=AT)
        made: list[SignedReport] = []

        def meanwhile(report: Report, stream: IO[bytes]) -> None:
            made.append(sign(draft, actor="丙", at=AT))
            write_docx(report, stream)

        with pytest.raises(Refusal, match="丙 刚刚签发了"):
            signing.sign(draft, word=meanwhile, paper=write_pdf, actor="丁", at=AT)
        yield made[0]
        transaction.set_rollback(True)


def test_who_signs_second_is_told_who_was_first(signed: SignedReport) -> None:
    with pytest.raises(Refusal, match="丙 刚刚签发了"):
        sign(signed.draft, actor="丁", at=AT)
    with pytest.raises(Refusal, match="不能再改"):
        drafting.edit_passage(str(drafts.passages(signed.draft)[0].uid), "x", base=1, actor="甲", at=AT)
    with pytest.raises(Refusal, match="签发"):
        drafting.begin(2024, actor="甲", at=AT)


def test_the_documents_are_kept_and_made_anew_they_are_the_same_bytes(signed: SignedReport) -> None:
    frozen = freezing.report_of(freezing.read_content(signed.content))
    assert signing._bytes(frozen, write_docx) == store.read(signed.docx)
    assert signing._bytes(frozen, write_pdf) == store.read(signed.pdf)
    assert frozen.status == ""


def test_what_is_signed_says_what_the_draft_said(signed: SignedReport) -> None:
    frozen = freezing.report_of(freezing.read_content(signed.content))
    assert frozen.text == drafts.written(signed.draft).report.text
    content = freezing.read_content(signed.content)
    figures = {one["figure"]: one for one in content["figures"]}
    assert (figures["case.filed"]["value"], figures["case.filed"]["how"], figures["case.filed"]["count"]) == ("46", "sum", 46)
    assert sum(int(added) for _, added in json.loads(signed.figures.get(figure="case.filed").rows)) == 46


def test_everything_holds_and_an_altered_text_row_or_number_is_a_fault(signed: SignedReport) -> None:
    assert list(report_faults()) == []
    Passage.objects.filter(draft=signed.draft, look="title").update(text="别的")
    assert any("没有留下版本" in fault.reason for fault in report_faults())
    ReportDraft.objects.filter(pk=signed.draft.pk).update(year=2023)
    assert any("年度" in fault.reason for fault in report_faults())


@pytest.mark.parametrize("table", ["reports_signedreport", "reports_signedfigure"])
def test_the_database_refuses_to_change_what_was_signed(signed: SignedReport, table: str) -> None:
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
        with pytest.raises(Exception, match="封存"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_figure_that_moved_names_the_act_and_a_withdrawn_row_is_gone(signed: SignedReport) -> None:
    assert afterwards.moved(signed) == []
    assert afterwards.moved_values(signed) == []
    case = take_out_a_case()
    found = {one.figure: one for one in afterwards.moved(signed)}
    filed = found["case.filed"]
    assert (filed.was, filed.now, filed.gone) == ("46", "45", 1)
    assert (filed.movers[0].number, filed.movers[0].actor) == (case.number, "甲")
    assert "行政处罚立案" in afterwards.moved_values(signed)
    rate = found.get("case.published_rate")
    assert rate is None or rate.movers


def hand_in(draft: ReportDraft, recipient: str, on: date, **more: str) -> None:
    record_sending(draft, recipient=recipient, on=on, way="公文交换", receipt="收字〔2025〕8号", actor="甲", at=AT + timedelta(days=90), **more)


def test_where_it_went_and_when_is_recorded_and_late_is_said(signed: SignedReport) -> None:
    draft, year = signed.draft, scope_of(2025)

    def duties() -> list[owed.Duty]:
        return owed.duties_of(draft, drafts.standing(draft))

    def told(today: date) -> list[tuple[str, bool]]:
        return [(one.what, one.late) for one in reminding.reminders("甲", today, writes=True) if one.due]

    submit, publish = duties()
    assert (submit.done, submit.due, publish.due) == (None, date(2025, 3, 1), date(2025, 4, 1))
    assert told(date(2025, 2, 20)) == [("2024年度报告：报送上一年度报告", False), ("2024年度报告：除涉密的以外，向社会公开", False)]
    for recipient in ("同级党委", "同级政府", "上一级主管部门"):
        hand_in(draft, recipient, date(2025, 2, 24))
    assert duties()[0].lacking == ["同级法治督察单位"]
    assert told(date(2025, 3, 2))[0] == ("2024年度报告：报送上一年度报告，还没有送同级法治督察单位", True)
    hand_in(draft, "同级法治督察单位", date(2025, 3, 4))
    hand_in(draft, "社会公众", date(2025, 3, 20), place="县政府网站")
    submit, publish = duties()
    assert (submit.done, submit.late(date(2026, 1, 1))) == (date(2025, 3, 4), True)  # done, and late for ever
    assert (publish.done, publish.late(date(2026, 1, 1)), told(date(2025, 4, 2))) == (date(2025, 3, 20), False, [])
    said = stated(year, ["report.filed_in_time", "register.report_sent.count", "register.report_sent.published"])
    assert [one.value for one in said.values()] == [0, 5, 1]
    withdraw = next(one for one in sent_of(2024) if one.recipient == "同级法治督察单位")
    seen = Entry.objects.filter(subject=withdraw.uid).latest("index").index
    withdraw_row(HOMES[SHEET], withdraw.uid, seen=seen, back=False, reason="日期登记错了", actor="甲", at=AT + timedelta(days=91))
    hand_in(draft, "同级法治督察单位", date(2025, 2, 28))
    [in_time] = counted(["report.filed_in_time"], year).values()
    assert (in_time.value, len(in_time.rows), duties()[0].late(date(2026, 1, 1))) == (1, 5, False)


def test_publishing_here_is_recorded_with_the_address_of_the_public_page(signed: SignedReport) -> None:
    signing.publish(signed.draft, actor="丙", at=AT + timedelta(days=30))
    [sent] = sent_of(2024)
    assert (sent.recipient, sent.on, sent.report) == (PUBLIC, date(2025, 3, 12), signed.draft.number)
    assert signed.draft.number in Client().get(sent.receipt).content.decode()
    assert owed.duties_of(signed.draft, drafts.standing(signed.draft))[1].done == date(2025, 3, 12)


def test_what_can_not_have_been_sent_is_refused(signed: SignedReport) -> None:
    for on, words in ((date(2025, 2, 9), "以前"), (date(2025, 5, 12), "还没有到")):
        with pytest.raises(Refusal, match=words):
            hand_in(signed.draft, "同级政府", on)
    hand_in(signed.draft, "同级政府", date(2025, 2, 24))
    with pytest.raises(Refusal, match="已经登记过"):
        hand_in(signed.draft, "同级政府", date(2025, 2, 24))
    made = drafting.begin_corrigendum(signed.draft.number, reason="重复登记", actor="甲", at=AT)
    with pytest.raises(Refusal, match="还没有签发") as caught:
        hand_in(made, "同级政府", date(2025, 2, 24))
    assert "第二十二条" in caught.value.article
    assert {name for duty in report_duties() for name in (*duty.to, *duty.copies)} <= {*SENT, PUBLIC}


def test_a_corrigendum_has_its_own_number_and_says_what_it_corrects(signed: SignedReport) -> None:
    with pytest.raises(Refusal, match="为什么"):
        drafting.begin_corrigendum(signed.draft.number, reason=" ", actor="甲", at=AT)
    made = drafting.begin_corrigendum(signed.draft.number, reason="一件案件重复登记", actor="甲", at=AT)
    assert made.number == "BG2024-01-更1"
    assert [one.text for one in drafts.passages(made)] == [one.text for one in drafts.passages(signed.draft)]
    assert drafts.written(made).report.correction == "更正版，更正编号 BG2024-01-更1，更正 BG2024-01"
    assert [version.draft.number for version in afterwards.versions(made)] == ["BG2024-01"]
    with pytest.raises(Refusal, match="正在起草"):
        drafting.begin_corrigendum(signed.draft.number, reason="又", actor="甲", at=AT)


def test_the_page_of_a_signed_report_names_its_corrigendum_and_offers_another_only_once_it_is_given_up(signed: SignedReport) -> None:
    person = Person.objects.get(number="431127017")
    account = Account.objects.create(number=person.number, person=person, roles=["report_writer"], must_change_password=False, password_set_at=AT)
    client = Client()
    client.force_login(account)

    def page() -> str:
        return client.get(reverse("reports:sign_page", args=[signed.draft.uid])).content.decode()

    assert "BG2024-01-更1" not in page() and 'value="correct"' in page()
    assert "期限和对象信度 H。" in page()  # as the data of the duties says
    made = drafting.begin_corrigendum(signed.draft.number, reason="一件案件重复登记", actor="甲", at=AT)
    assert "BG2024-01-更1" in page() and 'value="correct"' not in page()
    drafting.drop(made, reason="核对后没有差错", actor="甲", at=AT)
    assert "BG2024-01-更1" not in page() and 'value="correct"' in page()


def test_two_contents_are_compared_paragraph_by_paragraph_and_number_by_number(signed: SignedReport) -> None:
    old = freezing.read_content(signed.content)
    new = freezing.read_content(signed.content.replace("成效明显", "成效较好"))
    runs = [run for line in new["lines"] for run in line["runs"] if isinstance(run, dict) and run["figure"] == "case.filed"]
    runs[0]["shown"] = "145起"
    [different] = afterwards.compare(old, new)
    assert [said for said, differs in different.old if differs] == ["46", "明显"]
    assert [said for said, differs in different.new if differs] == ["145", "较好"]
    assert afterwards.compare(old, {**old, "lines": old["lines"][:-1]})[0].new == []


def test_a_jump_is_accepted_with_a_reason_until_the_value_is_another(signed: SignedReport) -> None:
    jump = next(one for one in issues(drafts.written(signed.draft, whole=True)) if one.group == "jump")
    accepting.accept_finding(jump.identity, check="jump", reason="专项行动增加", actor="甲", at=AT)
    again = next(one for one in issues(drafts.written(signed.draft, whole=True)) if one.identity == jump.identity)
    assert again.accepted is not None
    assert again.accepted.reason == "专项行动增加"
