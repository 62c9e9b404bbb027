"""Documents of whole cases: right by their facts, numbered without gaps, frozen, provable; and what nobody can issue."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from fadu.apps.cases.actions import documents as actions
from fadu.apps.cases.documents import composing, pdf
from fadu.apps.cases.documents.composing import Composition
from fadu.apps.cases.documents.issuing import Incomplete, issue, prepare_all
from fadu.apps.cases.documents.verifying import document_faults
from fadu.apps.cases.models import Document
from fadu.apps.cases.planning.asking import NOTICE_PARTS
from fadu.apps.cases.queries import numbers
from fadu.apps.cases.queries.documents import documents_of
from fadu.apps.cases.queries.folding import State
from fadu.apps.cases.queries.sources import Named, Source
from fadu.apps.record import proving, store
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.apps.record.models import Entry
from fadu.apps.registers.models import Fact
from fadu.core import documents
from fadu.core.documents.codes import code_of
from fadu.core.documents.numbering import Number
from fadu.core.refusal import Refusal
from tests.apps.cases.lives import CHIEF, CITY, COMPUTED, EVIDENCE, EXAMINER, LEAD, SECOND, Life, begin, faults, figures
from tests.apps.cases.papers import PARTY, WRITTEN, lacks, paper

pytestmark = pytest.mark.django_db
COUNTED = ("register.document.orders", "register.document.records", "register.document.count")
SHOWN = {"certificates_shown": True, "certificates_confirmed": True}
ORDER = {"discharge_case": True, "order_states_remedy": True, "order_warns_of_daily_penalty": True}


def text(row: Document) -> str:
    """All words of a document."""
    return "\n".join(f"{line['label']}{line['text']}" for line in row.content["lines"])


def printed(row: Document) -> str:
    """The words that a reader finds in the file, without breaks."""
    data = store.read(row.pdf)
    assert data is not None
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def sound(*rows: Document) -> None:
    """Frozen: the same content makes the same bytes, and the ledger knows it all."""
    for row in rows:
        composition = Composition.read(row.content)
        assert pdf.pdf(composition) == store.read(row.pdf), row.number
        assert composition.digest == row.digest
    assert [f"{one.where}：{one.reason}" for one in document_faults()] == []


def fined_after_a_hearing() -> tuple[Life, dict[int, Document]]:
    """Each document of a fine with its hearing, issued where the case has reached it."""
    made: dict[int, Document] = {}

    def issued(*kinds: int) -> None:
        made.update((kind, paper(life, kind)) for kind in kinds)

    life = begin(party=PARTY, facility="DX43112700119")
    life.filed()
    issued(8, 10, 65, 4)
    life.investigated().examined()
    issued(27, 28, 29)
    life.noticed().step("T14", wait=3).proposed(Decimal(25000))
    life.day = date(2026, 10, 24)
    issued(33, 34)
    life.reviewed("T16", hearing_notified_on=date(2026, 10, 8), hearing_on=date(2026, 10, 23), hearing_report="当事人主动整改，建议从轻。")
    issued(36)
    life.discussed().step("T20", EXAMINER)
    issued(37)
    life.decided()
    issued(38, 40)
    life.served().step("T30").work("payment", wait=5, amount=Decimal(25000), receipt="缴款书1号")
    life.step("T34", wait=1, closing_reason="已履行")
    issued(61, 62, 63)
    return life, made


def test_every_document_of_a_fine_with_a_hearing_says_what_the_case_says(bureau: None) -> None:
    life, made = fined_after_a_hearing()
    decision = text(made[38])
    for words in (
        "示例堃喆昇𠮷& <有限>公司", "罚款人民币25000元（大写：贰万伍仟元整）", "《生态环境法典》第一千一百二十条第一款第二项",
        "违反了《生态环境法典》第二百一十四条", "2026年10月23日举行了听证", "自收到本决定书之日起十五日内",
        "永州市人民政府或者蓝山县人民政府申请行政复议", "六个月内直接向人民法院提起行政诉讼",
        "与裁量结果不同的理由：积极配合，主动整改", "每日按罚款数额的百分之三加处罚款",
    ):
        assert words in decision, words
    assert made[38].number == "永环蓝罚〔2026〕901号", "the number of the step"
    assert made[29].number.startswith("永环蓝罚告〔2026〕")
    assert "〔公开" not in decision, "what the sheet says of its sources is not for the party"
    assert "《行政处罚决定书》永环蓝罚〔2026〕901号" in text(made[40])
    assert "缴款25000元" in text(made[61])
    assert made[63].content["lines"][-1]["text"].startswith("14. ")
    words = printed(made[38])
    assert "示例堃喆昇" in words
    assert code_of(made[38].digest) in words
    sound(*made.values())
    assert faults() == [], "and the whole record holds"
    assert [one.kind for one in documents_of(life.matter)] == [one.kind for one in Document.objects.order_by("issued_on", "pk")]


def test_every_document_of_a_daily_penalty_rests_on_its_rounds(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed().investigated().examined().noticed().unopposed()
    daily = life.reviewed().discussed().step("T20", EXAMINER).decided().served().step("T30").track("daily_penalty")
    first = paper(daily, 65)
    daily.step("R01", CHIEF, order_number=first.number, **ORDER).step("R02", wait=10, still_unlawful=True, **SHOWN)
    again = paper(daily, 48)
    assert again.number != first.number, "an order after the first has the next number"
    daily.step("R04", CHIEF, wait=1, order_number=again.number, **ORDER)
    notice = paper(daily, 49)
    assert "29000 元 × 10 日 = 290000 元（不含原罚款）" in text(notice)
    assert again.number in text(notice)
    assert "《行政处罚决定书》（永环蓝罚〔2026〕901号" in text(notice)
    daily.step(
        "R06", wait=2, notice_number=notice.number, notice_parts=list(NOTICE_PARTS), notice_offers_hearing=True, signed_by=CHIEF,
        notice_method="直接", notice_proof="回证5号", notice_service_proof=True, recusals_complete=True,
    )
    daily.step("R07", wait=8, waived_in_writing=False, hearing_requested=False)
    assert "机关负责人的决定" in lacks(daily.matter, 50, daily, WRITTEN)
    daily.reviewed("R08").discussed(meeting_number="AS202691").step("R11", EXAMINER)
    daily.step("R15", CHIEF, wait=1, measure_number="CS202691", decision_number="永环蓝连罚〔2026〕1号", **life.office)
    decision = paper(daily, 50)
    assert "罚款人民币290000元（大写：贰拾玖万元整）" in text(decision)
    assert "依据《生态环境法典》第一千零六十条的规定" in text(decision)
    assert "没有提出陈述、申辩" in text(decision)
    assert decision.number == "永环蓝连罚〔2026〕1号"
    sound(first, again, notice, decision)


def test_every_document_of_a_case_without_penalty_rests_on_its_ground(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed().investigated(penalty_kinds=[]).examined()
    notice = paper(life, 30)
    life.noticed().unopposed().reviewed().discussed("不予处罚").step("T20", EXAMINER)
    life.step(
        "T24", CHIEF, wait=1, decision_number="永环蓝不罚〔2026〕901号", no_penalty_ground="首违不罚", education_given=True, pauses_complete=True,
        no_penalty_evidence=["初次违法", "危害后果轻微", "及时改正"], **life.office,
    )
    decision, promise, receipt = paper(life, 39), paper(life, 25), paper(life, 40)
    assert "依据《行政处罚法》第三十三条第一款的规定，本机关决定对你单位不予行政处罚" in text(decision)
    assert decision.number == "永环蓝不罚〔2026〕901号"
    assert "罚款人民币" not in text(decision)
    sound(notice, decision, promise, receipt)


def test_a_branch_that_may_not_sign_on_the_day_can_issue_no_decision(bureau: None) -> None:
    life = begin(date(2026, 8, 3), facility="DX43112700119")
    life.filed(ended=date(2026, 7, 31))
    assert "2026-08-07 派出机构不得以自己的名义作出《责令改正违法行为决定书》（2026-08-15 起才可以）" in lacks(life.matter, 65, life, WRITTEN)
    life = begin(date(2026, 8, 3), facility="DX43112700119")
    life.office = CITY
    life.filed("永环蓝立〔2026〕902号", ended=date(2026, 7, 31))
    row = paper(life, 65)
    assert row.organ == "永州市生态环境局"
    assert "永州市人民政府申请行政复议" in text(row)
    assert "蓝山县人民政府" not in text(row)


def test_every_kind_of_the_catalogue_can_be_looked_at_and_says_what_it_lacks(bureau: None) -> None:
    life = begin(party="张堃", party_kind="个人").filed().investigated()
    for one in prepare_all(life.matter, sorted(documents.forms()), life.day):
        assert pdf.pdf(one.composition(marked=True), pdf.DRAFT).startswith(b"%PDF"), one.form.name
        assert one.lacks or one.form.layout != "公文", f"{one.form.name}：nobody wrote anything yet"
    full = prepare_all(life.matter, sorted(documents.forms()), life.day, written=WRITTEN)
    lacking = {one.form.number: [lack.name for lack in one.lacks] for one in full if one.lacks}
    assert lacking.keys() == {32, 37, 38, 39, 50, 63, 75}, "what only steps and other documents give"
    assert "公民身份号码：91431127MA00001190" in "".join(line.text for line in full[37].composition().lines)


def test_the_record_proves_a_document_without_us(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed()
    row = paper(life, 65)
    sign_checkpoint(actor=CHIEF, at=life.at)
    assert row.seen is not None
    proof = proving.prove(row.seen)
    assert row.digest in proof.text
    assert row.pdf in proof.text
    assert row.digest in pdf.proof_text(Composition.read(row.content))
    assert "现场检查发现" not in proof.text, "what it says of people is not in the record that leaves the house"


def test_nothing_is_kept_and_no_number_is_used_by_what_is_refused(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed()
    before = (Entry.objects.count(), numbers.next_serial("永环蓝责改", 2026))
    with pytest.raises(Incomplete, match="违法事实") as refused:
        paper(life, 65, written={"违法事实": " "})
    assert "第五十九条" in refused.value.article
    with pytest.raises(Refusal, match="没有第 99 种"):
        paper(life, 99)
    with pytest.raises(Refusal, match="将来"):
        issue(uid=str(life.matter.uid), kind=65, on=date(2027, 1, 1), actor=LEAD, at=life.at, written=WRITTEN)
    assert (Entry.objects.count(), numbers.next_serial("永环蓝责改", 2026)) == before


def test_a_character_that_no_face_here_can_draw_is_named_and_not_printed_as_a_box(bureau: None) -> None:
    life = begin(party="示例𰻞𠀀公司", facility="DX43112700119").filed()
    with pytest.raises(Incomplete, match="“𠀀”"):
        paper(life, 65)


def test_a_step_is_offered_the_number_of_its_document_or_the_next_one(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed().investigated().examined()
    assert numbers.for_step(life.matter, [29, 30], life.day) == {"notice_number": "永环蓝罚告〔2026〕1号"}
    notice = paper(life, 29, number="永环蓝罚告〔2026〕7号")
    assert numbers.for_step(life.matter, [29, 30], life.day) == {"notice_number": notice.number}
    assert numbers.for_step(life.matter, [37, 38], life.day) == {"decision_number": "永环蓝罚〔2026〕1号"}


def test_numbers_go_on_without_gaps_voided_ones_stay_and_a_used_one_is_refused(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed()
    first, second = paper(life, 65), paper(life, 65)
    assert (first.serial, second.serial) == (1, 2)
    actions.void(uid=str(first.uid), reason="当事人名称写错", actor=CHIEF, at=life.at)
    third = paper(life, 65)
    assert third.serial == 3, "a voided number is never given again"
    with pytest.raises(Refusal, match="已经用过"):
        paper(life, 65, number=str(first.number))
    fifth = paper(life, 65, number="永环蓝责改〔2026〕5号")
    book = next(one for one in numbers.series(numbers.uses()) if (one.prefix, one.year) == ("永环蓝责改", 2026))
    assert book.gaps == (4,)
    assert [one.reason for one in book.uses] == ["当事人名称写错", "", "", ""]
    with pytest.raises(Refusal, match="永环蓝责改〔2026〕5号 是"):
        actions.void_number(kind=65, number=Number("永环蓝责改", 2026, 5), organ="", reason="写坏", actor=CHIEF, at=life.at)
    actions.void_number(kind=65, number=Number("永环蓝责改", 2026, 4), organ="", reason="打印作废", actor=CHIEF, at=life.at)
    assert next(one for one in numbers.series(numbers.uses()) if one.prefix == "永环蓝责改" and one.year == 2026).gaps == ()
    sound(second, third, fifth)


def test_the_register_of_documents_and_the_figures_follow_what_is_issued_served_and_voided(bureau: None) -> None:
    before = figures(*COUNTED)
    life = begin(facility="DX43112700119").filed()
    first, second, minutes = paper(life, 65), paper(life, 65), paper(life, 10)
    paper(life, 4)
    actions.void(uid=str(first.uid), reason="写错", actor=CHIEF, at=life.at)
    actions.keep_copy(["签收".encode()], uid=str(second.uid), name="回证.txt", way=actions.SIGNED, on=life.day, actor=LEAD, at=life.at)
    now = figures(*COUNTED)
    assert {name: now[name] - before[name] for name in COUNTED} == {
        "register.document.orders": 1, "register.document.records": 1, "register.document.count": 2,
    }
    row = Fact.objects.get(register="执法文书", number=second.number)
    assert row.values["served_on"] == life.day.isoformat()
    sound(second, minutes)
    assert faults() == []


def test_what_is_altered_behind_the_ledgers_back_is_told(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed()
    row = paper(life, 65)

    def told() -> str:
        return "".join(f"{one.where}{one.reason}" for one in document_faults())

    content = {**row.content, "lines": [{**line, "text": line["text"].replace("七日", "七十日")} for line in row.content["lines"]]}
    Document.objects.filter(pk=row.pk).update(content=content)
    assert "内容" in told()
    Document.objects.filter(pk=row.pk).update(content=row.content, serial=77, number="永环蓝责改〔2026〕77号")
    assert "文号" in told()
    Document.objects.filter(pk=row.pk).delete()
    assert "不见了" in told()


def test_a_signature_by_finger_is_kept_with_the_document_and_a_copy_before_its_day_is_refused(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed()
    row = paper(life, 10)
    picture = BytesIO()
    Image.new("L", (60, 24), 255).save(picture, "PNG")
    drawn = picture.getvalue()
    with pytest.raises(Refusal, match="早于成文日期"):
        actions.keep_copy([drawn], uid=str(row.uid), name="签名.png", way=actions.FINGER, on=date(2026, 9, 1), actor=LEAD, at=life.at)
    kept = actions.keep_copy([drawn], uid=str(row.uid), name="签名.png", way=actions.FINGER, on=life.day, actor=LEAD, at=life.at)
    assert (kept.copies[0]["way"], kept.copies[0]["same"]) == ("手指签名", False)
    data = store.read(row.pdf)
    assert data is not None
    kept = actions.keep_copy([data], uid=str(row.uid), name="回执.pdf", way=actions.OTHER, on=life.day, actor=LEAD, at=life.at)
    assert kept.copies[1]["same"] is True
    assert documents_of(life.matter)[0].served == life.day
    sound(row)


FACTS: dict[str, Any] = {
    "issuer": "永州市生态环境局蓝山分局", "decided_on": date(2026, 10, 28), "penalty_kinds": ["罚款"], "fine": COMPUTED,
    "law_cited": "《生态环境法典》第一千一百二十条第一款第二项", "notice_served_on": date(2026, 9, 29), "hearing_requested": False,
}
FILE: dict[str, Any] = {
    "party": "甲公司", "party_kind": "单位", "credit_code": "91431127MA000119XK", "cause": "案由", "matrix": EVIDENCE, "sheet": ["计算"],
    "law": {"violation": "air.voc_not_enclosed", "conduct_from": "2026-03-01", "facts": {}},
}
UNIT = {"名称": "永州市生态环境局蓝山分局", "上级单位": "永州市生态环境局", "文号机关代字": "永环蓝"}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=st.sets(st.sampled_from(sorted(FACTS))), file=st.sets(st.sampled_from(sorted(FILE))), hand=st.sets(st.sampled_from(sorted(WRITTEN))),
    fine=st.integers(1, 10**8), name=st.text(st.characters(exclude_categories=["Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=40),
)
def test_of_generated_cases_a_decision_is_complete_or_lacks_what_the_case_does_not_hold(
    facts: set[str], file: set[str], hand: set[str], fine: int, name: str,
) -> None:
    kept_facts = {**{key: FACTS[key] for key in facts}, **({"fine": Decimal(fine)} if "fine" in facts else {})}
    kept_file = {**{key: FILE[key] for key in file}, **({"party": name} if "party" in file else {})}
    people = {LEAD: Named("甲", "1"), SECOND: Named("乙", "2")}
    source = Source(State("penalty", facts=kept_facts, file=kept_file), None, people, UNIT, "", "", (), date(2026, 10, 28))
    form = documents.forms()[38]
    found = composing.values(source, form, {key: WRITTEN[key] for key in hand})
    missing = {one.name for one in composing.lacking(source, form, found)}
    shown = name.strip() and composing.clean(name)
    assert ("当事人的姓名或者名称" in missing) == ("party" not in file or not shown)
    assert ("当事人的地址" in missing) == ("当事人住所" not in hand)
    assert ("证据" in missing) == ("matrix" not in file and "证据" not in hand)
    assert ("处罚的种类和内容" in missing) == ("penalty_kinds" not in facts)
    assert ("机关负责人的决定" in missing) == ("decided_on" not in facts)
    assert ("违法事实" in missing) == ("违法事实" not in hand)
    composition = composing.compose(form, found, source=source, number="永环蓝罚〔2026〕1号")
    said = "\n".join(line.text for line in composition.lines)
    if not missing:
        assert shown in said
        assert documents.BLANK not in said
        assert "申请行政复议" in said or WRITTEN["救济途径"] in said
    if "penalty_kinds" in facts and "fine" in facts:
        assert f"罚款人民币{fine}元（大写：" in said
    assert composition.digest == composing.compose(form, found, source=source, number="永环蓝罚〔2026〕1号").digest


def test_a_finished_file_is_dated_as_the_document_and_holds_nothing_that_runs(bureau: None) -> None:
    life = begin(facility="DX43112700119").filed()
    row = paper(life, 65, written={"违法事实": "#eval(\"1\") $x$ \\ @ref <label> https://example.com //注释 /*注*/ `raw`"})
    data = store.read(row.pdf)
    assert data is not None
    assert b"/JavaScript" not in data
    assert b"/URI" not in data
    assert "#eval(\"1\")$x$\\@ref<label>https://example.com//注释/*注*/`raw`" in printed(row).replace("\u200b", "")
    assert PdfReader(BytesIO(data)).metadata["/CreationDate"].startswith("D:20260905")  # type: ignore[index]
    assert datetime.combine(life.day, time(), UTC).date() == row.issued_on
