"""Bind the file of a closed case and archive it: the step of the procedure and the sealed catalogue in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from fadu.apps.cases.actions.keeping import bureau, locked, may
from fadu.apps.cases.actions.stepping import take_step
from fadu.apps.cases.archive import queries
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.steps import STEPS
from fadu.apps.record import store, vault
from fadu.apps.record.actions import enter
from fadu.core import procedure
from fadu.core.archive.filing import Piece, numbered
from fadu.core.archive.retention import kept_until
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.events.archive import FileBound
from fadu.web import policy

BASIS = "《湖南省生态环境行政处罚相关文书范本（2024年版）》归档"


def archiving(matter: Matter) -> procedure.Move | None:
    """The step that archives a matter from where it stands, None where there is none."""
    kind = procedure.procedures()[matter.procedure]
    ways = (move for move in kind.leaving(matter.stage) if "archive_number" in _asks(matter.procedure, move.id))
    return next(ways, None)


def unbound() -> QuerySet[Matter]:
    """Cases that wait to be bound: over and not archived yet, or archived by the step alone."""
    moves = [move for move in procedure.procedures()["penalty"].moves.values() if "archive_number" in _asks("penalty", move.id)]
    stages = {move.source for move in moves} | {move.target for move in moves}
    bound = [one.subject for one in queries.files()]
    return Matter.objects.filter(procedure="penalty", stage__in=stages).exclude(uid__in=bound).order_by("last_on", "pk")


def bind_file(
    *, uid: str, seen: int, archive_number: str, retention: str, ground: str, pieces: Sequence[Piece], on: date, actor: str, at: datetime,
    reason: str = "",
) -> FileBound:
    """Bind and archive. Raises Refusal for a case that isn't over, a number of another file, pieces without pages, bytes that are gone, and
    for binding anew without a reason."""
    with transaction.atomic():
        matter = locked(uid, seen)
        may(actor, policy.HANDLE_CASE, bureau())
        before, wanted = queries.bound(uid), archive_number.strip()
        _refuse(matter, before, wanted, ground, reason)
        until, filed = kept_until(retention, on), numbered(pieces)
        written = " ".join((ground, reason, *(one.title for one in filed)))
        for subject in filter(None, (uid, str(matter.case.uid) if matter.case else "")):
            vault.refuse_leak(subject, written, "题名或说明")
        if move := archiving(matter):
            take_step(uid=uid, move=move.id, answers={"archive_number": wanted}, on=on, actor=actor, at=at, seen=seen)
        event = FileBound(
            subject=uid, number=matter.number, on=on, archive_number=wanted, cause=matter.title, party=matter.party, retention=retention,
            ground=ground.strip(), kept_until=until, pieces=[_sealed(one) for one in filed], reason=reason.strip(),
        )
        enter(event, actor=actor, at=at, basis=BASIS)
        return event


def _asks(kind: str, move: str) -> str:
    step = STEPS.get(kind, {}).get(move)
    return step.asks if step else ""


def _refuse(matter: Matter, before: queries.Bound | None, wanted: str, ground: str, reason: str) -> None:
    if matter.parent is not None:
        raise Refusal(f"{matter.number}随主案组卷", f"请打开 {matter.parent.number}")
    if archiving(matter) is None and not matter.file.get("archive_number"):
        stage = procedure.procedures()[matter.procedure].stages[matter.stage]
        raise Refusal(f"现在是“{stage.name}”，还不能归档", "结案以后再组卷归档")
    if before is not None and not reason.strip():
        raise Refusal(f"{matter.number} 已经组卷（档案第 {before.index} 条）", "重新组卷要写明理由，原来的目录照样留存")
    if not wanted:
        raise Refusal("没有填写案卷号", "请填写案卷号")
    standing = matter.file.get("archive_number")
    if standing and standing != wanted:
        raise Refusal(f"{matter.number} 归档时的案卷号是 {standing}", "照原来的案卷号组卷")
    if not ground.strip():
        raise Refusal("没有写明定这一保管期限的依据", "各类案卷定哪一期限由档案规定，请写明条文或者本机关的规定")
    taken = next((one for one in queries.files() if one.said["archive_number"] == wanted and one.subject != str(matter.uid)), None)
    if taken is not None:
        raise Refusal(f"案卷号 {wanted} 已用于 {taken.number}", "请换一个案卷号")


def _sealed(piece: Piece) -> dict[str, Any]:
    """A piece with the digests and the size of its bytes. Raises Refusal where these are gone or altered."""
    if not piece.digest:
        return asdict(piece)
    data = store.read(piece.digest)
    if data is None or attachment(data)["sha256"] != piece.digest:
        raise Refusal(f"“{piece.title}”的文件不见了，或者被改过", "请运行 fadu verify 查明，从备份找回原件以后再组卷")
    return {**asdict(piece), **attachment(data)}
