"""Checkpoints, the key and the kept copies: who signed what, and whether all of it is still there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fadu.apps.record import keeping, keys, proving
from fadu.apps.record.curves import ALGORITHMS
from fadu.apps.record.models import Entry, SignedCheckpoint
from fadu.apps.record.verifying.faults import BROKEN, Fault
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.entry import time_text
from fadu.core.ledger.note import KINDS, NAMES, Key
from fadu.core.refusal import Refusal


@dataclass
class Signatures:
    """The checkpoints whose signatures hold; how many of them each algorithm signed; what does not hold; what should be known."""

    held: list[Checkpoint] = field(default_factory=list)
    by: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check_signatures() -> Signatures:
    """Check every stored checkpoint, and that none was removed."""
    found = Signatures()
    try:
        known = proving.known_keys()
    except Refusal:
        known = []
        found.faults.append(Fault("签名密钥", "启用签名密钥的封存被改过，公钥读不出来"))
    stored = list(SignedCheckpoint.objects.order_by("number"))
    for row in stored:
        try:
            found.held.append(_held(row, known))
            for kind in keys.signed_with(row.note, known):
                found.by[kind] += 1
        except Refusal as refusal:
            found.faults.append(Fault(f"第 {row.number} 号检查点", refusal.reason))
        except BROKEN:
            found.faults.append(Fault(f"第 {row.number} 号检查点", "读不出来"))
    found.faults.extend(_against_acts({row.number: row.size for row in stored}))
    _against_kept(found, [row.note for row in stored])
    _keys(found, known)
    return found


def _held(row: SignedCheckpoint, known: list[Key]) -> Checkpoint:
    if not known:
        raise Refusal("没有任何封存启用过签名密钥")
    checkpoint = Checkpoint.read(keys.opened(row.note, known))
    columns = (row.number, row.size, bytes(row.sha256), bytes(row.sm3), time_text(row.at))
    if columns != (checkpoint.number, checkpoint.size, *checkpoint.roots, checkpoint.time):
        raise Refusal("数据库里的各列与所签的不符")
    if checkpoint.origin != known[0].name:
        raise Refusal("属于另一个档案")
    return checkpoint


def _against_acts(sizes: dict[int, int]) -> Iterator[Fault]:
    """Each checkpoint was ordered by the last act that it covers."""
    acts = Entry.objects.filter(event="CheckpointSigned").order_by("index").values_list("index", "after")
    ordered = {_number(after): index for index, after in acts}
    for number, index in ordered.items():
        if number not in sizes:
            yield Fault(f"第 {number} 号检查点", f"档案第 {index} 条说签署过，但检查点不见了")
        elif sizes[number] != index + 1:
            yield Fault(f"第 {number} 号检查点", f"签的是 {sizes[number]} 条，而签署它的是档案第 {index} 条")
    for number in sizes.keys() - ordered.keys():
        yield Fault(f"第 {number} 号检查点", "没有任何封存说签署过它")


def _number(after: Any) -> int:
    try:
        return int(json.loads(after)["checkpoint"])
    except BROKEN:
        return 0  # no checkpoint has this number; the altered entry is a fault by its digest too


def _against_kept(found: Signatures, notes: list[str]) -> None:
    try:
        kept, have = keeping.kept(), set(notes)
    except Refusal as refusal:
        found.faults.append(Fault(keeping.file().name, refusal.reason))
        return
    for note in kept:
        if note not in have:
            reason = f"留存的检查点（{_called(note)}）在数据库里没有，或内容不同：末尾被截去、被替换，或恢复了旧备份"
            found.faults.append(Fault(keeping.file().name, reason))
    if have - set(kept):
        found.notes.append(f"有 {len(have - set(kept))} 个检查点没有留存在 {keeping.file()}，下次签署时补上")


def _called(note: str) -> str:
    try:
        checkpoint = proving.signed_text(note)
    except Refusal:
        return "读不出来"
    return f"第 {checkpoint.number} 号，{checkpoint.size} 条"


def _keys(found: Signatures, known: list[Key]) -> None:
    for kind in dict.fromkeys(key.kind for key in known):
        if lacks := ALGORITHMS[kind].lacks:
            found.notes.append(f"{lacks}：{found.by[kind]} 个检查点的 {NAMES[kind]} 签名没有核验，新的检查点也不会有")
        else:
            _key(found, known, kind)
    if not found.held and not found.faults:
        found.notes.append("还没有签名检查点：条目只靠数据库自身保护")


def _key(found: Signatures, known: list[Key], kind: str) -> None:
    try:
        signer = keys.signer(kind)
    except Refusal as refusal:
        found.faults.append(Fault("签名密钥", refusal.reason))
        return
    if signer is None:
        found.notes.append(f"{NAMES[kind]} 签名密钥不在 {keys.file(kind)}，不能用它签署新的检查点")
    elif signer.key not in known:
        found.faults.append(Fault("签名密钥", f"{keys.file(kind)} 不是这个档案的密钥：被换过"))
