"""Receipts and checkpoints that others kept, against each other and against the ledger in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fadu.apps.record import keys, proving
from fadu.apps.record.verifying.one import Step
from fadu.core.ledger.checking import consistent
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.note import Key
from fadu.core.ledger.receipts import FORMAT, Receipt, forks
from fadu.core.refusal import Refusal


def compare(texts: Sequence[str]) -> list[Step]:
    """What each text is and whether it was signed; whether they can belong to one history; whether it is that of the ledger here.

    `texts` are receipts or bare checkpoints as they were handed out (line ends and blanks around them do not matter).
    """
    try:
        known = proving.known_keys()
    except Refusal as refusal:
        return [Step("公钥", False, f"启用签名密钥的封存被改过：{refusal.reason}")]
    steps: list[Step] = []
    seen: list[Checkpoint] = []
    for place, text in enumerate(texts, 1):
        name = f"第 {place} 份" if len(texts) > 1 else "签名"
        try:
            found, said = _read(text.replace("\r\n", "\n").strip() + "\n", known)
        except Refusal as refusal:
            steps.append(Step(name, False, f"{refusal.reason}。{refusal.mend}"))
            continue
        seen.extend(found)
        steps.append(Step(name, True, said))
    if len(texts) > 1 and seen:
        steps.extend(_forks(seen))
    return [*steps, *map(_here, dict.fromkeys(seen))]


def _read(text: str, known: Sequence[Key]) -> tuple[list[Checkpoint], str]:
    signed = keys.opened(text, known)
    if not signed.startswith(FORMAT):
        checkpoint = Checkpoint.read(signed)
        return [checkpoint], f"检查点，{keys.told(text, known)} 签名有效：{_called(checkpoint)}"
    receipt = Receipt.read(signed)
    checkpoint = Checkpoint.read(keys.opened(receipt.checkpoint, known))
    said = f"{receipt.witness} {receipt.received} 收存的回执，{keys.told(text, known)} 签名有效：{_called(checkpoint)}"
    if not receipt.previous:
        return [checkpoint], said
    previous = Checkpoint.read(keys.opened(receipt.previous, known))
    if not consistent(previous.size, checkpoint.size, receipt.path, previous.roots, checkpoint.roots):
        raise Refusal(f"回执里的延续证明不成立：第 {checkpoint.number} 号不是第 {previous.number} 号的延续", "请保存这份回执，它是证据")
    return [previous, checkpoint], f"{said}，是{_called(previous)}的延续"


def _forks(seen: Sequence[Checkpoint]) -> Iterator[Step]:
    found = forks(seen)
    for fork in found:
        yield Step("互相比对", False, f"档案分叉：{fork.reason}。两个签名都有效，请保存两份原件，它们就是证据")
    if not found:
        yield Step("互相比对", True, "没有互相矛盾的检查点")


def _here(checkpoint: Checkpoint) -> Step:
    """Does the ledger in place still begin with what was signed?"""
    name = f"与本机档案：第 {checkpoint.number} 号"
    latest = proving.latest_checkpoint()
    if latest is None or latest[0].origin != checkpoint.origin:
        return Step(name, None, f"属于另一个档案（{checkpoint.origin}）")
    try:
        if checkpoint.size <= latest[0].size and proving.root(checkpoint.size) == checkpoint.roots:
            nodes = len(proving.consistency(checkpoint.size, latest[0].size))
            return Step(name, True, f"本机前 {checkpoint.size} 条的两个根与所签的相同；延续到第 {latest[0].number} 号，{nodes} 个节点")
    except Refusal as refusal:
        return Step(name, False, refusal.reason)
    return Step(name, False, f"本机的档案不是它的延续：前 {checkpoint.size} 条与所签的不符，或已被截去")


def _called(checkpoint: Checkpoint) -> str:
    return f"第 {checkpoint.number} 号检查点（{checkpoint.size} 条，{checkpoint.time}）"
