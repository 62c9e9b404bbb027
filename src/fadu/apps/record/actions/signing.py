"""Sign checkpoints, hand receipts to witnesses, make the key: each an act of its own, sealed before it is signed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from django.db import transaction

from fadu.apps.record import keeping, keys, proving
from fadu.apps.record.actions.sealing import enter, locked_head
from fadu.apps.record.curves import ALGORITHMS
from fadu.apps.record.models import Entry, Head, SignedCheckpoint
from fadu.apps.record.queries import last_receipt
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.entry import time_text
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.note import NAMES, Key, Signer, sign
from fadu.core.ledger.receipts import Receipt
from fadu.core.refusal import Refusal
from fadu.events.ledger import CheckpointSigned, ReceiptIssued, SigningKeyMade

SOFTWARE = "法度"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signed:
    """A checkpoint and its note; `is_new` is false where nothing was sealed since and the last one is given again. `lacks` says why the
    ledger's SM2 key did not sign, "" where it did or where there is none."""

    checkpoint: Checkpoint
    note: str
    is_new: bool
    lacks: str = ""


def sign_checkpoint(*, actor: str, at: datetime) -> Signed:
    """Sign how long the ledger is and what its roots are.

    The first time the key is made where there is none. Raises Refusal where the key is not that of this ledger, where there
    is nothing to sign, or where the ledger no longer begins with what was signed before: then something was changed.
    """
    with transaction.atomic():
        head = locked_head()
        last = proving.latest_checkpoint()
        size = Frontier.read(head.edge).size
        if last and last[0].size == size:
            return Signed(*last, is_new=False)
        if not size:
            raise Refusal("档案还是空的，没有什么可签", "请先导入或登记")
        signers, lacks = _signers(actor, at)
        origin = signers[0].key.name
        _require_growth(last[0] if last else None, size, origin)
        number = last[0].number + 1 if last else 1
        enter(CheckpointSigned(subject=origin, checkpoint=number), actor=actor, at=at)
        frontier = Frontier.read(Head.objects.get(pk=head.pk).edge)
        checkpoint = Checkpoint(origin, number, frontier.size, frontier.root(), time_text(at))
        note = sign(checkpoint.text(), signers)
        SignedCheckpoint.objects.create(
            number=number, size=checkpoint.size, sha256=checkpoint.roots.sha256, sm3=checkpoint.roots.sm3, at=at.astimezone(UTC), note=note,
        )
        # Only after the commit: a note that was rolled back must never be seen, the next one would contradict it.
        transaction.on_commit(keep, robust=True)
    return Signed(checkpoint, note, is_new=True, lacks=lacks)


def sign_after(what: str, *, at: datetime) -> None:
    """Sign at the end of a large act. Where it can't be signed the act stands all the same, and the log says why: a lost key must
    not stop the bureau, and `fadu doctor` and `fadu verify` say it again."""
    try:
        signed = sign_checkpoint(actor=SOFTWARE, at=at)
        if signed.lacks:
            logger.warning("%s之后的检查点只有 Ed25519 签名：%s", what, signed.lacks)
    except Refusal as refusal:
        logger.error("%s之后没有签署检查点：%s（%s）", what, refusal.reason, refusal.mend)


def keep() -> None:
    """Write the checkpoints that the file beside the database lacks. The act stands where the disk refuses: the next one makes up for it."""
    try:
        keeping.keep(SignedCheckpoint.objects.order_by("number").values_list("note", flat=True))
    except (OSError, Refusal) as problem:
        logger.error("检查点没有留存到 %s：%s（下次签署时补上）", keeping.file(), getattr(problem, "reason", None) or problem)


def issue_receipt(*, witness: str, received: date, actor: str, at: datetime) -> int:
    """Hand a witness the state of the ledger; signs a checkpoint first where acts came since. Returns the act's index.

    The act holds the receipt to the letter, so that what was handed out can be proven and printed again.
    """
    name = witness.strip()
    if not name or len(name) > 60 or not name.isprintable():
        raise Refusal("见证单位的名称不能用", "请写单位全称，例如“县司法局”，不超过 60 字")
    with transaction.atomic():
        checkpoint, note = _to_hand_out(actor, at)
        before = last_receipt(name)
        if before and before.checkpoint == checkpoint.number:
            raise Refusal(f"{name}已经收存第 {before.checkpoint} 号检查点，此后没有新的封存", f"可以重新打印档案第 {before.index} 条的回执")
        receipt = Receipt(name, received, note)
        old = proving.checkpoint(before.checkpoint) if before else None
        if old:
            receipt = replace(receipt, previous=old[1], path=proving.consistency(old[0].size, checkpoint.size))
        event = ReceiptIssued(
            subject=checkpoint.origin, witness=name, received=received, checkpoint=checkpoint.number,
            previous=before.checkpoint if before else 0, receipt=sign(receipt.text(), _signers(actor, at)[0]),
        )
        return enter(event, actor=actor, at=at).index


def replace_key(*, actor: str, at: datetime, kind: str = "ed25519") -> str:
    """Make a new key for the ledger after the old one was lost or became known to others; returns the public key.

    The old file, where there is one, is put aside. What the old key signed stays valid; from here on the new one signs.
    """
    with transaction.atomic():
        locked_head()
        known = proving.known_keys()
        if kind not in {key.kind for key in known}:
            mend = "第一次签署检查点时自动生成，不用另立" if kind == "ed25519" else "请先用 fadu ledger key --sm2 启用"
            raise Refusal(f"这个档案还没有 {NAMES[kind]} 签名密钥", mend)
        keys.require(kind)
        if keys.file(kind).exists():
            keys.retire(kind)
        return _made_known(keys.make(known[0].name, kind), actor, at)


def add_sm2_key(*, actor: str, at: datetime) -> str:
    """From here on the ledger's checkpoints and receipts are signed with SM2 too; returns the public key. Raises Refusal where there is such
    a key already, or where the library is missing."""
    with transaction.atomic():
        locked_head()
        if any(key.kind == "sm2" for key in proving.known_keys()):
            raise Refusal("这个档案已经有 SM2 签名密钥", "丢失或泄露的，用 fadu ledger key --sm2 --new 另立一把")
        keys.require("sm2")
        first = _first(proving.known_keys(), actor, at)
        return _made_known(keys.make(first.key.name, "sm2"), actor, at)


def _made_known(signer: Signer, actor: str, at: datetime) -> str:
    enter(SigningKeyMade(subject=signer.key.name, key=signer.key.text(), algorithm=signer.key.kind), actor=actor, at=at)
    return signer.key.text()


def _signers(actor: str, at: datetime) -> tuple[list[Signer], str]:
    """Who signs for this ledger, and why SM2 does not where it should: a library or a key that is missing must not stop the bureau."""
    known = proving.known_keys()
    signers = [_first(known, actor, at)]
    if all(key.kind != "sm2" for key in known):
        return signers, ""
    if lacks := ALGORITHMS["sm2"].lacks:
        return signers, lacks
    second = keys.signer("sm2")
    if second is None:
        return signers, f"密钥不在 {keys.file('sm2')}。{keys.lost('sm2')}"
    _require_known(second, known)
    return [*signers, second], ""


def _first(known: list[Key], actor: str, at: datetime) -> Signer:
    """The Ed25519 signer of this ledger; the act that makes its key known goes first where there is none yet."""
    signer = keys.signer()
    if not known:
        signer = signer or keys.make()
        _made_known(signer, actor, at)
    elif signer is None:
        raise Refusal(f"签名密钥不在 {keys.file()}", keys.lost("ed25519"))
    else:
        _require_known(signer, known)
    return signer


def _require_known(signer: Signer, known: list[Key]) -> None:
    if signer.key not in known:
        raise Refusal(f"{keys.file(signer.key.kind)} 不是这个档案的签名密钥", keys.lost(signer.key.kind))


def _to_hand_out(actor: str, at: datetime) -> tuple[Checkpoint, str]:
    """The latest checkpoint if only receipts came since, so that the witnesses of one day get the same; otherwise a new one."""
    locked_head()
    latest = proving.latest_checkpoint()
    if latest and not Entry.objects.filter(index__gte=latest[0].size).exclude(event=ReceiptIssued.__name__).exists():
        return latest
    signed = sign_checkpoint(actor=actor, at=at)
    return signed.checkpoint, signed.note


def _require_growth(last: Checkpoint | None, size: int, origin: str) -> None:
    """What was signed must still be there: a signature over a changed ledger would be a fork under our own name."""
    kept = [checkpoint for note in keeping.kept() if (checkpoint := proving.signed_text(note)).origin == origin]
    newest = sorted(kept, key=lambda checkpoint: checkpoint.number)[-1:]
    for checkpoint in {*newest, *([last] if last else [])}:
        if checkpoint.size > size or proving.root(checkpoint.size) != checkpoint.roots:
            raise Refusal(
                f"现在的档案不是第 {checkpoint.number} 号检查点的延续：有条目在签名之后被改、被删，或恢复了旧备份",
                "请先运行 fadu verify 查明，不要签署",
            )
