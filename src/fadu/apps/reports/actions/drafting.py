"""Write a report: begin it, change, add, move and remove passages. Whoever edits names the version that was read, so nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from fadu.apps.record.actions import enter, evidence
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.reports.actions.thinning import thin_at_end
from fadu.apps.reports.compiling.drafting import compile_known, known, scope_of
from fadu.apps.reports.compiling.grammar import Known
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.models import Passage, PassageVersion, ReportDraft
from fadu.apps.reports.writing import drafts, looks
from fadu.apps.reports.writing.composing import passages_of
from fadu.apps.reports.writing.offices import section_of
from fadu.apps.reports.writing.owed import asks
from fadu.apps.reports.writing.tokens import tokens
from fadu.core.figures import Scope
from fadu.core.refusal import Refusal
from fadu.core.wording.duties import BASIS
from fadu.events.reports import ReportBegun, ReportDropped


class Conflict(Refusal):
    """Somebody else changed the passage meanwhile; `theirs` is what it reads now, `mine` what was not saved."""

    def __init__(self, theirs: Passage, mine: str) -> None:
        super().__init__(
            f"您打开以后，{theirs.edited_by} 已经改过这一段", "两种文字都在下面，请合在一起再保存",
        )
        self.theirs, self.mine = theirs, mine


def begin(
    year: int, *, actor: str, at: datetime, as_of: date | None = None, texts: Iterable[tuple[str, str]] | None = None, base: str = "outline",
) -> ReportDraft:
    """Begin the report on a year from the compiled outline, or from passages (look, text) read elsewhere. Raises Refusal where one is
    being written or was signed."""
    scope = scope_of(year, as_of)
    _require_free(year)
    said = list(passages_of(*_compiled(scope, at.date()))) if texts is None else list(texts)
    with transaction.atomic():
        locked_head()
        count = _require_free(year)
        made = ReportDraft.objects.create(year=year, number=f"BG{year}-{count + 1:02d}", as_of=scope.as_of, begun_by=actor, begun_at=at)
        _fill(made, said, actor, at)
        _enter_begun(made, base, actor, at)
    return made


def begin_corrigendum(number: str, *, reason: str, actor: str, at: datetime) -> ReportDraft:
    """Begin a corrigendum of the report that was signed last for its year; it has a number of its own. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写明为什么更正", "请写明哪里有差错、怎样发现的；公开页面会写出来")
    with transaction.atomic():
        locked_head()
        signed = ReportDraft.objects.filter(number=number).first()
        if signed is None or drafts.standing(signed).signed is None:
            raise Refusal(f"{number} 没有签发过，不用更正", "草稿直接修改即可")
        latest = drafts.latest_signed(signed.year)
        if latest != signed:
            raise Refusal(f"{number} 已经更正过", f"请从最近签发的 {latest.number if latest else ''} 更正")
        if (going := drafts.open_draft(signed.year)) is not None:
            raise Refusal(f"更正 {going.number} 正在起草", "请接着写那一份")
        first = number.partition("-更")[0]
        count = ReportDraft.objects.filter(number__startswith=f"{first}-更").count()
        made = ReportDraft.objects.create(
            year=signed.year, number=f"{first}-更{count + 1}", as_of=signed.as_of, corrects=signed, begun_by=actor, begun_at=at,
        )
        _fill(made, ((one.look, one.text) for one in drafts.passages(signed)), actor, at)
        _enter_begun(made, "corrigendum", actor, at, corrects=number, reason=" ".join(reason.split())[:500])
    return made


def drop(draft: ReportDraft, *, reason: str, actor: str, at: datetime) -> None:
    """Give a draft up; everything stays readable. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写理由", "请写明为什么放弃这份草稿")
    with transaction.atomic():
        locked_head()
        _require_open(draft)
        enter(ReportDropped(subject=str(draft.uid), number=draft.number, reason=reason.strip()[:200]), actor=actor, at=at)
        thin_at_end(draft, actor=actor, at=at)


def edit_passage(
    uid: str, text: str, *, base: int, actor: str, at: datetime, look: str = "", writer: bool = True, autosaved: bool = False,
) -> Passage:
    """Give a passage another text (and look). `base` is the version that was read; `writer` says that the actor may write all passages,
    else only those of their own office; `autosaved` that nobody pressed a button. Nothing is written where nothing changed, but what was
    saved by itself becomes a version that is kept once somebody saves it.

    Raises Conflict where somebody else changed it since, and Refusal for tokens that are none or a report that may not change.
    """
    with transaction.atomic():
        passage = _locked(uid, actor, at, writer)
        wanted = look or passage.look
        if wanted != passage.look and (passage.look not in looks.BODY or wanted not in looks.BODY):
            raise Refusal("不能改成这种段落", f"可以是：{'、'.join(looks.BODY.values())}")
        said = looks.tidied(wanted, text)
        list(tokens(said))
        wanted = looks.settled(wanted, said)
        if passage.text != said and _was_rewritten(passage, base):
            raise Conflict(passage, said)
        if (said, wanted) == (passage.text, passage.look) and (autosaved or not _is_autosaved(passage)):
            return passage
        passage.text, passage.look = said, wanted
        return _keep(passage, actor, at, autosaved=autosaved)


def add_passage(after: str, *, look: str, text: str = "", actor: str, at: datetime) -> Passage:
    """Add a passage behind another one of the body, or behind the head. Raises Refusal."""
    if look not in looks.BODY:
        raise Refusal("没有这种段落", f"可以是：{'、'.join(looks.BODY.values())}")
    with transaction.atomic():
        before = _locked(after, actor, at, True)
        said = looks.tidied(look, text)
        list(tokens(said))
        body = [one for one in drafts.passages(before.draft) if one.look in looks.BODY]
        where = next((place for place, one in enumerate(body, 1) if one.pk == before.pk), 0)
        made = Passage.objects.create(draft=before.draft, look=look, text=said, place=0, edited_by=actor, edited_at=at)
        _renumber([*body[:where], made, *body[where:]])
        _version(made)
    return made


def move_passage(uid: str, *, up: bool, actor: str, at: datetime) -> None:
    """Change a passage of the body with its neighbour. Raises Refusal."""
    with transaction.atomic():
        passage = _locked(uid, actor, at, True)
        body = [one for one in drafts.passages(passage.draft) if one.look in looks.BODY]
        here = next((place for place, one in enumerate(body) if one.pk == passage.pk), None)
        if here is None or not 0 <= here + (-1 if up else 1) < len(body):
            return
        there = here + (-1 if up else 1)
        body[here], body[there] = body[there], body[here]
        _renumber(body)
        _keep(body[there], actor, at)


def remove_passage(uid: str, *, base: int, actor: str, at: datetime) -> None:
    """Take a passage out of the body; its versions stay. Raises Conflict and Refusal."""
    with transaction.atomic():
        passage = _locked(uid, actor, at, True)
        if passage.look not in looks.BODY:
            raise Refusal(f"“{looks.HEAD[passage.look]}”不能删除", "不用的，把文字清空")
        if _was_rewritten(passage, base):
            raise Conflict(passage, "")
        passage.removed = True
        _keep(passage, actor, at)


def restore(uid: str, version: int, *, actor: str, at: datetime) -> Passage:
    """Let a passage read as it did in an earlier version; that is a version of its own. Raises Refusal."""
    with transaction.atomic():
        passage = _locked(uid, actor, at, True)
        old = PassageVersion.objects.filter(passage=passage, version=version).first()
        if old is None:
            raise Refusal(f"这一段没有第 {version} 版", "请从修改记录里选择")
        passage.text, passage.look, passage.removed = old.text, old.look, old.removed
        return _keep(passage, actor, at)


def take_source(draft: ReportDraft, chunks: Iterable[bytes], *, name: str, actor: str, at: datetime) -> int:
    """Take a document in that backs typed numbers; returns the act that tokens name. Raises Refusal."""
    with transaction.atomic():
        _require_open(draft)
        return evidence.take(chunks, name=name, subject=str(draft.uid), number=draft.number, actor=actor, at=at)


def _require_free(year: int) -> int:
    """How many drafts on the year were given up; Refusal where one is being written or was signed."""
    others = [(draft, where) for draft, where in drafts.drafts() if draft.year == year]
    for draft, where in others:
        if where.is_open:
            raise Refusal(f"{year}年度的报告 {draft.number} 正在起草", "请接着写那一份；确要重来的，先放弃它")
        if where.signed:
            raise Refusal(f"{year}年度的报告已由 {where.signed.actor} 签发（{draft.number}）", "发现差错的，请从签发的报告作更正")
    return len(others)


def _locked(uid: str, actor: str, at: datetime, writer: bool) -> Passage:
    passage = drafts.passage_of(uid)
    draft = ReportDraft.objects.select_for_update().get(pk=passage.draft_id)  # one after the other: edits of a draft, and signing it
    _require_open(draft)
    passage.refresh_from_db()
    if not writer and not _is_asked(passage, section_of(actor, at.date())):
        raise Refusal("这一段没有分给您的股室", "请与报告撰写人联系")
    return passage


def _was_rewritten(passage: Passage, base: int) -> bool:
    """Whether it reads otherwise than the version that somebody read; that it was moved meanwhile does not count."""
    read = PassageVersion.objects.filter(passage=passage, version=base).first()
    return read is None or (read.text, read.look, read.removed) != (passage.text, passage.look, passage.removed)


def _is_autosaved(passage: Passage) -> bool:
    return PassageVersion.objects.filter(passage=passage, version=passage.version, autosaved=True).exists()


def _is_asked(passage: Passage, section: str) -> bool:
    return bool(section) and any(ask.passage == str(passage.uid) and ask.office == section for ask in asks(passage.draft) if not ask.closed)


def _require_open(draft: ReportDraft) -> None:
    where = drafts.standing(draft)
    if where.signed:
        raise Refusal(f"{draft.number} 已由 {where.signed.actor} 签发，文字和数字不能再改", "发现差错的，请作更正")
    if not where.is_open:
        raise Refusal(f"{draft.number} 已经放弃", "请打开正在起草的报告")


def _compiled(scope: Scope, dated: date) -> tuple[Report, Known]:
    knows = known(scope)
    return compile_known(knows, dated), knows


def _fill(draft: ReportDraft, texts: Iterable[tuple[str, str]], actor: str, at: datetime) -> None:
    made = Passage.objects.bulk_create(
        Passage(draft=draft, look=looks.settled(look, text), text=looks.tidied(look, text), place=place, edited_by=actor, edited_at=at)
        for place, (look, text) in enumerate(_with_head(texts))
    )
    PassageVersion.objects.bulk_create(map(_as_version, made))


def _with_head(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The texts with every slot of the head, once."""
    said = list(texts)
    head = {look: text for look, text in said if look in looks.HEAD}
    return [*((look, head.get(look, "")) for look in looks.HEAD), *(one for one in said if one[0] in looks.BODY)]


def _enter_begun(draft: ReportDraft, base: str, actor: str, at: datetime, *, corrects: str = "", reason: str = "") -> None:
    event = ReportBegun(
        subject=str(draft.uid), number=draft.number, year=draft.year, as_of=draft.as_of, base=base, corrects=corrects, reason=reason,
    )
    enter(event, actor=actor, at=at, basis=BASIS)


def _keep(passage: Passage, actor: str, at: datetime, *, autosaved: bool = False) -> Passage:
    passage.version += 1
    passage.edited_by, passage.edited_at = actor, at
    passage.save()
    _version(passage, autosaved)
    return passage


def _version(passage: Passage, autosaved: bool = False) -> None:
    made = _as_version(passage)
    made.autosaved = autosaved
    made.save()


def _as_version(passage: Passage) -> PassageVersion:
    return PassageVersion(
        passage=passage, version=passage.version, look=passage.look, text=passage.text, place=passage.place, removed=passage.removed,
        by=passage.edited_by, at=passage.edited_at,
    )


def _renumber(body: list[Passage]) -> None:
    for place, one in enumerate(body, len(looks.HEAD)):
        one.place = place
    Passage.objects.bulk_update(body, ["place"])
