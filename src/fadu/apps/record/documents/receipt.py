"""A witness receipt as people read it: what was signed, in words and as a code, on one page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import IO, Any

import typst

from fadu.apps.record import keys, proving
from fadu.apps.record.documents import qr
from fadu.apps.record.queries import ReceiptView
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.receipts import Receipt

_TEMPLATE = Path(__file__).with_name("receipt.typ")
_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class ReceiptPage:
    """All that stands on the page; digests in hexadecimal, `signed_at` on the clock of the bureau, `note` the signed checkpoint, `keys`
    (algorithm, public key)."""

    index: int
    bureau: str
    witness: str
    received: str
    origin: str
    number: int
    size: int
    signed_at: str
    sha256: str
    sm3: str
    previous: str
    note: str
    signed_with: str
    keys: list[tuple[str, str]]


def receipt_page(view: ReceiptView, bureau: str) -> ReceiptPage:
    """The page of a receipt that was handed out."""
    receipt = Receipt.read(view.text.rpartition("\n\n")[0] + "\n")
    checkpoint = proving.signed_text(receipt.checkpoint)
    return ReceiptPage(
        index=view.index, bureau=bureau, witness=view.witness, received=view.received.isoformat(), origin=checkpoint.origin,
        number=checkpoint.number, size=checkpoint.size, signed_at=signed_at(checkpoint), **checkpoint.roots.hex(),
        previous=_previous(receipt), note=receipt.checkpoint, signed_with=keys.told(receipt.checkpoint, proving.readable_keys()),
        keys=proving.named_keys(),
    )


def signed_at(checkpoint: Checkpoint) -> str:
    """When it was signed: 2026-01-05 09:30:00 北京时间 (UTC+8), to be read without a computer."""
    at = datetime.fromisoformat(checkpoint.time.removesuffix("Z")).replace(tzinfo=UTC).astimezone(_BEIJING)
    return f"{at:%Y-%m-%d %H:%M:%S}（北京时间）"


def write_pdf(page: ReceiptPage, target: IO[bytes], fonts: list[str]) -> None:
    """Write the page to a binary stream as PDF, set in the first of the fonts that is there."""
    at = datetime.fromisoformat(page.received).replace(tzinfo=UTC)
    data: Any = {**asdict(page), "fonts": fonts}
    compiled: Any = typst.compile(
        _TEMPLATE, root=_TEMPLATE.parent, format="pdf", timestamp=at,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "qr": qr.image(page.note).decode()},
    )
    target.write(compiled)


def _previous(receipt: Receipt) -> str:
    if not receipt.previous:
        return "这是贵单位收存的第一份"
    old = proving.signed_text(receipt.previous)
    return f"第 {old.number} 号（{old.size} 条）；附延续证明 {len(receipt.path)} 个节点，证明本次只在其后增加、没有改动"
