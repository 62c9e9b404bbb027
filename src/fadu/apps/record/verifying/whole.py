"""The whole record in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fadu.apps.record import evidence, queries, vault
from fadu.apps.record.models import Entry
from fadu.apps.record.tables import Table
from fadu.apps.record.verifying.entries import ledger_faults
from fadu.apps.record.verifying.faults import BROKEN, Fault
from fadu.apps.record.verifying.forms import form_faults, link_faults
from fadu.apps.record.verifying.signatures import check_signatures
from fadu.apps.record.verifying.states import state_faults
from fadu.core.refusal import Refusal


@dataclass(frozen=True)
class Report:
    """Number of entries and SHA-256 root as the ledger states them; the checkpoints that hold, how many each algorithm signed, and how far
    they reach; faults; notes."""

    entries: int
    root: str
    checkpoints: int
    signatures: dict[str, int]
    covered: int
    faults: list[Fault]
    notes: list[str]


def whole(
    tables: Iterable[Table], also: Callable[[Table], Iterator[Fault]] | None = None, beside: Mapping[str, Callable[[], Iterator[Fault]]] | None = None
) -> Report:
    """Verify everything; `also` is what an office above asks of each table, `beside` what offices keep outside of the registers, by name."""
    signatures = check_signatures()
    odd: list[str] = []
    faults = [*signatures.faults, *_guarded("档案", ledger_faults(signatures.held, odd))]
    for table in tables:
        faults.extend(_guarded(table.sheet.name, state_faults(table)))
        faults.extend(_guarded(table.sheet.name, form_faults(table)))
        if also:
            faults.extend(_guarded(table.sheet.name, also(table)))
    for where, found in (beside or {}).items():
        faults.extend(_guarded(where, found()))
    faults.extend(_guarded("数据库", link_faults()))
    for room, wrong in (("证据材料", evidence.faults()), ("保密库", vault.faults())):
        faults.extend(_guarded(room, (Fault(*fault) for fault in wrong)))
    try:
        entries, root = queries.head()
    except Refusal:  # said above already
        entries, root = Entry.objects.count(), ""
    covered = max((checkpoint.size for checkpoint in signatures.held), default=0)
    notes = [*signatures.notes, *odd, *evidence.notes(), *vault.notes()]
    return Report(entries, root, len(signatures.held), signatures.by, covered, faults, notes)


def _guarded(where: str, found: Iterator[Fault]) -> Iterator[Fault]:
    """What is found; a table that can't be read to its end is a fault, not a crash."""
    try:
        yield from found
    except Refusal as refusal:
        yield Fault(where, refusal.reason)
    except BROKEN as problem:
        yield Fault(where, f"读不下去：{problem}")
