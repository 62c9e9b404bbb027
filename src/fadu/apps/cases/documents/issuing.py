"""Prepare a document from its case, and issue it: checked, numbered, composed, set, frozen and sealed in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fadu.apps.cases.actions.documents import keep_issued
from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.cases.actions.numbering import allot
from fadu.apps.cases.documents import composing, pdf
from fadu.apps.cases.documents.composing import Composition, Value
from fadu.apps.cases.documents.facts import day
from fadu.apps.cases.models import Document, Matter
from fadu.apps.cases.models import Form as Own
from fadu.apps.cases.queries.documents import kind_name
from fadu.apps.cases.queries.sources import Source, source_of, written_before
from fadu.apps.record.actions.sealing import locked_head
from fadu.core import documents
from fadu.core.documents import CORRECTION, Field, Form, Lack, Line
from fadu.core.refusal import Refusal
from fadu.web import policy
from fadu.web.paper import glyphs


class Incomplete(Refusal):
    """Elements are missing; `lacks` names each with its article."""

    def __init__(self, name: str, lacks: Sequence[Lack]) -> None:
        reason = f"《{name}》还缺：{'、'.join(one.name for one in lacks)}"
        article = "；".join(dict.fromkeys(one.article for one in lacks if one.article))
        super().__init__(reason, "；".join(dict.fromkeys(f"{one.name}：{one.mend}" for one in lacks)), article)
        self.lacks = tuple(lacks)


@dataclass(frozen=True)
class Prepared:
    """A document of a matter on a day, before it is issued."""

    matter: Matter
    form: Form
    own: Own | None
    source: Source
    values: Mapping[str, Value]
    written: Mapping[str, str]
    corrects: Document | None

    @property
    def lacks(self) -> list[Lack]:
        """What stands against issuing it: elements, the decision it follows, characters that would be printed as empty boxes."""
        found = composing.lacking(self.source, self.form, self.values)
        if gone := glyphs.missing("".join(value.text for value in self.values.values())):
            mend = "给本机装上有这些字的字体（例如 SimSun-ExtB、思源宋体）再制发，不要用别的字代替"
            found.append(Lack(f"字形：本机的字体里没有“{'”“'.join(gone[:20])}”，印出来是空框", mend, ""))
        return found

    @property
    def asked(self) -> list[Field]:
        """The marked fields that a person fills in."""
        return composing.asked(self.source, self.form, self.values)

    def composition(self, number: str = "", *, marked: bool = False) -> Composition:
        """What it says."""
        return composing.compose(
            self.form, self.values, source=self.source, number=number, marked=marked, corrects=str(self.corrects.uid) if self.corrects else "",
            template=self.own.sha256 if self.own else "",
        )


def form_of(kind: int, own: Own | None) -> Form:
    """The kind with the lines of the bureau's own template, ours where it has none. KeyError for no kind."""
    built_in = documents.forms()[kind]
    return composing.with_lines(built_in, (Line(**line) for line in own.lines)) if own else built_in


def prepare(matter: Matter, kind: int, on: date, *, written: Mapping[str, str] | None = None, corrects: Document | None = None) -> Prepared:
    """The document as it would be. `written`: None takes the draft, and what was written in other documents of the matter."""
    return prepare_all(matter, [kind], on, written=written, corrects=corrects)[0]


def prepare_all(
    matter: Matter, kinds: Sequence[int], on: date, *, written: Mapping[str, str] | None = None, corrects: Document | None = None,
) -> list[Prepared]:
    """Several kinds at once, from one reading of the case."""
    source, before = source_of(matter, on), written_before(matter) if written is None else {}
    own = {one.kind: one for one in Own.objects.filter(kind__in=kinds, since__lte=on, withdrawn=False).order_by("since")}
    drafts = {one.kind: one.written for one in Document.objects.filter(matter=matter, status="draft")} if written is None else {}
    corrected = f"《{corrects.content['title']}》（{corrects.number or day(corrects.issued_on)}）" if corrects else ""
    made = []
    for kind in kinds:
        form, hand = form_of(kind, own.get(kind)), {**before, **drafts.get(kind, {})} if written is None else written
        made.append(Prepared(matter, form, own.get(kind), source, composing.values(source, form, hand, corrected), hand, corrects))
    return made


def issue(
    *, uid: str, kind: int, on: date, actor: str, at: datetime, written: Mapping[str, str] | None = None, corrects: str = "", number: str = "",
) -> Document:
    """Issue a document of the matter `uid`. Same facts, same bytes. Raises Incomplete and Refusal; then nothing is kept, no number used."""
    may(actor, policy.WORK_CASE, bureau())
    if on > at.date():
        raise Refusal(f"成文日期 {on} 是将来的日期", "到那一天再制发")
    with transaction.atomic():
        locked_head()  # numbers are given one at a time
        matter = Matter.objects.select_for_update(of=("self",)).select_related("parent", "case").get(uid=uid)
        if kind not in documents.forms():
            raise Refusal(f"没有第 {kind} 种文书", "请从目录里选择")
        prepared = prepare(matter, kind, on, written=written, corrects=_corrected(matter, corrects))
        if (kind == CORRECTION) != bool(corrects):
            raise Refusal("补正要写明补正哪一份文书", "从要补正的文书页上制作补正通知书")
        if on < matter.opened_on:
            raise Refusal(f"成文日期 {on} 早于事项开始 {matter.opened_on}", "请核对日期")
        if lacks := prepared.lacks:
            raise Incomplete(kind_name(kind), lacks)
        return _frozen(prepared, number, on, actor, at)


def _frozen(prepared: Prepared, given: str, on: date, actor: str, at: datetime) -> Document:
    organ, measure = (prepared.values[name].text if name in prepared.values else "" for name in ("机关", "措施"))
    text, parts = allot(
        form=prepared.form, matter=prepared.matter, state=prepared.source.state, organ=organ, unit=prepared.source.unit, on=on,
        choice=measure or _plan_choice(prepared), given=given,
    )
    composition = prepared.composition(text)
    made = pdf.pdf(composition)
    hand = {name: value.text for name, value in prepared.values.items() if value.by_hand}
    return keep_issued(
        matter=prepared.matter, content=composition.as_dict(), digest=composition.digest, pdf=made, pages=pdf.pages(made), number=text, parts=parts,
        written=hand, on=on, form=prepared.own, corrects=prepared.corrects, actor=actor, at=at,
    )


def _plan_choice(prepared: Prepared) -> str:
    """Which of the readings of 延(分) and 检(鉴) the number takes, said by the text itself: 分期 or 延期, 鉴定 or 检测."""
    said = "".join(value.text for name, value in prepared.values.items() if name in ("延期安排", "物品清单", "事由"))
    words = {"分期": "分", "延期": "延", "鉴定": "鉴", "检测": "检", "监测": "检"}
    return "".join(dict.fromkeys(letter for word, letter in words.items() if word in said))


def _corrected(matter: Matter, uid: str) -> Document | None:
    if not uid:
        return None
    found = Document.objects.filter(matter=matter, uid=uid, status="issued").first()
    if found is None:
        raise Refusal("没有要补正的文书，或者已经作废", "请从案件的文书页选择")
    return found
