"""Take files in as evidence, index recordings, withdraw, hand out: each a sealed act on the row that it proves something of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from fadu.apps.record import evidence, store, vault
from fadu.apps.record.actions import storing
from fadu.apps.record.actions.sealing import enter, locked_head
from fadu.core.evidence import kinds
from fadu.core.evidence.names import clean
from fadu.core.ledger.entry import time_text
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.events.evidence import ClipIndexed, EvidenceHandedOut, EvidenceTaken, EvidenceWithdrawn

BASIS = "行政处罚法第四十七条；国办发〔2018〕118号（执法全过程记录）"
_LATER = timedelta(minutes=15)  # by how much the clock of a device may be ahead of ours
_LONGEST_CLIP = 24 * 3600


def take(
    chunks: Iterable[bytes], *, name: str, subject: str, number: str, actor: str, at: datetime,
    taken_at: datetime | None = None, device: str = "", captured: str = "",
) -> int:
    """Take a file in for the row `subject`; returns the index of the act.

    `captured` is the SHA-256 digest that the device stated when it made the picture, "" where it states none. Raises Refusal for what
    `core.evidence.kinds.recognise` refuses, for a digest that is not that of the bytes, and for what the row has already; then nothing is
    kept.
    """
    shown = clean(name)
    vault.refuse_leak(subject, f"{shown} {device}", "文件名或设备名")
    stated = _digest(captured) if captured.strip() else ""
    moment = _moment(taken_at, at, "拍摄时间") if taken_at else ""
    with storing.received(chunks) as part:
        kind = kinds.recognise(part, shown)
        seal = attachment(part.read_bytes())
        if stated and stated != seal["sha256"]:
            reason = "照片与拍摄时的摘要不符：传来的不是当时拍的那一个文件"
            raise Refusal(reason, "请从拍摄的设备直接上传原图；原图已不在的，不填摘要，作一般文件收存")
        event = EvidenceTaken(
            subject=subject, number=number, name=shown, kind=kind.key, taken_at=moment, device=_short(device, "设备"), captured=bool(stated), **seal,
        )
        with transaction.atomic():
            locked_head()  # two uploads of the same bytes at once: the second sees the first
            _refuse_twice(subject, seal["sha256"])
            storing.settle(part, seal["sha256"])
            return enter(event, actor=actor, at=at, basis=BASIS).index


def index_clip(
    *, subject: str, number: str, clip: str, station: str, sha256: str, seconds: int, started_at: datetime, actor: str, at: datetime,
    device: str = "",
) -> int:
    """Put a recording that stays on its station into the index of a row; returns the index of the act. No bytes come in."""
    if not 0 < seconds <= _LONGEST_CLIP:
        raise Refusal("时长不对", "请填写整秒数，不超过 24 小时；更长的按采集站的分段逐段登记")
    if not clip.strip() or not station.strip():
        raise Refusal("没有写明采集站或录像编号", "请照采集站上的名称和编号填写")
    event = ClipIndexed(
        subject=subject, number=number, clip=_short(clip, "录像编号"), station=_short(station, "采集站"), sha256=_digest(sha256),
        seconds=seconds, started_at=_moment(started_at, at, "开始时间"), device=_short(device, "设备"),
    )
    vault.refuse_leak(subject, f"{event.clip} {event.station} {event.device}", "登记内容")
    with transaction.atomic():
        locked_head()
        _refuse_twice(subject, event.sha256)
        return enter(event, actor=actor, at=at, basis=BASIS).index


def withdraw(index: int, *, reason: str, actor: str, at: datetime) -> int:
    """Say that a file or recording no longer counts. Nothing is removed: it stays listed and its bytes stay."""
    with transaction.atomic():
        locked_head()
        found = _item(index)
        if found.withdrawn is not None:
            raise Refusal(f"已经撤回过（档案第 {found.withdrawn} 条）", "")
        if not reason.strip():
            raise Refusal("撤回要写明理由", "请写明为什么不再作为证据")
        vault.refuse_leak(found.subject, reason, "理由")
        event = EvidenceWithdrawn(subject=found.subject, number=found.number, entry=index, reason=_short(reason, "理由", 500))
        return enter(event, actor=actor, at=at, basis=BASIS).index


def hand_out(index: int, *, actor: str, at: datetime) -> BinaryIO:
    """The file for reading, after it was compared with its seal; that it was handed out is sealed. Raises Refusal."""
    found = _item(index)
    if found.is_clip:
        raise Refusal("录像留在采集站，这里没有它的文件", f"请到采集站“{found.said['station']}”调取")
    if wrong := evidence.fault(found):
        raise Refusal(wrong, "请运行 fadu verify 查明，并从备份找回原件")
    enter(EvidenceHandedOut(subject=found.subject, number=found.number, entry=index), actor=actor, at=at)
    return store.open_file(found.said["sha256"])


def _item(index: int) -> evidence.Item:
    found = evidence.item(index)
    if found is None:
        raise Refusal(f"档案第 {index} 条没有收存过文件", "请从这一行的“证据材料”里选择")
    return found


def _refuse_twice(subject: str, sha256: str) -> None:
    for old in evidence.of_row(subject):
        if old.said["sha256"] == sha256 and old.withdrawn is None:
            raise Refusal(f"同一个文件已经收存过（档案第 {old.index} 条“{old.title}”）", "不用再收一次")


def _digest(text: str) -> str:
    wanted = text.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", wanted):
        raise Refusal("摘要写法不对", "SHA-256 摘要是 64 位十六进制数字，请从设备或采集站复制")
    return wanted


def _moment(stated: datetime, at: datetime, what: str) -> str:
    if stated > at + _LATER:
        raise Refusal(f"{what}在现在之后", "请核对设备的时钟和填写的时间")
    return time_text(stated)


def _short(text: str, what: str, longest: int = 80) -> str:
    wanted = text.strip()
    if len(wanted) > longest or not wanted.isprintable():
        raise Refusal(f"{what}太长，或有看不见的字符", f"请写在一行里，不超过 {longest} 字")
    return wanted
