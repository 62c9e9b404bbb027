"""File review of real cases: computed as they go, marked by people beside it, over a year, and drawn for review."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from fadu.apps.cases.actions.keeping import bureau as bureau_now
from fadu.apps.cases.filereview import queries
from fadu.apps.cases.filereview.actions.marking import mark_file
from fadu.apps.cases.filereview.actions.sampling import draw_files
from fadu.apps.cases.models import Matter
from fadu.apps.cases.rechecking import paper_faults
from fadu.apps.officers.models import Account
from fadu.apps.record.actions import enter
from fadu.apps.registers.models import Fact
from fadu.core.filereview import Marks, Review, State
from fadu.core.refusal import Refusal
from fadu.core.sampling.tickets import smallest
from fadu.core.sending import mapping
from fadu.events.archive import FileBound
from fadu.events.sending import BatchSent
from tests.apps.cases.lives import CHIEF, COMPUTED, EXAMINER, LEAD, MEMBERS, REVIEWER, Life, begin, faults, figures

pytestmark = pytest.mark.django_db
OTHER, ON = "431127014", date(2026, 12, 1)
AT = datetime(2026, 12, 1, 18, tzinfo=UTC)


@pytest.fixture
def closed(bureau: None) -> Life:
    Account.objects.filter(number=MEMBERS[2]).update(roles=["committee", "clerk"])
    life = begin().filed().investigated().examined().noticed().unopposed().reviewed().discussed().step("T20", EXAMINER).decided().served()
    return life.step("T30").work("payment", wait=5, amount=COMPUTED, receipt="缴款书1号").step("T34", wait=1, closing_reason="已履行")


def computed(life: Life) -> Review:
    return queries.of_matter(Matter.objects.get(pk=life.matter.pk), bureau_now(), ON)


def full(found: Review, **more: Decimal | None) -> Marks:
    marks = {one.name: None if one.high is None else one.points for one in found.marks}
    return Marks(documents={**marks, **more})


def mark(life: Life, marks: Marks, actor: str = MEMBERS[2], **more: str) -> Decimal:
    event = mark_file(
        uid=str(life.matter.uid), seen=life.matter.seen, marks=marks, organiser="市局", on=ON, actor=actor, at=AT, **more,
    )
    return event.score


def test_a_case_that_ran_here_shows_no_fatal_item_at_any_step_and_says_where_things_stand(bureau: None) -> None:
    life = begin()
    assert computed(life).fatal == ()
    life.filed().investigated().examined()
    found = computed(life)
    assert found.fatal == () and {one.name for one in found.marks if one.state is State.EARLY} > {"行政处罚决定书", "事先（听证）告知书"}
    life.noticed().unopposed().reviewed().discussed().step("T20", EXAMINER).decided().served()
    found = computed(life)
    assert found.fatal == ()
    clear = {one.id for one in found.items if one.state is State.CLEAR}
    assert {"2", "3", "12", "14", "15", "17", "18", "19", "20", "21"} <= clear, [(one.id, one.reason) for one in found.items]
    decision = next(one for one in found.marks if one.name == "行政处罚决定书")
    assert decision.where[0].name == "决定处罚" and decision.where[0].act


def test_marks_are_sealed_beside_the_computed_ones_entered_and_never_overwritten(closed: Life) -> None:
    before = figures("register.file_review.count")
    found = computed(closed)
    marks = full(found, 行政处罚决定书=Decimal("12.5"), 责令改正决定书=None)
    first = mark(closed, replace(marks, base=("B5",)), grade="优秀", opinion="裁量说理不足")
    counted = [one for one in marks.documents.values() if one is not None]
    whole = sum(one.points for one in found.marks if marks.documents[one.name] is not None)
    assert first == (50 + 50 * sum(counted) / whole - 1).quantize(Decimal("0.01"))
    second = mark(closed, replace(marks, fatal={5: "决定书写明的排口与笔录不符，卷内第12页"}))
    assert second == 0
    given = queries.given([str(closed.matter.uid)])
    assert [one.score for one in given] == [first, 0]
    assert Decimal(given[0].said["ceiling"]) == found.ceiling == computed(closed).ceiling
    row = Fact.objects.get(register="案卷评查", number=given[0].said["entered"])
    assert row.values["marks"] == float(first) and row.values["case"] == "永环蓝立〔2026〕901号" and row.values["problems"] == 1
    assert figures("register.file_review.count")["register.file_review.count"] == (before["register.file_review.count"] or 0) + 2
    assert faults() == []


def test_who_handled_the_case_or_has_no_right_does_not_review_it(closed: Life) -> None:
    marks = full(computed(closed))
    for actor, word in ((LEAD, "权限"), (REVIEWER, "办理过本案"), (CHIEF, "办理过本案")):
        with pytest.raises(Refusal, match=word):
            mark(closed, marks, actor)
    with pytest.raises(Refusal, match="没有评分"):
        mark(closed, Marks())
    assert queries.given([str(closed.matter.uid)]) == []


def test_a_computed_fatal_item_is_not_passed_over_in_silence(closed: Life) -> None:
    Matter.objects.filter(pk=closed.matter.pk).update(facts={**closed.matter.facts, "seal": "别的机关"})
    found = computed(closed)
    assert [one.id for one in found.fatal] == ["1"] and found.ceiling == 0
    with pytest.raises(Refusal, match="第 1 项没有认定"):
        mark(closed, full(found))
    assert mark(closed, full(found), opinion="印章名称系录入错误，卷内一致") > 0


def test_all_files_of_a_year_those_of_the_register_too_and_a_draw_that_anyone_repeats(closed: Life) -> None:
    files = queries.of_year(2024, bureau_now(), ON)
    assert len(files) > 10 and all(one.matter is None for one in files)
    assert sum(sum(part) for part in zip(*queries.spread(files), strict=True)) == len(files)
    early = [one for one in files if one.computed.fatal]
    assert all(item.reason for one in early for item in one.computed.fatal)
    event = draw_files(year=2024, count=3, seed="03 11 17 22 28 31 ＋ 09", stated_in="2026-11-30 双色球", actor=MEMBERS[2], at=AT)
    assert event.drawn == tuple(id for _, id in smallest(event.seed, event.frame, 3))
    assert set(event.frame) == {one.case.number for one in files if one.closed}
    with pytest.raises(Refusal, match="已抽过 1 次"):
        draw_files(year=2024, count=3, seed="1", stated_in="x", actor=MEMBERS[2], at=AT)
    with pytest.raises(Refusal, match="不能抽 9999 件"):
        draw_files(year=2024, count=9999, seed="1", stated_in="x", actor=MEMBERS[2], at=AT)


def test_a_score_a_draw_or_a_batch_that_is_not_its_own_arithmetic_is_a_fault(closed: Life) -> None:
    event = mark_file(
        uid=str(closed.matter.uid), seen=closed.matter.seen, marks=full(computed(closed)), organiser="市局", on=ON, actor=MEMBERS[2], at=AT,
    )
    draw = draw_files(year=2024, count=3, seed="1", stated_in="x", actor=MEMBERS[2], at=AT)
    assert list(paper_faults()) == []
    enter(replace(event, score=Decimal(99)), actor="x", at=AT)
    enter(replace(draw, drawn=tuple(reversed(draw.drawn))), actor="x", at=AT)
    enter(BatchSent(subject="credit", number="x", on=ON, version="x", table=mapping("credit", ON).digest, file={}, rows=[]), actor="x", at=AT)
    page = {"title": "a", "volume": "正卷", "pages": 2, "first": 2, "last": 3}
    bare = FileBound(
        subject="x", number="x", on=ON, archive_number="x", cause="", party="", retention="永久", ground="", kept_until=None, pieces=[page],
    )
    enter(bare, actor="x", at=AT)
    words = ("不是各项的计算结果", "不是种子和名单的结果", "与封存的各行不符", "页码不接续")
    assert [word in one.reason for word, one in zip(words, paper_faults(), strict=True)] == [True] * 4


def test_the_pages_show_the_review_take_the_marks_and_keep_what_was_typed(closed: Life, django_assert_max_num_queries: Any) -> None:
    client = Client()
    client.force_login(Account.objects.get(number=MEMBERS[2]), backend="django.contrib.auth.backends.ModelBackend")
    uid = closed.matter.uid
    assert "登记的事实没有显示否决项" in client.get(f"/cases/{uid}/").content.decode()
    page = client.get(f"/cases/{uid}/review/").content.decode()
    assert "环执法发〔2024〕4号" in page and "人工评" in page and "得分上限" in page
    form = client.get(f"/cases/{uid}/review/mark/").context["form"]
    sent = {"seen": closed.matter.seen, "on": "2026-11-24", "organiser": "<市局> & 县", "opinion": "\u202e反&<b>"}
    answer = client.post(f"/cases/{uid}/review/mark/", sent).content.decode()
    assert "&lt;市局&gt; &amp; 县" in answer and "立案审批表：请填写" in answer
    sent |= {bound.name: "不适用" if bound.initial == "不适用" else "1" for bound in form.mark_fields()}
    assert "满分" in client.post(f"/cases/{uid}/review/mark/", {**sent, "mark_0": "1.234"}).content.decode()
    assert client.post(f"/cases/{uid}/review/mark/", sent).status_code == 302
    assert "&lt;市局&gt; &amp; 县" in client.get(f"/cases/{uid}/review/").content.decode()
    for address in ("/cases/reviews/?year=2024", f"/cases/{uid}/review/", "/cases/sending/credit/?year=2024", "/cases/archive/"):
        with django_assert_max_num_queries(22):
            client.get(address)
    year = client.get("/cases/reviews/?year=2024").content.decode()
    assert "得分分布" in year and "<svg" in year
    drawn = client.post("/cases/reviews/2024/sample/", {"count": "2", "seed": "1", "stated_in": "公报"}, follow=True).content.decode()
    assert "已抽 2 件" in drawn and "抽中" in drawn


def test_parallel_matters_are_reviewed_by_their_own_type_or_with_their_case(closed: Life) -> None:
    closed.day = date(2026, 11, 1)
    types = {"coercive_measures": "查封扣押", "crime_transfer": "移送涉嫌犯罪", "detention_transfer": "移送拘留"}
    for kind, name in types.items():
        track = closed.track(kind)
        found = computed(track)
        assert found.type.name == name and found.fatal == () and found.marks, kind
        assert any(place.name == "批准立案" for one in found.marks for place in one.where) or kind == "coercive_measures"
        closed.after(track)
    public = closed.track("publication")
    assert queries.glance(public.matter, bureau_now(), ON) is None
    with pytest.raises(Refusal, match="没有“执法信息公开”这一类案卷"):
        computed(public)
