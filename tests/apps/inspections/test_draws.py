"""A draw as acts: the order is the guard, every refusal says how to mend it, every draw stays listed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fadu.apps.facilities.models import Facility
from fadu.apps.inspections import planning, queries, store
from fadu.apps.inspections.actions import draws, plans, recusals
from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.verifying import draw_faults
from fadu.apps.officers.models import Person
from fadu.core import sampling
from fadu.core.refusal import Refusal
from fadu.site.backup.content import files, sealed
from tests.apps.inspections.drawing import AT, SEED, drawn, frozen, planned, rules


def document(id: str) -> dict:  # type: ignore[type-arg]
    view = queries.draw(id)
    assert view and view.result
    return sampling.parse(store.read(view.result.said["sha256"]))  # type: ignore[no-any-return]


def test_a_year_is_planned_frozen_seeded_and_drawn_and_anyone_can_repeat_it() -> None:
    made = drawn(planned(positive_list="keep"))
    view = queries.draw(made)
    assert view and view.result and view.state == "已抽取"
    text = store.read(view.result.said["sha256"])
    assert sampling.replay(text) == []
    found = sampling.parse(text)
    assert len(found["drawn"]) == view.result.said["drawn"] == 81
    assert found["seed"] == SEED
    assert found["frame_digest"]["sha256"] == view.frozen.said["frame"]
    assert found["plan"]["seed_source"] == "双色球 2025010期 开奖号码"
    assert all(len(set(each["officers"])) == 2 for each in found["drawn"])
    assert list(draw_faults()) == []


def test_objects_on_the_positive_list_are_passed_over_and_the_reason_stands_in_the_file() -> None:
    found = document(drawn(planned()))
    assert len(found["skipped"]) == 9
    assert set(found["skipped"].values()) == {"列入监督执法正面清单，以非现场方式检查"}
    assert not set(found["skipped"]) & {each["object"] for each in found["drawn"]}


def test_a_draft_plan_is_not_drawn_from_and_an_older_version_not_either() -> None:
    draft = plans.make_plan(year=2025, title="计划", written=rules(), on=date(2025, 1, 10), actor="甲", at=AT)
    with pytest.raises(Refusal, match="还没有公开"):
        frozen(draft)
    planned(rules(), reason="调整")
    plans.publish_plan(draft, place="网站", on=AT.date(), actor="甲", at=AT)
    with pytest.raises(Refusal, match="已有更新的版本"):
        frozen(draft)


def test_the_seed_is_refused_before_the_frame_is_public_and_where_it_is_older_than_that() -> None:
    made = frozen(planned(), publish=False)
    give = {"seed": SEED, "witnesses": "王某", "actor": "甲"}
    with pytest.raises(Refusal, match="还没有公开"):
        draws.give_seed(made, known_at=AT, at=AT, **give)  # type: ignore[arg-type]
    draws.publish_frame(made, place="网站", actor="甲", at=AT)
    with pytest.raises(Refusal, match="在名录摘要公开之前"):
        draws.give_seed(made, known_at=AT, at=AT + timedelta(hours=1), **give)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="在现在之后"):
        draws.give_seed(made, known_at=AT + timedelta(days=1), at=AT + timedelta(hours=1), **give)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="还没有种子"):
        draws.make_draw(made, actor="甲", at=AT)
    later = AT + timedelta(hours=1)
    draws.give_seed(made, known_at=later, at=later, **give)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="已经录入"):
        draws.give_seed(made, known_at=later, at=later, **give)  # type: ignore[arg-type]
    draws.make_draw(made, actor="甲", at=later)
    with pytest.raises(Refusal, match="已经抽取"):
        draws.make_draw(made, actor="甲", at=later)


def test_too_few_officers_are_refused_when_the_lists_are_frozen_and_not_before_witnesses() -> None:
    plan = planned()
    with pytest.raises(Refusal, match=r"能派的执法人员有 1 名"):
        frozen(plan, absent=[f"4311270{n:02d}" for n in range(1, 12)])
    Person.objects.exclude(number="431127003").update(certificate="")
    with pytest.raises(Refusal, match=r"能派的执法人员有 1 名"):
        frozen(plan)
    assert queries.draws() == []


def test_the_class_of_the_day_must_be_in_the_plan() -> None:
    plan = planned()
    Facility.objects.filter(number="DX43112700001").update(category="其他")
    with pytest.raises(Refusal, match="类别 其他 不在计划里"):
        frozen(plan)


def test_an_officer_who_must_stand_aside_is_never_drawn_for_the_object_until_the_tie_is_lifted() -> None:
    tied = [f"4311270{n:02d}" for n in range(1, 11)]
    for officer in tied:
        recusals.state_recusal(officer=officer, facility="DX43112700001", ground=recusals.GROUNDS[0], actor="甲", at=AT)
    with pytest.raises(Refusal, match="已经登记"):
        recusals.state_recusal(officer=tied[0], facility="DX43112700001", ground=recusals.GROUNDS[0], actor="甲", at=AT)
    found = document(drawn(planned(rules(rotation=False))))
    mine = next(each for each in found["drawn"] if each["object"] == "DX43112700001")
    assert set(mine["officers"]) == {"431127011", "431127012"}
    recusals.lift_recusal(queries.ties()[0].subject, reason="已离任", actor="甲", at=AT)
    assert len(queries.ties()) == 9


def test_a_redraw_needs_a_reason_and_all_draws_stay_listed() -> None:
    plan = planned()
    first = drawn(plan)
    with pytest.raises(Refusal, match="第1次抽取（已抽取）还在"):
        frozen(plan)
    second = drawn(plan, at=AT + timedelta(days=1), seed="另一个种子", reason="名录里漏了一家新登记的单位")
    listed = queries.draws(2025)
    assert [view.id for view in listed] == [second, first]
    assert [view.state for view in listed] == ["已抽取", "已被重新抽取代替"]
    assert listed[0].frozen.said["replaces"] == first
    assert document(first)["seed"] == SEED
    with pytest.raises(Refusal, match="代替"):
        draws.supplement(first, cls="一般排污单位", count=1, reason="补", actor="甲", at=AT)


def test_a_redraw_is_approved_by_another_person_than_the_one_who_asked_and_until_then_the_first_stands() -> None:
    plan = planned()
    first = drawn(plan)
    asked = frozen(plan, publish=False, reason="名录里漏了一家")
    assert [view.state for view in queries.draws(2025)] == ["待批准", "已抽取"]
    with pytest.raises(Refusal, match="还没有批准"):
        draws.publish_frame(asked, place="网站", actor="乙", at=AT)
    with pytest.raises(Refusal, match="不能由您自己批准"):
        draws.decide_redraw(asked, approved=True, words="", actor="甲", at=AT)
    with pytest.raises(Refusal, match="第2次抽取在等批准"):
        frozen(plan, publish=False, reason="再来")
    with pytest.raises(Refusal, match="不批准的理由"):
        draws.decide_redraw(asked, approved=False, words=" ", actor="乙", at=AT)
    draws.decide_redraw(asked, approved=False, words="漏的一家可以下季度补抽", actor="乙", at=AT)
    standing = queries.standing(2025)
    assert standing and standing.id == first
    with pytest.raises(Refusal, match="没有获批准"):
        draws.publish_frame(asked, place="网站", actor="甲", at=AT)
    with pytest.raises(Refusal, match="没有等待批准"):
        draws.decide_redraw(asked, approved=True, words="", actor="乙", at=AT)
    stale = frozen(plan, publish=False, reason="主管部门要求重新抽取")
    Inspection.objects.create(
        number="JC20250002", inspected_on=date(2025, 1, 21), facility=Facility.objects.get(number="DX43112700001"), category="双随机",
        found_problem=False,
    )
    with pytest.raises(Refusal, match="又按双随机检查了 1 家"):
        draws.decide_redraw(stale, approved=True, words="", actor="乙", at=AT + timedelta(days=2))
    draws.decide_redraw(stale, approved=False, words="名录已经过时", actor="乙", at=AT + timedelta(days=2))
    again = frozen(plan, reason="主管部门要求重新抽取", at=AT + timedelta(days=3))
    assert [view.state for view in queries.draws(2025)] == ["待种子", "不批准", "不批准", "已被重新抽取代替"]
    standing = queries.standing(2025)
    assert standing and standing.id == again


def test_who_was_visited_by_a_draw_this_year_does_not_come_again_in_a_redraw() -> None:
    plan = planned(positive_list="keep")
    visited = document(drawn(plan))["drawn"][0]["object"]
    Inspection.objects.create(
        number="JC20250001", inspected_on=date(2025, 2, 3), facility=Facility.objects.get(number=visited), category="双随机", found_problem=False,
    )
    again = document(drawn(plan, at=AT + timedelta(days=30), seed="另一个", reason="名录更新"))
    assert again["skipped"] == {visited: "本年已按双随机检查（2025-02-03）"}


def test_frames_and_draws_go_into_a_backup(own_folder: Path) -> None:
    drawn(planned())
    kept = [path for path in files(own_folder, sealed()) if path.startswith("draws/")]
    assert len(kept) == 2 and {Path(path).name for path in kept} == set(store.digests())


def test_a_supplement_goes_on_where_the_draw_stopped() -> None:
    made = drawn(planned(positive_list="keep"))
    before = document(made)["drawn"]
    draws.supplement(made, cls="一般排污单位", count=3, reason="三家已停产", actor="甲", at=AT + timedelta(hours=3))
    draws.supplement(made, cls="一般排污单位", count=2, reason="又两家停产", actor="甲", at=AT + timedelta(hours=4))
    found = document(made)
    assert found["drawn"][:81] == before
    assert [each["supplement"] for each in found["drawn"][81:]] == [1, 1, 1, 2, 2]
    assert max(each["ticket"] for each in before if each["class"] == "一般排污单位") < found["drawn"][81]["ticket"]
    view = queries.draw(made)
    assert view and len(view.results) == 3
    assert list(draw_faults()) == []


def test_the_yearly_cap_passes_over_firms_that_were_visited_often_and_visits_after_a_clue_do_not_count() -> None:
    counts = planning.visits_until(date(2024, 12, 31))
    assert counts and max(counts.values()) >= 2
    assert planning.visits_until(date(2024, 1, 5)) == {}
    made = frozen(planned(rules(cap_per_object=1), positive_list="keep"))
    view = queries.draw(made)
    assert view
    frames = sampling.parse(store.read(view.frozen.said["sha256"]))
    assert all(int(row.get("visits", "0")) == 0 for row in frames["frames"]["objects"])  # a new year begins at nothing
    assert any("last_officers" in row for row in frames["frames"]["objects"])


def test_a_file_that_was_altered_removed_or_put_there_is_found(own_folder: Path) -> None:
    made = drawn(planned())
    view = queries.draw(made)
    assert view and view.result
    path = store.place(view.result.said["sha256"])
    text = path.read_text("utf-8")
    path.chmod(0o600)
    path.write_text(text.replace("431127001", "431127002", 1), "utf-8")
    (own_folder / "draws" / ("0" * 64)).write_text("{}", "utf-8")
    altered, strange = [fault.reason for fault in draw_faults()]
    assert "与封存的摘要不符" in altered
    assert strange == "没有任何行为封存过它"
    path.unlink()
    assert any("不见了" in fault.reason for fault in draw_faults())
