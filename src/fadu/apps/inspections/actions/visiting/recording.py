"""Record a visit: one entry at the office, or what a phone kept while it had no network. The last entry makes the row of the register.

At the office the law stands before the entry: it is refused. What happened away from it is taken in, and the law's word is sealed beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from fadu.apps.inspections.actions.visiting import along, register
from fadu.apps.inspections.actions.visiting.opening import open_one
from fadu.apps.inspections.visits import grounds, reading
from fadu.apps.record import evidence as reads
from fadu.apps.record import vault
from fadu.apps.record.actions import enter, evidence
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.acts import Act
from fadu.core.ledger.clock import Stamp
from fadu.core.refusal import Refusal
from fadu.core.visits import chain, kinds, order, syncing
from fadu.events.visits import VisitConcluded, VisitEntryMade

OFFICE = "办公电脑"
_PER_CALL = 100


@dataclass(frozen=True)
class Receipt:
    """What was received of a visit: how many entries it now has, the digest over them, whether it is concluded, what is odd."""

    have: int
    head: str
    concluded: bool
    notes: tuple[str, ...]


def record(id: str, kind: str, said: Mapping[str, Any], *, actor: str, at: datetime) -> str:
    """Make one entry at the office; returns the digest of the chain. Raises Refusal with the article where the law stands against it."""
    with transaction.atomic():
        locked_head()
        visit = _visit(id, kind)
        if visit.device and not visit.concluded:
            raise Refusal(f"{visit.number} 已带出到手机“{visit.device}”", "请在手机上记录并上传；手机丢失的，先收回")
        stamp = syncing.Stamp(OFFICE, at, "-", 0)
        entry = {
            "visit": id, "seq": len(visit.entries) + 1, "kind": kind, "said": dict(said), "by": actor, "previous": visit.head,
            "device": syncing.written(stamp),
        }
        digest = chain.follow(entry)
        _take(visit, {**entry, "digest": digest}, 0, actor, at)
        return digest


def photograph(id: str, chunks: Iterable[bytes], *, name: str, what: str, stage: str, actor: str, at: datetime) -> str:
    """Take a photo in at the office and make its entry; returns the digest of the chain. Raises Refusal: neither or both."""
    with transaction.atomic():
        index = evidence.take(chunks, name=name, subject=id, number=_visit(id, "photo").number, actor=actor, at=at, taken_at=None)
        taken = reads.item(index)
        assert taken is not None
        said = {"name": taken.said["name"], "sha256": taken.said["sha256"], "size": taken.said["size"], "what": what, "stage": stage}
        return record(id, "photo", said, actor=actor, at=at)


def receive(id: str, entries: Iterable[Mapping[str, Any]], *, device: str, now: str, actor: str, at: datetime) -> Receipt:
    """Take in what a phone recorded: all of it or nothing. What was received before is passed over, so that it may be sent again.

    `now` is the phone's time as it sends. Raises Refusal for what isn't whole, in order, or from the device that took the visit out.
    """
    sent = list(entries)
    if len(sent) > _PER_CALL:
        raise Refusal(f"一次上传 {len(sent)} 条，最多 {_PER_CALL} 条", "请更新手机上的页面，分批上传")
    skew = syncing.skew(syncing.moment(now), at)
    with transaction.atomic():
        locked_head()
        visit = reading.visit(id)
        if visit is None:
            raise Refusal("没有这次检查", "请在手机上重新下载任务")
        new = syncing.fresh(id, visit.digests, visit.start, sent)
        if new and (visit.device != device or visit.cancelled):
            raise Refusal(f"{visit.number} 不由这台手机记录（已收回，或由另一台带出）", "手机里的记录不会删除，请交内勤处理")
        for entry, digest in new:
            if syncing.stamp(entry).id != device:
                raise Refusal("记录里的设备不是上传的设备", "请在记录的手机上上传")
            _take(visit, {**entry, "digest": digest}, skew, actor, at)
        return Receipt(len(visit.entries), visit.head, visit.concluded is not None, tuple(visit.notes()) if new else ())


def _take(visit: reading.Visit, entry: Mapping[str, Any], skew: int, actor: str, at: datetime) -> None:
    """Seal one entry, and the conclusion with the last one. Raises Refusal for what can't be taken in; at the office also by law."""
    kind, said = entry["kind"], entry["said"]
    kinds.check(kind, said, visit.items)
    vault.refuse_leak(visit.id, " ".join(_texts(said)), "记录")
    stamp = syncing.stamp(entry)
    if entry["by"] != actor or actor not in [one["number"] for one in visit.said["officers"]]:
        raise Refusal("记录人不是这次检查的执法人员，或者不是登录的人", "请由记录人本人登录后上传")
    on = reading.made(entry["device"]["at"], skew, at).date()
    against = order.stands_against(visit.state, kind, said, on=on, officers=visit.officers, items=visit.items, grounds=visit.grounds)
    if against and stamp.id == OFFICE:
        raise against[0]
    event = VisitEntryMade(
        subject=visit.id, number=visit.number, seq=entry["seq"], kind=kind, said=dict(said), by=entry["by"], device=dict(entry["device"]),
        previous=entry["previous"], digest=entry["digest"], skew=skew, findings=tuple(map(_word, against)),
    )
    device = Stamp(f"{stamp.id}·{visit.number}", entry["seq"], stamp.at).text()
    sealed = enter(event, actor=actor, at=at, basis=kinds.KINDS[kind].article, device=device)
    visit.entries.append(Act(
        sealed.index, reading.ENTRY, visit.id, visit.number, actor, at, bytes(sealed.sha256).hex(), {**vars(event), "said": dict(said)},
    ))
    visit.state.take(kind, said)
    if kind == "result" and visit.concluded is None:
        _conclude(visit, said["outcome"], actor, at)


def _conclude(visit: reading.Visit, outcome: str, actor: str, at: datetime) -> None:
    row = register.keep(visit, actor=actor, at=at)
    event = VisitConcluded(
        subject=visit.id, number=visit.number, row=row, outcome=outcome, on=visit.on, head=visit.head, count=len(visit.entries),
        discharged=tuple(grounds.discharged(visit)),
    )
    sealed = enter(event, actor=actor, at=at, basis=kinds.KINDS["result"].article)
    visit.concluded = Act(sealed.index, reading.CONCLUDED, visit.id, visit.number, actor, at, "", {**vars(event)})
    along.recheck(visit, actor=actor, at=at)


def _visit(id: str, kind: str) -> reading.Visit:
    """The visit of an entry; after the result only samples travel on."""
    if kind != "custody":
        return open_one(id)
    visit = reading.visit(id)
    if visit is None:
        raise Refusal("没有这次检查", "请从检查列表里选择")
    return visit


def _word(refusal: Refusal) -> str:
    return f"{refusal.reason}（{refusal.article}）" if refusal.article else refusal.reason


def _texts(said: Mapping[str, Any]) -> Sequence[str]:
    found = [value for value in said.values() if isinstance(value, str)]
    answers = said.get("answers")
    return [*found, *(str(one.get("note", "")) for one in answers.values())] if isinstance(answers, Mapping) else found
