"""Review, give back, sign and publish a report. Signing freezes text and figures with the digests of their rows, and both documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import IO

from django.db import transaction
from django.urls import reverse

from fadu.apps.record import queries as record
from fadu.apps.record.actions import enter, evidence
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.apps.reports.actions.sending import record_sending
from fadu.apps.reports.actions.thinning import thin_at_end
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.models import ReportDraft, SignedFigure, SignedReport
from fadu.apps.reports.sent import PUBLIC
from fadu.apps.reports.writing import drafts, freezing
from fadu.apps.reports.writing.checking import issues
from fadu.apps.reports.writing.composing import Written
from fadu.apps.reports.writing.counting import Counted, counted
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.core.wording.duties import BASIS
from fadu.events.reports import ReportPublished, ReportReturned, ReportReviewed, ReportSigned

# 中办发〔2012〕14号; what the articles say is of high confidence, the wording was not compared with the printed text.
REVIEW = "《党政机关公文处理工作条例》（中办发〔2012〕14号）第二十条：签发前应当审核"
SIGNING = "《党政机关公文处理工作条例》（中办发〔2012〕14号）第二十二条：由本机关负责人审批签发"
_HERE = "本软件的公开页面"
_STORED = "{}/signed"
Writer = Callable[[Report, IO[bytes]], None]


def review(draft: ReportDraft, *, opinion: str, actor: str, at: datetime) -> None:
    """Seal that the text and figures as they stand were reviewed. Raises Refusal where something still stops signing."""
    seen = _seen(draft)
    written = drafts.written(draft, whole=True, traced=True, fresh=True)
    _require_sound(written)
    said = freezing.digest(written, draft)
    with transaction.atomic():
        _require_unmoved(draft, seen)
        where = drafts.standing(draft)
        _require_open(draft, where)
        if where.reviewed and where.reviewed.said["digest"] == said:
            raise Refusal(f"{where.reviewed.actor} 已经审核过这一稿", "请签发，或退回修改")
        event = ReportReviewed(subject=str(draft.uid), number=draft.number, digest=said, opinion=" ".join(opinion.split())[:500])
        enter(event, actor=actor, at=at, basis=REVIEW)


def give_back(draft: ReportDraft, *, reason: str, actor: str, at: datetime) -> None:
    """Give a report back to its writers. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写退回的理由", "请写明要改什么")
    with transaction.atomic():
        locked_head()
        _require_open(draft, drafts.standing(draft))
        enter(ReportReturned(subject=str(draft.uid), number=draft.number, reason=reason.strip()[:500]), actor=actor, at=at, basis=REVIEW)


def sign(draft: ReportDraft, *, word: Writer, paper: Writer, actor: str, at: datetime) -> SignedReport:
    """Freeze, write both documents (`word` as DOCX, `paper` as PDF), seal, and sign a checkpoint over it.

    Raises Refusal where it was not reviewed as it stands or by nobody else, where errors stand, where somebody else signed first, or
    where the ledger moved meanwhile; then nothing is signed.
    """
    seen = _seen(draft)
    written = drafts.written(draft, whole=True, traced=True, fresh=True)
    _require_sound(written)
    said = freezing.digest(written, draft)
    _require_reviewed(draft, said, actor)  # asked again behind the lock; who is refused need not wait for the documents
    figures = counted(written.cited, written.known.scope)
    content = canonical(freezing.content_of(written, draft, figures))
    frozen = freezing.report_of(freezing.read_content(content))
    documents = {"docx": _bytes(frozen, word), "pdf": _bytes(frozen, paper)}
    with transaction.atomic():
        _require_unmoved(draft, seen)
        reviewer = _require_reviewed(draft, said, actor)
        for name, data in documents.items():
            evidence.take(
                [data], name=f"{draft.number}.{name}", subject=_STORED.format(draft.uid), number=draft.number, actor=actor, at=at,
            )
        event = ReportSigned(
            subject=str(draft.uid), number=draft.number, content=attachment(content.encode()), docx=attachment(documents["docx"]),
            pdf=attachment(documents["pdf"]), figures=len(figures), reviewer=reviewer, corrects=draft.corrects.number if draft.corrects else "",
        )
        entry = enter(event, actor=actor, at=at, basis=SIGNING)
        made = SignedReport.objects.create(
            draft=draft, content=content, entry=entry.index, docx=event.docx["sha256"], pdf=event.pdf["sha256"],
        )
        SignedFigure.objects.bulk_create(_kept(made, one) for one in figures.values())
        thin_at_end(draft, actor=actor, at=at)
        sign_checkpoint(actor=actor, at=at)
    return made


def publish(draft: ReportDraft, *, actor: str, at: datetime) -> None:
    """Put a signed report on the public page, and keep that in the register of where reports went. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        where = drafts.standing(draft)
        if where.signed is None:
            raise Refusal(f"{draft.number} 还没有签发", "签发以后才能公开")
        if where.published:
            raise Refusal(f"{draft.number} 已经公开", "不用再公开")
        content = where.signed.said["content"]
        assert isinstance(content, dict)
        event = ReportPublished(subject=str(draft.uid), number=draft.number, digest=str(content["sha256"]))
        enter(event, actor=actor, at=at, basis=f"{BASIS}：除涉密的以外向社会公开")
        record_sending(
            draft, recipient=PUBLIC, on=at.date(), way="本系统公开页面", place=_HERE, receipt=reverse("reports:public_report", args=[draft.number]),
            actor=actor, at=at,
        )


def _require_sound(written: Written) -> None:
    stops = [issue for issue in issues(written) if issue.stops]
    if stops:
        said = "；".join(dict.fromkeys(f"{issue.title}（{issue.words or issue.reason}）" for issue in stops[:5]))
        more = f"等 {len(stops)} 处" if len(stops) > 5 else ""
        raise Refusal(f"还有 {len(stops)} 处错误没有解决：{said}{more}", "请在“核对”里逐处改正；确有依据的，写明理由后认可")


def _seen(draft: ReportDraft) -> tuple[int, int]:
    return record.head()[0], drafts.edits(draft)


def _require_unmoved(draft: ReportDraft, seen: tuple[int, int]) -> None:
    """Lock ledger and draft; what was computed before must still be what is there."""
    locked_head()
    ReportDraft.objects.select_for_update().get(pk=draft.pk)
    _require_unsigned(draft, drafts.standing(draft))
    if _seen(draft) != seen:
        raise Refusal("办理时台账或草稿刚有变动", "请刷新页面，核对以后再办理")


def _require_unsigned(draft: ReportDraft, where: drafts.Standing) -> None:
    if where.signed:
        raise Refusal(f"{where.signed.actor} 刚刚签发了 {draft.number}", "不用再办理，请刷新页面看签发的报告")


def _require_open(draft: ReportDraft, where: drafts.Standing) -> None:
    _require_unsigned(draft, where)
    if not where.is_open:
        raise Refusal(f"{draft.number} {where.stage}", "请打开正在起草的报告")


def _require_reviewed(draft: ReportDraft, digest: str, actor: str) -> str:
    where = drafts.standing(draft)
    _require_open(draft, where)
    if where.reviewed is None:
        raise Refusal(f"{draft.number} 还没有审核", "请先由审核人审核", REVIEW)
    if where.reviewed.said["digest"] != digest:
        raise Refusal(f"{where.reviewed.actor} 审核以后，文字或数字又变了", "请对现在这一稿重新审核", REVIEW)
    if where.reviewed.actor == actor:
        raise Refusal("审核和签发是同一个人", "请由另一位负责人签发，或换人审核", SIGNING)
    return where.reviewed.actor


def _kept(made: SignedReport, one: Counted) -> SignedFigure:
    return SignedFigure(report=made, figure=one.figure.id, rows=canonical(one.rows), deciding=canonical(one.deciding))


def _bytes(report: Report, write: Writer) -> bytes:
    stream = BytesIO()
    write(report, stream)
    return stream.getvalue()
