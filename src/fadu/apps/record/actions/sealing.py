"""Seal events: sealed text, leaf digests, trees, handlers; in the transaction of the change they record."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from fadu.apps.record import dispatcher
from fadu.apps.record.actions.statements import Insert, locked, update
from fadu.apps.record.models import Entry, Head, TreeNode
from fadu.apps.record.proving import text_of
from fadu.core.ledger import clock
from fadu.core.ledger.canonical import canonical, plain
from fadu.core.ledger.entry import SALT_BYTES, salts
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import leaves
from fadu.events.base import Event
from fadu.events.ledger import ClockWentBack

_OWN_COLUMNS = ("sheet", "number", "before", "source", "batch")


def enter(event: Event, *, actor: str, at: datetime, basis: str = "", mode: str = "done", private: str = "", device: str = "") -> Entry:
    """Seal one event. `actor` is the 工号 of the person who acted (or the name of the command), `at` an aware time.

    `private` are the commitments to values in the vault (canonical JSON), `device` the stamp of a device that worked offline.
    """
    staged = _staged(event, actor, at, basis, mode)
    staged.private, staged.device = private, device
    return _sealed([event], [staged])[-1]


def enter_many(events: Iterable[Event], *, actor: str, at: datetime, basis: str = "", mode: str = "done") -> Sequence[Entry]:
    """Seal events in order; texts are made and hashed before the head is locked. Returns the entries (all of them).

    Raises ValueError for a naive time and LookupError for an event that is not wired.
    """
    listed = list(events)
    return _sealed(listed, [_staged(event, actor, at, basis, mode) for event in listed])


def _sealed(events: Sequence[Event], entries: list[Entry]) -> list[Entry]:
    if not entries:
        return []
    for entry, salt in zip(entries, salts(secrets.token_bytes(SALT_BYTES * len(entries))), strict=True):
        entry.salt = salt
    staged = _Staged(entries)
    with transaction.atomic():
        head = locked_head()
        if clock.went_back(head.latest, entries[0].at):
            _step_back(head, entries[0])
        staged.append(head)
        for event in events:
            dispatcher.dispatch(event)
    return entries


class _Staged:
    """Entries with all that can be done before anybody has to wait: texts made and hashed, the INSERT ready but for the indices."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._leaves = leaves([text_of(entry).encode() for entry in entries])
        for entry, digests in zip(entries, self._leaves.pairs(), strict=True):
            entry.sha256, entry.sm3 = digests
        self._insert = Insert(entries)

    def append(self, head: Head) -> None:
        """Give the entries their places at the end of the ledger; the head is locked."""
        frontier = Frontier.read(head.edge)
        first = frontier.size
        nodes = frontier.extend(self._leaves)
        for entry in self._entries:
            head.latest = clock.later(head.latest, entry.at, entry.event)
        if nodes:
            TreeNode.objects.bulk_create(
                TreeNode(level=node.level, place=node.place, sha256=node.digests.sha256, sm3=node.digests.sm3) for node in nodes
            )
        head.edge = frontier.text()
        self._insert.run(first, update(head, edge=head.edge, latest=head.latest))


def _step_back(head: Head, first: Entry) -> None:
    """The server's clock was set back: an act of its own says so before anything else is sealed."""
    assert head.latest is not None
    event = ClockWentBack(subject="clock", latest=clock.step(head.latest)["latest"])
    entry = _staged(event, "法度", first.at, "", "done")
    entry.salt = secrets.token_hex(SALT_BYTES)
    _Staged([entry]).append(head)
    dispatcher.dispatch(event)


def _staged(event: Event, actor: str, at: datetime, basis: str, mode: str) -> Entry:
    if at.tzinfo is None:
        raise ValueError("a sealed time must carry its zone")
    values: dict[str, Any] = _fields(event)
    subject = values.pop("subject")
    own = {name: values.pop(name, None) for name in _OWN_COLUMNS}
    after = values.pop("after", None) if "after" in values else (values or None)
    # Sealed texts are NFC; the columns hold what was hashed, so that the text can be made anew from them.
    words = plain({
        "mode": mode, "actor": actor, "basis": basis, "subject": subject, "sheet": own["sheet"] or "", "number": own["number"] or "",
        "source": own["source"] or "", "batch": own["batch"] or "",
    })
    return Entry(
        event=type(event).__name__, version=event.VERSION, at=at.astimezone(UTC), **words,
        before=None if own["before"] is None else canonical(own["before"]), after=None if after is None else canonical(after),
    )


def _fields(event: Event) -> dict[str, Any]:
    # asdict() copies deeply; a row event holds flat mappings already, and there may be a hundred thousand of them.
    if hasattr(event, "before"):
        return dict(vars(event))
    return asdict(event)


def locked_head() -> Head:
    """The end of the ledger, locked until the transaction ends: nobody else seals meanwhile."""
    return locked(Head, 1) or Head.objects.select_for_update().get_or_create(pk=1, defaults={"edge": Frontier().text()})[0]
