"""A due list as an iCalendar text (RFC 5545), for the calendar of a phone or a mail program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from fadu.core import days
from fadu.core.procedure.duelist import Entry

_OCTETS = 75


def icalendar(entries: Iterable[Entry], *, stamp: datetime) -> str:
    """One event an entry, on its safe day; `stamp` (aware) says when the list was made.

    The UID follows from limit, start and label, so that a list taken in again replaces its events. Lines end in CRLF and are folded at
    75 octets, never inside a character.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fadu//Fadu due list//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:法定期限"]
    seen: dict[str, int] = {}
    for entry in entries:
        key = "\n".join((entry.limit.id, days.shown(entry.start), entry.label))
        seen[key] = seen.get(key, 0) + 1
        lines.extend(_event(entry, key if seen[key] == 1 else f"{key}\n{seen[key]}", stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(entry: Entry, key: str, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(key.encode()).hexdigest()[:32]}@fadu"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if isinstance(entry.safe, datetime):
        yield f"DTSTART:{entry.safe:%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.safe:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{_after(entry.safe):%Y%m%d}"
    title = f"{entry.label}：{entry.limit.name}" if entry.label else entry.limit.name
    yield f"SUMMARY:{_escaped(title + ('（暂定）' if entry.provisional else ''))}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(entry.sheet))}"
    yield f"CATEGORIES:{_escaped(entry.limit.id)}"
    yield f"STATUS:{'TENTATIVE' if entry.provisional else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _after(day: date) -> date:
    return day + timedelta(1)


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, escaped)
    # Other control characters are not allowed in a text value.
    return "".join(character for character in text if character >= " " or character == "\t")


def _folded(line: str) -> Iterator[str]:
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part += character
        size += octets
    yield part
