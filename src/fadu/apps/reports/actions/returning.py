"""Take a report back from Word: keep the file, accept or refuse each change, answer each comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from django.db import transaction

from fadu.apps.record import evidence as kept
from fadu.apps.record import store
from fadu.apps.record.actions import evidence
from fadu.apps.reports.actions import drafting
from fadu.apps.reports.compiling.drafting import known
from fadu.apps.reports.models import PassageVersion, ReportDraft, ReturnedFile, SettledChange
from fadu.apps.reports.writing import drafts, looks, returned
from fadu.apps.reports.writing.composing import compose, untraced
from fadu.apps.reports.writing.lines import lines_of
from fadu.apps.reports.writing.saying import say
from fadu.core.refusal import Refusal
from fadu.core.wording.texts.revisions import Revised, read_revisions


@dataclass(frozen=True)
class Opened:
    """A returned file: what is still to be decided, what was decided."""

    file: ReturnedFile
    open: Sequence[returned.Proposal]
    settled: Sequence[SettledChange]


def bring_back(draft: ReportDraft, chunks: Iterable[bytes], *, name: str, actor: str, at: datetime) -> ReturnedFile:
    """Keep a Word file that came back. Raises Refusal for what is no .docx, has macros, was brought before, or a report that may not change."""
    if not drafts.standing(draft).is_open:
        raise Refusal(f"{draft.number} 的文字不能再改", "签发以后发现差错的，请作更正")
    if Path(name).suffix.lower() != ".docx":
        raise Refusal(f"{name or '文件'}不是 .docx", "请用 WPS 或 Word 打开，另存为“Word 文档（.docx）”，修订痕迹和批注会保留")
    with transaction.atomic():
        uid = uuid4()
        act = evidence.take(chunks, name=name, subject=str(uid), number=draft.number, actor=actor, at=at)
        made = ReturnedFile.objects.create(uid=uid, draft=draft, name=Path(name).name[:200], entry=act, brought_by=actor, brought_at=at)
        opened(made)  # what can't be read is refused before it is kept
        return made


def file_of(draft: ReportDraft, uid: str) -> ReturnedFile:
    """A returned file of the draft. Raises Refusal where there is none."""
    try:
        found = ReturnedFile.objects.filter(draft=draft, uid=UUID(uid)).first()
    except ValueError:
        found = None
    if found is None:
        raise Refusal("没有这个送回的文件", "请从列表里打开")
    return found


def opened(file: ReturnedFile) -> Opened:
    """The file against the draft as it reads now. Raises Refusal where the file is gone or can't be read."""
    settled = list(file.settled.all())
    done = {one.identity for one in settled}
    return Opened(file, [one for one in _proposals(file) if one.identity not in done], settled)


def accept(file: ReturnedFile, identity: str, *, actor: str, at: datetime) -> None:
    """Do what a change wants, as an edit of its passage. Raises Refusal for what can't be, or is no longer there."""
    with transaction.atomic():
        wanted = _wanted(file, identity)
        if wanted.why:
            raise Refusal(wanted.why, "可以“不采纳”，再按批注手工修改")
        if wanted.kind == returned.ADD:
            drafting.add_passage(wanted.behind, look=wanted.look, text=wanted.text, actor=actor, at=at)
        elif wanted.kind == returned.REMOVE and wanted.look in looks.BODY:
            drafting.remove_passage(wanted.passage, base=_version(wanted.passage), actor=actor, at=at)
        elif wanted.kind in (returned.CHANGE, returned.REMOVE):
            drafting.edit_passage(wanted.passage, wanted.text, base=_version(wanted.passage), actor=actor, at=at)
        _settle(file, wanted, SettledChange.ACCEPTED, actor, at)


def refuse(file: ReturnedFile, identity: str, *, actor: str, at: datetime) -> None:
    """Leave the passage as it is. Raises Refusal for a change that is no longer there."""
    with transaction.atomic():
        _settle(file, _wanted(file, identity), SettledChange.REFUSED, actor, at)


def _wanted(file: ReturnedFile, identity: str) -> returned.Proposal:
    ReportDraft.objects.select_for_update().get(pk=file.draft_id)
    found = next((one for one in opened(file).open if one.identity == identity), None)
    if found is None:
        raise Refusal("这一处已经处理过，或这一段刚刚改过", "请看现在还剩下的改动")
    return found


def _settle(file: ReturnedFile, wanted: returned.Proposal, verdict: str, actor: str, at: datetime) -> None:
    shown = f"{wanted.label}：{wanted.old[:150]} → {wanted.new[:150]}" if wanted.kind != returned.COMMENT else f"批注：{wanted.new[:300]}"
    SettledChange.objects.create(returned=file, identity=wanted.identity, verdict=verdict, shown=shown, by=actor, at=at)


def _version(passage: str) -> int:
    return drafts.passage_of(passage).version


def _proposals(file: ReturnedFile) -> list[returned.Proposal]:
    draft = file.draft
    rows = drafts.passages(draft)
    versions = list(PassageVersion.objects.filter(passage__draft=draft, passage__removed=False).select_related("passage"))
    covers = drafts.scope(draft)
    knows = known(covers, drafts.cited(one.text for one in versions))
    sources = drafts.sources(draft)
    said = [(str(one.uid), one.look, one.text) for one in rows]
    written = compose(said, knows, sources, untraced, correction=drafts.correction_of(draft))
    earlier: dict[str, list[str]] = {}
    for one in (version for version in versions if version.at <= file.brought_at):
        earlier.setdefault(str(one.passage.uid), []).append("".join(piece.words for piece in say(one.text, knows, sources)))
    return returned.proposals(_paragraphs(file), lines_of(written, earlier))


def _paragraphs(file: ReturnedFile) -> list[Revised]:
    item = next((one for one in kept.of_row(str(file.uid)) if not one.is_clip), None)
    data = store.read(str(item.said["sha256"])) if item else None
    if data is None or item is None or kept.differs(item, data):
        raise Refusal(f"{file.name} 的原件不在了或与封存的不符", "请重新送回")
    with TemporaryDirectory(prefix="fadu-returned-") as folder:
        path = Path(folder) / "returned.docx"
        path.write_bytes(data)
        return read_revisions(path)
