"""The verbs on documents: write a draft, issue, void, keep what came back signed, adopt and withdraw templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.cases.actions.registering import change_register, enter_register
from fadu.apps.cases.models import Document, Form, Matter
from fadu.apps.cases.queries.documents import kind_name
from fadu.apps.cases.queries.numbers import bearer
from fadu.apps.record import evidence
from fadu.apps.record.actions import enter
from fadu.apps.record.actions import evidence as files
from fadu.apps.record.actions.sealing import locked_head
from fadu.core import documents
from fadu.core.documents import Line
from fadu.core.documents.codes import code_of, plain_code
from fadu.core.documents.filling import clean
from fadu.core.documents.numbering import Number
from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal
from fadu.events.documents import CopyKept, DocumentIssued, DocumentVoided, FormAdopted, FormWithdrawn, NumberVoided
from fadu.web import policy

LONGEST = 20_000
SIGNED, FINGER, REFUSED, OTHER = "签名（纸上）", "手指签名", "拒绝签名", "公告、邮寄等凭证"
WAYS = (SIGNED, FINGER, REFUSED, OTHER)
ARTICLE_59 = "《行政处罚法》第五十九条"


def write_draft(*, matter: Matter, kind: int, written: Mapping[str, str], actor: str) -> Document:
    """Keep what somebody wrote so far. A draft is no act (ADR 0059): nothing rests on it until the document is issued."""
    may(actor, policy.WORK_CASE, bureau())
    strange = [name for name in written if name not in documents.fields() or not documents.fields()[name].by_hand]
    if strange:
        raise Refusal(f"“{strange[0]}”不由人填写", "请从表单里填写")
    if long := [name for name, text in written.items() if len(text) > LONGEST]:
        raise Refusal(f"“{long[0]}”超过 {LONGEST} 字", "请分成附件")
    kept = {name: clean(text) for name, text in written.items()}  # what was emptied stays empty
    draft, _ = Document.objects.update_or_create(
        matter=matter, kind=kind, status="draft", defaults={"written": kept}, create_defaults={"uid": uuid4(), "written": kept},
    )
    return draft


def keep_issued(
    *, matter: Matter, content: Mapping[str, Any], digest: str, pdf: bytes, pages: int, number: str, parts: Number | None, written: Mapping[str, str],
    on: date, form: Form | None, corrects: Document | None, actor: str, at: datetime,
) -> Document:
    """Freeze a document: file, row and act. The draft of its kind is used up. Called inside a transaction that holds the head."""
    kind = int(content["kind"])
    Document.objects.filter(matter=matter, kind=kind, status="draft").delete()
    row = Document(
        uid=uuid4(), matter=matter, kind=kind, status="issued", written=dict(written), number=number, organ=content["organ"],
        prefix=parts.prefix if parts else "", year=parts.year if parts else 0, serial=parts.serial if parts else None, issued_on=on,
        content=dict(content), digest=digest, pdf=sha256(pdf).hexdigest(), pages=pages, form=form, corrects=corrects,
    )
    name = f"{content['title']}{number or on.isoformat()}.pdf".replace("/", "或")
    files.take([pdf], name=name, subject=str(row.uid), number=number or matter.number, actor=actor, at=at)
    entry = enter(
        DocumentIssued(
            subject=str(row.uid), number=number or matter.number, matter=str(matter.uid), kind=kind, name=content["title"], on=on,
            organ=content["organ"], prefix=row.prefix, year=row.year, serial=row.serial or 0, content=digest, pdf=row.pdf, pages=pages,
            template=content["form"], corrects=str(corrects.uid) if corrects else "",
        ),
        actor=actor, at=at, basis=ARTICLE_59 if kind in (38, 39, 50) else "",
    )
    row.seen = entry.index
    row.save()
    enter_register(row, actor=actor, at=at)
    return row


def void(*, uid: str, reason: str, actor: str, at: datetime) -> Document:
    """Void an issued document. Its number stays used. What was served is corrected, not voided."""
    may(actor, policy.DECIDE_CASE, bureau())
    with transaction.atomic():
        row = _issued(uid)
        if row.copies:
            raise Refusal("已经送达或者签收，不能作废", "有笔误的补正；决定有错误的依法撤销、变更后重新作出", "《行政处罚法》第七十五条")
        said = _reason(reason)
        entry = enter(DocumentVoided(subject=str(row.uid), number=row.number or str(row.uid), reason=said), actor=actor, at=at)
        row.status, row.reason, row.seen = "void", said, entry.index
        row.save()
        change_register(row, actor=actor, at=at, withdrawn=True)
        return row


def void_number(*, kind: int, number: Number, organ: str, reason: str, actor: str, at: datetime) -> Document:
    """Say that no document bears a number and none will. Raises Refusal for one that somebody bears."""
    may(actor, policy.DECIDE_CASE, bureau())
    said = _reason(reason)
    with transaction.atomic():
        locked_head()
        if (found := bearer(str(number))) is not None:
            raise Refusal(f"{number} 是{found.who}的{found.what}", "只有没有用的文号才能作废")
        row = Document(
            uid=uuid4(), kind=kind, status="void", number=str(number), organ=organ, prefix=number.prefix, year=number.year, serial=number.serial,
            reason=said,
        )
        event = NumberVoided(subject=str(row.uid), number=str(number), kind=kind, organ=organ, reason=said, **asdict(number))
        row.seen = enter(event, actor=actor, at=at).index
        row.save()
        return row


def keep_copy(
    chunks: Iterable[bytes], *, uid: str, name: str, way: str, on: date, actor: str, at: datetime, witness: str = "", note: str = "", code: str = "",
    scanned: str = "",
) -> Document:
    """Keep a copy that people signed (a scan, a signature drawn by finger), or that tells of a refusal with its witness.

    `code` is the short code printed on the paper, `scanned` the digest that the code in the scan names: where they are given they must be
    this document's. Raises Refusal.
    """
    may(actor, policy.WORK_CASE, bureau())
    if way not in WAYS:
        raise Refusal("没有选择签收方式", f"应为{'、'.join(WAYS)}")
    if way == REFUSED and not (witness.strip() and note.strip()):
        raise Refusal("拒绝签名的没有写明见证人和事由", "写明拒收、拒签的事由和日期，由见证人签名，或者拍照录像记录", "《民事诉讼法》第八十九条")
    if on > at.date():
        raise Refusal(f"签收日期 {on} 是将来的日期", "签收以后再登记")
    with transaction.atomic():
        locked_head()
        row = _issued(uid)
        assert row.issued_on is not None
        if on < row.issued_on:
            raise Refusal(f"签收日期 {on} 早于成文日期 {row.issued_on}", "请核对日期")
        if code.strip() and plain_code(code) != plain_code(code_of(row.digest)):
            raise Refusal("核对码不是这份文书的", "请核对纸上的核对码，或者用“按核对码收存”找到它的文书")
        if scanned and scanned != row.digest:
            raise Refusal("扫描件上的二维码是另一份文书的", "请在“核对文书”里上传这个扫描件，找到它的文书再收存")
        data = b"".join(chunks)
        same = sha256(data).hexdigest() == row.pdf
        index = _kept(row, data, name, actor, at)
        event = CopyKept(
            subject=str(row.uid), number=row.number or str(row.uid), on=on, way=way, sha256=sha256(data).hexdigest(), evidence=index, same=same,
            witness=witness.strip(), note=note.strip(),
        )
        row.seen = enter(event, actor=actor, at=at, basis="《行政处罚法》第六十一条").index
        row.copies = [*row.copies, {**copy_of(event), "on": on.isoformat()}]
        row.save()
        change_register(row, actor=actor, at=at, served_on=on)
        return row


def copy_of(event: CopyKept) -> dict[str, Any]:
    """What a row keeps of a copy."""
    return {name: value for name, value in asdict(event).items() if name not in ("subject", "number")}


def _kept(row: Document, data: bytes, name: str, actor: str, at: datetime) -> int:
    """The act under which the copy lies: its own, or that of the issued file where it is to the last bit the same."""
    if sha256(data).hexdigest() == row.pdf:
        return next(one.index for one in evidence.of_row(str(row.uid)) if one.said["sha256"] == row.pdf)
    return files.take([data], name=name, subject=str(row.uid), number=row.number or str(row.uid), actor=actor, at=at)


def adopt_form(*, kind: int, since: date, name: str, data: bytes, lines: Sequence[Line], actor: str, at: datetime) -> Form:
    """Use a template of the bureau's own from a day on. The lines were read and checked before (`documents.templating`)."""
    may(actor, policy.DECIDE_CASE, bureau())
    kept = [asdict(line) for line in lines]
    with transaction.atomic():
        locked_head()
        if Form.objects.filter(kind=kind, since=since, withdrawn=False).exists():
            raise Refusal(f"《{kind_name(kind)}》已经有 {since} 启用的模板", "换一个启用日期，或者先停用原来的")
        form = Form(uid=uuid4(), kind=kind, since=since, name=name[:200], sha256=sha256(data).hexdigest(), lines=kept)
        files.take([data], name=name, subject=str(form.uid), number=kind_name(kind), actor=actor, at=at)
        event = FormAdopted(subject=str(form.uid), kind=kind, name=form.name, since=since, sha256=form.sha256, text=text_digest(kept))
        form.seen = enter(event, actor=actor, at=at).index
        form.save()
        return form


def withdraw_form(*, uid: str, reason: str, actor: str, at: datetime) -> Form:
    """Stop using a template."""
    may(actor, policy.DECIDE_CASE, bureau())
    said = _reason(reason)
    with transaction.atomic():
        form = Form.objects.select_for_update().filter(uid=uid, withdrawn=False).first()
        if form is None:
            raise Refusal("没有这个模板，或者已经停用", "请从模板页选择")
        form.seen = enter(FormWithdrawn(subject=str(form.uid), kind=form.kind, reason=said), actor=actor, at=at).index
        form.withdrawn = True
        form.save()
        return form


def text_digest(lines: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 of a template's lines in canonical form."""
    return sha256(canonical(list(lines)).encode()).hexdigest()


def _issued(uid: str) -> Document:
    row = Document.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if row is None or row.status != "issued":
        raise Refusal("没有这份文书，或者已经作废", "请从案件的文书页选择")
    return row


def _reason(text: str) -> str:
    if not text.strip():
        raise Refusal("没有写明理由", "写明为什么")
    return text.strip()[:500]
