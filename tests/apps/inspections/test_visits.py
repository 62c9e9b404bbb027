"""A visit: who may go, in which order it is recorded, what a phone sends later, what follows from a problem."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest

from fadu.apps.cases.models import Matter
from fadu.apps.inspections import queries, tasks
from fadu.apps.inspections.actions import recusals
from fadu.apps.inspections.actions.visiting import after, files, opening, rating, recording
from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.verifying import chain_faults, draw_faults, visit_faults
from fadu.apps.inspections.visits import duties, reading, tokens
from fadu.apps.officers.actions.accounts import open_account
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from tests.apps.inspections.drawing import drawn, planned, rules
from tests.apps.inspections.visiting import AT, FIRM, JPEG, ONE, PHONE, TWO, Phone, entries, made, opened

pytestmark = pytest.mark.django_db


def refused(work: Any, *words: str) -> Refusal:
    with pytest.raises(Refusal) as found:
        work()
    text = f"{found.value.reason} {found.value.mend} {found.value.article}"
    assert [word for word in words if word not in text] == [], text
    return found.value


def visit(id: str) -> reading.Visit:
    found = reading.visit(id)
    assert found is not None
    return found


def test_a_visit_makes_the_row_of_the_register_that_figures_count() -> None:
    id = made(problems=({}, {"what": "标志缺失", "days": 20}))
    row = Inspection.objects.get(number=visit(id).number)
    assert (row.inspected_on, row.category, row.method) == (AT.date(), "日常巡查", "现场")
    assert row.found_problem and row.problem == "台账缺两日；标志缺失"
    assert row.rectify_by == date(2025, 3, 24) and row.rectified_on is None
    assert sorted(row.officers.values_list("number", flat=True)) == [ONE, TWO]
    assert Entry.objects.get(subject=str(row.uid)).mode == "done"
    assert visit(id).word == "已完成" and list(visit_faults()) == []


def test_who_may_not_go_is_refused_with_the_article() -> None:
    refused(lambda: opened(officers=(ONE,)), "只有 1 人", "第四十二条")
    refused(lambda: opened(officers=(ONE, "431127017")), "不是在职的执法人员")
    refused(lambda: opened(on=date(2031, 3, 4)), "无效", "第四十二条")
    recusals.state_recusal(officer=TWO, facility=FIRM, ground=recusals.GROUNDS[0], actor=ONE, at=AT)
    refused(opened, "回避", "第四十三条")


def test_a_visit_needs_its_ground() -> None:
    refused(lambda: opened(category="信访核查"), "要有线索")
    refused(lambda: opened(category="信访核查", source="没有这个号"), "登记簿里没有")
    refused(lambda: opened(category="专项检查", source="x"), "没有这个专项检查")
    refused(lambda: opened(category="日常巡查", approved_by=""), "批准")
    campaign = opening.declare_campaign(
        name="2025年危险废物专项检查", approved_by="县人民政府", paper="县政办函〔2025〕3号", begins=date(2025, 3, 1), ends=date(2025, 5, 31),
        place="县政府门户网站", matter="危险废物", actor=ONE, at=AT,
    )
    assert visit(opened(category="专项检查", source=campaign)).said["under"] == "2025年危险废物专项检查"
    assert visit(opened(category="自动监控核查", source="BJ2025-0007")).said["clue"] == "BJ2025-0007"


def test_the_yearly_cap_holds_before_the_visit_is_there_and_a_clue_stands_outside_of_it() -> None:
    planned(rules(cap_per_object=1))
    made()
    refused(opened, "年度上限 1 次", "54号")
    opened(category="自动监控核查", source="BJ2025-0007")


def test_a_drawn_visit_goes_to_the_officers_that_were_drawn() -> None:
    draw = drawn(planned())
    task = tasks.tasks(queries.draw(draw))[0]  # type: ignore[arg-type]
    who = tuple(number for number, _ in task.officers)
    others = tuple(number for number in (ONE, TWO, "431127003", "431127004") if number not in who)[:2]
    refused(lambda: opened(category="双随机", facility=task.object, officers=others, source=draw), "抽中的执法人员是")
    begun = opened(category="双随机", facility=task.object, officers=who, source=draw, approved_by="")
    refused(lambda: opened(category="双随机", facility=task.object, officers=who, source=draw), "已经开过 XC2025-0001")
    opening.cancel(begun, reason="改日", actor=ONE, at=AT)
    id = made(category="双随机", facility=task.object, officers=who, source=draw, approved_by="")
    assert visit(id).said["under"] == "2025年第1次抽取"
    assert next(one for one in tasks.tasks(queries.draw(draw)) if one.object == task.object).visit is not None  # type: ignore[arg-type]
    refused(lambda: opened(category="双随机", facility=task.object, officers=who, source=draw), "已经检查过")


def test_the_order_of_a_visit_is_guarded_at_the_office() -> None:
    id = opened()
    steps = dict(entries(id))

    def tell(kind: str, **more: Any) -> Any:
        return lambda: recording.record(id, kind, {**steps[kind], **more}, actor=ONE, at=AT)

    refused(tell("checks"), "还没有出示执法证件", "第五十五条")
    refused(tell("notice", mode="不预先通知"), "理由")
    refused(tell("certificates", shown=False), "没有出示执法证件", "第五十五条")
    refused(tell("certificates", recusal="申请回避"), "申请回避", "第四十三条")
    for kind in ("notice", "certificates"):
        tell(kind)()
    refused(tell("result"), "还缺", "现场检查（勘察）笔录", "签名")
    refused(tell("checks", answers={"C01": {"answer": "不符合"}}), "没有写明情况")
    refused(tell("checks", answers={"Z9": {"answer": "符合"}}), "不在这次检查的清单里")
    refused(lambda: recording.record(id, "notice", steps["notice"], actor="431127017", at=AT), "不是这次检查的执法人员")
    assert visit(id).state.count == 2


def test_a_refusal_to_sign_with_a_witness_stands_for_the_signature() -> None:
    id = opened()
    refusal = ("refusal", {"reason": "认为没有问题，不愿签", "witness": "李某", "witness_of": "某村村委会", "recorded": True})
    for kind, said in entries(id):
        recording.record(id, *(refusal if said.get("role") == "当事人" else (kind, said)), actor=ONE, at=AT)
    assert visit(id).concluded


def test_samples_travel_in_order_and_only_to_a_laboratory_with_its_mark() -> None:
    id = opened()
    for kind, said in entries(id)[:2]:
        recording.record(id, kind, said, actor=ONE, at=AT)
    sample = {"label": "S1", "point": "总排口", "kind": "废水", "method": "HJ 91.1-2019", "seal": "F001"}
    recording.record(id, "sample", sample, actor=ONE, at=AT)

    def pass_on(step: str, **more: Any) -> None:
        said = {"label": "S1", "step": step, "who": "赵某", "where": "县监测站", "at": "2025-03-04 14:00", **more}
        recording.record(id, "custody", said, actor=ONE, at=AT)

    refused(lambda: pass_on("接收"), "下一个环节是交出")
    pass_on("交出")
    refused(lambda: pass_on("接收", intact=True), "CMA")
    refused(lambda: pass_on("接收", paper="181812050001"), "封签")
    pass_on("接收", paper="181812050001", intact=True)
    stray = {"label": "S9", "step": "交出", "who": "赵", "where": "站", "at": "2025-03-04"}
    refused(lambda: recording.record(id, "custody", stray, actor=ONE, at=AT), "没有采过样品")


def test_what_a_phone_kept_arrives_once_however_often_it_is_sent() -> None:
    id = opened()
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    refused(lambda: recording.record(id, *entries(id)[0], actor=ONE, at=AT), "已带出到手机")
    phone = Phone(id)
    for kind, said in entries(id, problems=({},)):
        phone.enter(kind, said)
    assert phone.send(phone.kept[:4]).have == 4
    refused(lambda: phone.send(phone.kept[6:]), "缺第 5 条")
    receipt = phone.send()
    assert (receipt.have, receipt.head, receipt.concluded) == (len(phone.kept), phone.head, True)
    count = Entry.objects.count()
    assert phone.send().have == len(phone.kept) and Entry.objects.count() == count
    assert Inspection.objects.filter(number=visit(id).number).count() == 1
    stamp = Entry.objects.filter(subject=id, event="VisitEntryMade").latest("index").device
    assert PHONE in stamp and f'"seq":{len(phone.kept)}' in stamp
    assert list(visit_faults()) == []


def test_a_changed_entry_a_second_hand_and_a_forged_device_are_refused_and_nothing_is_half_done() -> None:
    id = opened()
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    phone, other = Phone(id), Phone(id)
    for kind, said in entries(id)[:4]:
        phone.enter(kind, said)
    changed = {**phone.kept[3], "said": {**phone.kept[3]["said"], "found": "什么都没有"}}
    refused(lambda: phone.send([*phone.kept[:3], changed]), "摘要不符")
    assert visit(id).entries == []
    phone.send()
    other.enter("notice", {"mode": "不预先通知", "reason": "突击检查"})
    refused(other.send, "在两处各记了一份")
    foreign = Phone(id, device="手机-别的")
    foreign.kept, foreign.head = list(phone.kept), phone.head
    foreign.enter("refusal", {"reason": "不签", "witness": "李某", "witness_of": "村", "recorded": True})
    refused(foreign.send, "不由这台手机记录")
    refused(lambda: opening.take_out(id, device="手机-别的", actor=ONE, at=AT), "另一台设备")
    refused(lambda: phone.send(actor=TWO) if phone.enter("notice", {"mode": "提前通知"}) else None, "不是登录的人")


def test_a_wrong_clock_is_found_said_and_set_right() -> None:
    id = opened()
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    phone = Phone(id, ahead=timedelta(days=-3, minutes=-7))
    for place, (kind, said) in enumerate(entries(id)):
        phone.enter(kind, said, set_clock=timedelta(hours=1) if place == 5 else timedelta())
    notes = " ".join(phone.send().notes)
    assert "时钟比服务器慢 3 天" in notes
    assert "第 6 条之前，设备的时钟被拨快了 60 分钟" in notes
    assert Inspection.objects.get(number=visit(id).number).inspected_on == AT.date()


def test_what_happened_without_network_is_taken_in_with_the_word_of_the_law() -> None:
    id = opened()
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    phone = Phone(id)
    told = entries(id)
    for kind, said in [told[0], *told[2:4], told[1], *told[4:]]:
        phone.enter(kind, said)
    notes = phone.send().notes
    assert [note for note in notes if note.startswith("第 2 条：还没有出示执法证件") and "第五十五条" in note]
    assert visit(id).concluded


def test_a_photo_arrives_in_pieces_goes_on_where_it_stopped_and_is_what_was_photographed(settings: Any) -> None:
    id = opened()
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    phone = Phone(id)
    for kind, said in entries(id, photo=JPEG)[:5]:
        phone.enter(kind, said)
    digest, at = sha256(JPEG).hexdigest(), AT + timedelta(minutes=20)
    refused(lambda: files.put(id, digest, 0, JPEG, actor=ONE, at=at), "先上传记录")
    phone.send()
    assert files.put(id, digest, 0, JPEG[:20], actor=ONE, at=at) == (20, False)
    assert files.arrived(id, digest) == (20, False)
    assert files.put(id, digest, 0, JPEG[:20], actor=ONE, at=at) == (20, False)
    refused(lambda: files.put(id, digest, 30, JPEG[30:], actor=ONE, at=at), "接不上")
    refused(lambda: files.put(id, digest, 20, JPEG[20:].replace(b"\xcf", b"\xce"), actor=ONE, at=at), "与拍摄时的摘要不符")
    assert files.arrived(id, digest) == (0, False)
    assert files.put(id, digest, 0, JPEG, actor=ONE, at=at) == (len(JPEG), True)
    assert files.put(id, digest, 0, JPEG, actor=ONE, at=at) == (len(JPEG), True)
    taken = Entry.objects.get(subject=id, event="EvidenceTaken")
    assert '"captured":true' in taken.after and PHONE in taken.after
    assert not list((settings.FADU_DATA / "visits").glob("*"))


def test_a_photo_of_sixty_megabytes_is_refused_kindly() -> None:
    id = opened()
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    phone = Phone(id)
    phone.enter("photo", {"name": "大.jpg", "sha256": "0" * 64, "size": 60 * 2**20, "what": "全景", "stage": "现场"})
    refused(phone.send, "照片有 60 MB，超过 50 MB", "把照片改小")


def test_a_lost_phone_is_called_back_and_the_visit_goes_on() -> None:
    id = opened()
    opening.take_out(id, device=PHONE, actor=ONE, at=AT)
    phone = Phone(id)
    phone.enter(*entries(id)[0])
    opening.call_back(id, reason="手机落水", actor=ONE, at=AT)
    refused(phone.send, "已收回")
    recording.record(id, *entries(id)[0], actor=ONE, at=AT)


def test_a_visit_that_is_not_made_is_cancelled_with_its_reason_until_it_begins() -> None:
    id, begun = opened(), opened(facility="DX43112700006")
    opening.cancel(id, reason="企业已停产", actor=ONE, at=AT)
    assert visit(id).word == "已取消" and id not in [one.id for one in reading.under_way()]
    refused(lambda: recording.record(id, *entries(id)[0], actor=ONE, at=AT), "已取消")
    recording.record(begun, *entries(begun)[0], actor=ONE, at=AT)
    refused(lambda: opening.cancel(begun, reason="不去了", actor=ONE, at=AT), "已经开始")
    refused(lambda: opening.take_out(begun, device="x" * 41, actor=ONE, at=AT), "设备的名称不对")


def test_a_problem_is_looked_at_again_until_it_is_mended() -> None:
    id = made(problems=({}, {"what": "标志缺失", "days": 20}))
    number = visit(id).number
    assert [one.number for one in duties.unmended(date(2025, 3, 20))] == [number]

    def look(problem: int, on: date, **more: Any) -> None:
        at = AT + timedelta(days=(on - AT.date()).days)
        after.recheck(id, problem, on=on, officers=(ONE, TWO), found="到场查看", actor=ONE, at=at, **{"mended": True, **more})

    refused(lambda: look(1, date(2025, 3, 14)), "没有整改后的照片")
    refused(lambda: look(1, date(2025, 3, 1)), "早于检查")
    look(1, date(2025, 3, 14), mended=False, days_more=5)
    assert visit(id).problems()[0].due == date(2025, 3, 19)
    look(1, date(2025, 3, 19), photos=[("改后.jpg", [JPEG])])
    assert Inspection.objects.get(number=number).rectified_on is None
    look(2, date(2025, 3, 21), photos=[("标志.jpg", [JPEG[:-2] + b"\x00\xff\xd9"])])
    assert Inspection.objects.get(number=number).rectified_on == date(2025, 3, 21)
    assert [one.word for one in visit(id).problems()] == ["已整改", "已整改"]
    refused(lambda: look(2, date(2025, 3, 22)), "已经整改")
    assert number not in [one.number for one in duties.unmended(date(2025, 3, 30))]
    assert list(visit_faults()) == []


def test_a_problem_becomes_a_case_in_one_step() -> None:
    open_account(person_number=ONE, roles=["officer"], actor="测试", at=AT)
    id = made(problems=({},), outcome="发现问题待后续处理")
    before = Matter.objects.count()
    after.hand_over(id, 1, cause="未按规定记录台账", actor=ONE, at=AT)
    matter = Matter.objects.latest("pk")
    assert Matter.objects.count() == before + 1
    assert matter.file["source"] == "日常巡查" and matter.file["source_number"] == visit(id).number
    assert visit(id).problems()[0].word == "已转案件"
    refused(lambda: after.hand_over(id, 1, cause="再转", actor=ONE, at=AT), "已经转为案件")


def test_the_result_is_public_within_twenty_working_days_and_said_once() -> None:
    number = visit(made()).number
    due = next(one for one in duties.unpublished(AT.date()) if one.number == number)
    assert due.due == date(2025, 4, 1)
    refused(lambda: after.publish(number, on=date(2025, 3, 3), place="网站", actor=ONE, at=AT), "早于检查")
    before = duties.pressing(date(2025, 4, 2))
    after.publish(number, on=AT.date(), place="县政府门户网站", actor=ONE, at=AT)
    later = duties.pressing(date(2025, 4, 2))
    assert before and before.results_over - (later.results_over if later else 0) == 1
    assert Inspection.objects.get(number=number).published_on == AT.date()
    refused(lambda: after.publish(number, on=AT.date(), place="网站", actor=ONE, at=AT), "已经公示")


def test_a_firm_rates_once_and_only_after_the_result(settings: Any) -> None:
    waiting, id = opened(), made(facility="DX43112700006")
    refused(lambda: rating.rate(waiting, score=5, words="", at=AT), "还没有完成")
    rating.rate(id, score=4, words="态度好", at=AT)
    refused(lambda: rating.rate(id, score=1, words="", at=AT), "已经评价过")
    assert "态度好" not in (Entry.objects.get(event="VisitRated").after or "") and list(draw_faults()) == []
    code = tokens.token(id)
    assert tokens.visit_of(code) == id and tokens.visit_of(code[:-2] + "xx") is None and tokens.visit_of("x" * 40) is None


def test_an_altered_entry_is_found() -> None:
    broken = visit(made())
    broken.entries[1].said["said"]["present"] = "别人"
    assert [fault.reason for fault in chain_faults(broken)] == ["第 2 条的内容与它的摘要不符"]
