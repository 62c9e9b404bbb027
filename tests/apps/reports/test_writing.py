"""Writing: figures only as tokens, typed numbers found, nothing lost between two people, every version kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from fadu.apps.reports.actions import drafting
from fadu.apps.reports.actions.asking import ask, close_ask
from fadu.apps.reports.actions.thinning import thin, to_thin
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.models import PassageVersion, ReportDraft
from fadu.apps.reports.verifying import report_faults
from fadu.apps.reports.writing import afterwards, drafts, looks
from fadu.apps.reports.writing.offices import section_of, sections
from fadu.apps.reports.writing.owed import asks
from fadu.apps.reports.writing.reminding import reminders
from fadu.apps.reports.writing.thinning import spans, unspanned
from fadu.apps.reports.writing.tokens import explained, figure, sourced, tokens
from fadu.apps.reports.writing.typed import replaced, suggested, typed_numbers
from fadu.core.refusal import Refusal

pytestmark = pytest.mark.django_db
AT = datetime(2025, 2, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def begun(samples: Callable[..., Report], django_db_blocker: Any) -> Iterator[ReportDraft]:
    """A draft from the outline, for the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield drafting.begin(2024, actor="甲", at=AT)
        transaction.set_rollback(True)


def body(draft: ReportDraft, words: str) -> Any:
    return next(one for one in drafts.passages(draft) if words in one.text)


def test_a_draft_from_the_outline_reads_as_the_compiled_draft(begun: ReportDraft, report: Report) -> None:
    written = drafts.written(begun, traced=True)
    assert written.report.text == report.text
    assert written.report.entries == report.entries
    assert [mark.need for mark in written.report.marks] == [mark.need for mark in report.marks]
    assert [one.text for one in written.passages if one.look in looks.BODY and typed_numbers(one.text)] == []


def test_a_token_says_its_figure_in_each_form(begun: ReportDraft) -> None:
    passage = drafting.edit_passage(
        str(body(begun, "{{case.filed}}").uid),
        "立案{{case.filed}}（上年{{case.filed:before}}，{{case.filed:change}}），罚款{{case.fines_yuan:money}}，"
        "空气质量{{quality.air.index.city_rank:rank}}，复议{{case.reconsideration}}。",
        base=1, actor="甲", at=AT,
    )
    said = next(one for one in drafts.written(begun).passages if one.uid == str(passage.uid))
    assert said.words == "立案46起（上年40起，同比上升15%），罚款41.5万元，空气质量全市排名第3，复议0件。"
    assert all(not piece.fault for piece in said.pieces)


@pytest.mark.parametrize(("text", "words"), [
    ("{{no.such.figure}}", "没有编号"), ("{{quality.air.so2}}", "没有数据"), ("{{case.filed=没有立案}}", "不能写"),
    ("{{case.litigation=没有行政诉讼|没有的事项}}", "零报告"), ("{{5起|来源：999999}}", "不在这份报告的材料里"), ])
def test_a_token_that_cannot_be_said_stands_in_brackets_with_the_reason(begun: ReportDraft, text: str, words: str) -> None:
    one = drafting.add_passage(str(drafts.passages(begun)[0].uid), look="text", text=text, actor="甲", at=AT)
    [piece] = next(said for said in drafts.written(begun).passages if said.uid == str(one.uid)).pieces
    assert words in piece.fault
    assert piece.words.startswith("【")


@pytest.mark.parametrize("text", ["立案{{case.filed}件", "}}", "{{case filed}}", "{{case.filed:big}}", "{{5|来源：甲}}"])
def test_braces_that_hold_no_token_are_refused_and_nothing_is_written(begun: ReportDraft, text: str) -> None:
    one = body(begun, "{{meeting.party}}")
    with pytest.raises(Refusal):
        drafting.edit_passage(str(one.uid), text, base=one.version, actor="甲", at=AT)
    one.refresh_from_db()
    assert "{{meeting.party}}" in one.text


@pytest.mark.parametrize(("text", "found"), [
    ("2024年3月5日依据《水污染防治法》第83条立案{{case.filed}}。", []),
    ("立案46起，其中5家次整改，完成率98.5%。", ["46起", "5家次", "98.5%"]),
    ("完成了35。", ["35"]),
    ("培训三次。", ["三次"]),
    ("对9家企业免于处罚。", ["9家"]),
    ("坚持一岗双责，落实三项制度，开展“五进”活动。", []),
    ("{{5项|说明：制度名称}}和{{2件|来源：3}}", []),
])
def test_typed_numbers_are_found_and_dates_names_and_tokens_are_not(text: str, found: list[str]) -> None:
    assert [one.words for one in typed_numbers(text)] == found


def test_numbers_of_last_years_text_are_offered_for_binding(begun: ReportDraft) -> None:
    text = "全年行政处罚立案40起，同比上升5%，罚款41.5万元。空气质量综合指数2.64，全市排名第4，较上年后移1位。"
    [found] = suggested([text], drafts.scope(begun))
    assert [one.suggestion for one in found] == [
        figure("case.filed"), figure("case.filed", "change"), figure("case.fines_yuan", "money"), figure("quality.air.index"),
        figure("quality.air.index.city_rank", "rank"), figure("quality.air.index.city_rank", "change"),
    ]
    for one in reversed(found):
        text = replaced(text, one, one.suggestion)
    assert text == (
        "全年行政处罚立案{{case.filed}}，{{case.filed:change}}，罚款{{case.fines_yuan:money}}。空气质量综合指数{{quality.air.index}}，"
        "{{quality.air.index.city_rank:rank}}，{{quality.air.index.city_rank:change}}。"
    )


def test_two_people_at_once_lose_nothing(begun: ReportDraft) -> None:
    one = body(begun, "{{approval.closed}}")
    first = drafting.edit_passage(str(one.uid), "甲写的。", base=one.version, actor="甲", at=AT)
    with pytest.raises(drafting.Conflict) as told:
        drafting.edit_passage(str(one.uid), "乙写的。", base=one.version, actor="乙", at=AT + timedelta(minutes=1))
    assert (told.value.theirs.text, told.value.mine) == ("甲写的。", "乙写的。")
    same = drafting.edit_passage(str(one.uid), "甲写的。", base=one.version, actor="乙", at=AT)
    assert same.version == first.version  # the same text is no conflict
    merged = drafting.edit_passage(str(one.uid), "甲乙写的。", base=first.version, actor="乙", at=AT + timedelta(minutes=2))
    kept = [(version.version, version.by, version.text) for version in drafts.history(begun, str(one.uid))]
    assert kept[:2] == [(merged.version, "乙", "甲乙写的。"), (first.version, "甲", "甲写的。")]
    back = drafting.restore(str(one.uid), 1, actor="甲", at=AT + timedelta(minutes=3))
    assert (back.version, back.text) == (merged.version + 1, one.text)


def test_passages_move_come_and_go_and_every_version_stays(begun: ReportDraft) -> None:
    def order() -> list[str]:
        return [str(one.uid) for one in drafts.passages(begun) if one.look in looks.BODY]

    before = order()
    made = drafting.add_passage(before[2], look="section", text="新的一节", actor="甲", at=AT)
    assert order() == [*before[:3], str(made.uid), *before[3:]]
    drafting.move_passage(str(made.uid), up=True, actor="甲", at=AT)
    assert order()[2] == str(made.uid)
    drafting.remove_passage(str(made.uid), base=1, actor="甲", at=AT)
    assert order() == before
    assert [v.removed for v in drafts.history(begun, str(made.uid))] == [True, False, False]
    drafting.restore(str(made.uid), 1, actor="甲", at=AT)
    assert str(made.uid) in order()
    drafting.remove_passage(str(made.uid), base=4, actor="甲", at=AT)
    with pytest.raises(Refusal):
        drafting.remove_passage(str(drafts.passages(begun)[0].uid), base=1, actor="甲", at=AT)


def test_the_database_refuses_to_change_a_version(begun: ReportDraft) -> None:
    with pytest.raises(Exception, match="封存"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_passageversion SET text = 'x'")
    assert PassageVersion.objects.filter(text="x").count() == 0


def test_who_is_no_writer_edits_only_what_their_office_was_asked_for(begun: ReportDraft) -> None:
    office = section_of("431127001", AT.date())
    mark = body(begun, "【待撰写】")
    with pytest.raises(Refusal, match="没有分给"):
        drafting.edit_passage(str(mark.uid), "写了。", base=1, actor="431127001", at=AT, look="text", writer=False)
    ask(begun, office=office, what="补写举措", due=date(2025, 2, 20), passage=str(mark.uid), actor="甲", at=AT)
    with pytest.raises(Refusal, match="已经向"):
        ask(begun, office=office, what="再要", due=date(2025, 2, 20), passage=str(mark.uid), actor="甲", at=AT)
    [one] = asks(begun)
    assert (one.is_open, one.late(date(2025, 2, 20)), one.late(date(2025, 2, 21))) == (True, False, True)
    [told] = reminders("431127001", date(2025, 2, 21), writes=False)
    assert (told.what, told.passage, told.late) == ("2024年度报告：补写举措", str(mark.uid), True)
    of_writer = [(one.what, one.due, one.late) for one in reminders("x", date(2025, 3, 2), writes=True)]
    assert of_writer[0] == ("2024年度报告：报送上一年度报告", date(2025, 3, 1), True)
    assert of_writer[1][1:] == (date(2025, 4, 1), False)
    drafting.edit_passage(str(mark.uid), "写了。", base=1, actor="431127001", at=AT + timedelta(hours=1), look="text", writer=False)
    [one] = asks(begun)
    assert one.answered == AT + timedelta(hours=1)
    close_ask(begun, one.index, reason="够了", actor="甲", at=AT)
    with pytest.raises(Refusal, match="没有分给"):
        drafting.edit_passage(str(mark.uid), "又写。", base=2, actor="431127001", at=AT, writer=False)


def test_one_report_a_year_is_written_at_a_time(begun: ReportDraft) -> None:
    with pytest.raises(Refusal, match="正在起草"):
        drafting.begin(2024, actor="乙", at=AT)
    assert drafts.open_draft(2024) == begun


def test_a_head_is_held_to_its_form(begun: ReportDraft) -> None:
    slots = {one.look: one for one in drafts.passages(begun) if one.look in looks.HEAD}
    for look, text in (("dated", "二月"), ("doc_number", "3号")):
        with pytest.raises(Refusal):
            drafting.edit_passage(str(slots[look].uid), text, base=slots[look].version, actor="甲", at=AT)
    drafting.edit_passage(str(slots["dated"].uid), "2025年2月20日", base=1, actor="甲", at=AT)
    drafting.edit_passage(str(slots["doc_number"].uid), "永蓝环〔2025〕3号", base=1, actor="甲", at=AT)
    drafting.edit_passage(str(slots["attachments"].uid), "典型案例\n执法人员名录", base=1, actor="甲", at=AT)
    made = drafts.written(begun).report
    assert (made.dated_text, made.doc_number) == ("2025年2月20日", "永蓝环〔2025〕3号")
    assert made.attached == ("附件：1. 典型案例", "　　　2. 执法人员名录", f"　　　3. {made.annex_title}")


def test_a_typed_number_can_rest_on_a_document_that_is_kept(begun: ReportDraft) -> None:
    act = drafting.take_source(begun, ["公报：25.5".encode()], name="公报.txt", actor="甲", at=AT)
    one = drafting.add_passage(str(drafts.passages(begun)[0].uid), look="text", text=f"满意率{sourced('98.5%', act)}。", actor="甲", at=AT)
    written = drafts.written(begun, traced=True)
    assert next(said for said in written.passages if said.uid == str(one.uid)).words == "满意率98.5%。"
    entry = next(entry for entry in written.report.entries if entry.figure == f"来源.{act}")
    assert (entry.shown, entry.source) == ("98.5%", "公报.txt")


def test_a_reason_cannot_break_its_token() -> None:
    [token] = tokens(explained("5项", "因为}}{{a|b"))
    assert token.note == "因为    a b"


def test_autosaves_are_thinned_by_an_act_and_nothing_that_anybody_relies_on_goes(begun: ReportDraft) -> None:
    one = body(begun, "{{meeting.party}}")

    def write(words: str, at: datetime, by: str = "甲", *, autosaved: bool = True) -> int:
        here = drafts.passage_of(str(one.uid))
        return drafting.edit_passage(str(one.uid), words, base=here.version, actor=by, at=at, autosaved=autosaved).version

    def left() -> list[int]:
        return list(PassageVersion.objects.filter(passage=one).values_list("version", flat=True))

    day = AT + timedelta(days=1)
    for minute in range(4):
        write(f"写到第几分钟{'一二三四'[minute]}。", day + timedelta(minutes=minute))  # 2 to 5
    asking(begun, str(one.uid), day + timedelta(minutes=1, seconds=30))  # 3 stood then
    assert write("写到第几分钟四。", day + timedelta(minutes=5), autosaved=False) == 6  # the same words, saved by somebody
    assert write("写到第几分钟四。", day + timedelta(minutes=6), autosaved=False) == 6
    write("改甲。", day + timedelta(minutes=10))  # 7, the last of 甲 before another writes
    for minute in (20, 30, 40):
        write(f"乙改到{minute // 10}。", day + timedelta(minutes=minute), "乙")  # 8 to 10: the first and the last of the hour stay
    for hour in (2, 3, 4):
        write(f"过了{'一二三四五'[hour]}。", day + timedelta(hours=hour), "乙")  # 11 to 13
    assert to_thin(begun, day + timedelta(hours=20)) == {}
    going = thin(begun, actor="甲", at=day + timedelta(days=3))
    assert (going, left()) == (4, [1, 3, 6, 7, 8, 10, 11, 12, 13])
    assert thin(begun, actor="甲", at=day + timedelta(days=40)) == 3
    assert left() == [1, 3, 6, 7, 8, 13]
    assert asks(begun)[-1].answered == day + timedelta(minutes=20)  # who answered when is read from what is left
    assert [change.old for version, change in afterwards.changes(drafts.history(begun, str(one.uid))) if version.version == 13] != [[]]
    assert not [fault for fault in report_faults() if "几版" in fault.reason]
    with pytest.raises(Refusal, match="没有可以整理"):
        thin(begun, actor="甲", at=day + timedelta(days=41))
    with pytest.raises(Exception, match="封存"), transaction.atomic():
        PassageVersion.objects.filter(passage=one, version=6).delete()
    PassageVersion.objects.filter(passage=one, version=8).delete()  # behind the ledger's back
    assert [fault for fault in report_faults() if "几版" in fault.reason]


def asking(draft: ReportDraft, passage: str, at: datetime) -> None:
    ask(draft, office=sections(at.date())[0], what="写明情况", due=at.date(), passage=passage, actor="甲", at=at)


@given(st.sets(st.integers(1, 400), min_size=1))
def test_the_versions_that_an_act_names_are_read_again(versions: set[int]) -> None:
    assert set(unspanned(spans(versions))) == versions
