"""One entry or one row, step by step, as a page shows it: what was recomputed and what it was compared with."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.apps.record import keys, proving, registry
from fadu.apps.record.models import Entry
from fadu.apps.record.tables import Table
from fadu.apps.record.verifying.faults import BROKEN
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checking import included
from fadu.core.ledger.hashes import leaf
from fadu.core.refusal import Refusal


@dataclass(frozen=True)
class Step:
    """One thing that was checked; `holds` is None where it could not be, and `said` says why."""

    name: str
    holds: bool | None
    said: str


def check_entry(index: int) -> list[Step]:
    """Content, signature, inclusion, and whether the row still says what its last act left. [] where there is no such entry."""
    entry = Entry.objects.filter(index=index).first()
    if entry is None:
        return []
    steps = [_content(entry)]
    try:
        proof = proving.prove(index)
    except Refusal as refusal:
        return [*steps, Step("检查点", None, refusal.reason), *_state(entry)]
    steps.append(_signature(proof))
    made = leaf(proof.text.encode())
    holds = included(made, index, proof.checkpoint.size, proof.path, proof.checkpoint.roots)
    said = f"由这一条的内容和 {len(proof.path)} 个节点，SHA-256 与 SM3 各自算到第 {proof.checkpoint.number} 号检查点所签的根"
    return [*steps, Step("包含证明", holds, said), *_state(entry)]


def check_row(table: Table, uid: str) -> list[Step]:
    """A row: each act on it, the proof of the last one, and the row itself. [] where no act is on such a row."""
    acts = list(Entry.objects.filter(subject=uid, sheet=table.sheet.name).order_by("index"))
    if not acts:
        return []
    wrong = [entry.index for entry in acts[:-1] if not _content(entry).holds]
    said = f"第 {'、'.join(map(str, wrong))} 条的内容与封存时的摘要不符" if wrong else f"此前 {len(acts) - 1} 次行为的内容都与封存时的摘要一致"
    return [*([Step("此前的行为", not wrong, said)] if acts[1:] else []), *check_entry(acts[-1].index)]


def _content(entry: Entry) -> Step:
    try:
        same = leaf(proving.text_of(entry).encode()) == (bytes(entry.sha256), bytes(entry.sm3))
    except BROKEN:
        same = False
    return Step("内容", same, "由各栏内容重算 SHA-256 与 SM3 摘要，" + ("与封存时的一致" if same else "与封存时的不同：内容被改过"))


def _signature(proof: proving.Proof) -> Step:
    name = f"第 {proof.checkpoint.number} 号检查点"
    try:
        known = proving.known_keys()
        keys.opened(proof.note, known)
    except Refusal as refusal:
        return Step(name, False, refusal.reason)
    by = keys.told(proof.note, known)
    return Step(name, True, f"{proof.checkpoint.origin} 的 {by} 签名有效：{proof.checkpoint.size} 条，{proof.checkpoint.time}")


def _state(entry: Entry) -> list[Step]:
    """Does the row say what this act left? Nothing where a later act changed it, or where the act is on no row."""
    table = registry.table(entry.sheet)
    if table is None or Entry.objects.filter(subject=entry.subject, sheet=entry.sheet, index__gt=entry.index).exists():
        return []
    try:
        stored = next(table.read(table.rows().filter(uid=entry.subject)), None)
    except BROKEN:
        return [Step("现状", False, "登记簿里的这一行读不出来")]
    if stored is None:
        return [Step("现状", entry.after is None, "这一行已撤回，登记簿里没有" if entry.after is None else "封存过，但登记簿里没有这一行")]
    same = canonical(stored.snapshot) == entry.after
    return [Step("现状", same, "登记簿里的内容" + ("就是这一次行为留下的" if same else "与最后一次封存的不符"))]
