"""Seal events: canonical content, chain link, handlers; in the transaction of the change they record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from fadu.apps.record import dispatcher
from fadu.apps.record.models import Entry, Head
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.chain import ALGORITHM, GENESIS, leaf, link
from fadu.events.base import Event

_OWN_COLUMNS = ("sheet", "number", "before", "source", "batch")
_CHUNK = 2000


def enter(event: Event, *, actor: str, at: datetime, basis: str = "", mode: str = "done") -> Entry:
    """Seal one event. `actor` is the 工号 of the person who acted (or the name of the command), `at` an aware time."""
    return enter_many([event], actor=actor, at=at, basis=basis, mode=mode)[-1]


def enter_many(events: Iterable[Event], *, actor: str, at: datetime, basis: str = "", mode: str = "done") -> Sequence[Entry]:
    """Seal events in order. Content is made and hashed before the head is locked; returns the entries (all of them).

    Raises ValueError for a naive time and LookupError for an event that is not wired.
    """
    if at.tzinfo is None:
        raise ValueError("a sealed time must carry its zone")
    staged = [(event, _staged(event, actor, at.astimezone(UTC), basis, mode)) for event in events]
    entries = [entry for _, entry in staged]
    with transaction.atomic():
        head = _locked_head()
        for entry in entries:
            entry.index = head.size
            entry.digest = head.digest = link(head.digest, entry.leaf)
            head.size += 1
        Entry.objects.bulk_create(entries, batch_size=_CHUNK)
        head.save(update_fields=["size", "digest"])
        for event, _ in staged:
            dispatcher.dispatch(event)
    return entries


def content(entry: Entry) -> str:
    """What the leaf covers: everything the entry says, but its place in the chain (which the link covers)."""
    return canonical({
        "event": entry.event, "version": entry.version, "mode": entry.mode, "sheet": entry.sheet, "subject": entry.subject,
        "number": entry.number, "actor": entry.actor, "at": entry.at.astimezone(UTC), "basis": entry.basis,
        "before": entry.before, "after": entry.after, "source": entry.source, "batch": entry.batch,
    })


def _staged(event: Event, actor: str, at: datetime, basis: str, mode: str) -> Entry:
    values: dict[str, Any] = _fields(event)
    subject = values.pop("subject")
    own = {name: values.pop(name, None) for name in _OWN_COLUMNS}
    after = values.pop("after", None) if "after" in values else (values or None)
    entry = Entry(
        event=type(event).__name__, version=event.VERSION, mode=mode, actor=actor, at=at, basis=basis,
        subject=subject, sheet=own["sheet"] or "", number=own["number"] or "", source=own["source"] or "", batch=own["batch"] or "",
        before=None if own["before"] is None else canonical(own["before"]),
        after=None if after is None else canonical(after),
        algorithm=ALGORITHM,
    )
    entry.leaf = leaf(content(entry))
    return entry


def _fields(event: Event) -> dict[str, Any]:
    # asdict() copies deeply; a row event holds flat mappings already, and there may be a hundred thousand of them.
    if hasattr(event, "before"):
        return dict(vars(event))
    return asdict(event)


def _locked_head() -> Head:
    head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"size": 0, "digest": GENESIS})
    return head
