"""Every event is declared in the wiring, raised somewhere, and has a name people can read."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import fadu.events
from fadu.apps.record.queries import VERBS
from fadu.events.base import Event
from fadu.site.wiring import WIRING

SOURCE = Path(fadu.events.__file__).resolve().parents[1]
ABSTRACT = {"Event", "ReportEvent", "RowEvent", "EvidenceEvent", "ExamEvent", "InspectionEvent", "VaultEvent", "MatterEvent"}


def events() -> set[type[Event]]:
    found: set[type[Event]] = set()
    for module in pkgutil.iter_modules(fadu.events.__path__):
        for value in vars(importlib.import_module(f"fadu.events.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Event) and value.__name__ not in ABSTRACT:
                found.add(value)
    return found


def test_every_event_is_wired_or_marked_as_a_fact_only() -> None:
    assert set(WIRING) == events()


def test_every_event_is_raised_somewhere() -> None:
    text = "\n".join(p.read_text("utf-8") for p in (SOURCE / "apps").rglob("*.py") if "actions" in p.parts)
    assert {event.__name__ for event in events() if not re.search(rf"\b{event.__name__}\b", text)} == set()


def test_every_event_has_a_name_people_can_read() -> None:
    assert {event.__name__ for event in events()} == set(VERBS)


def test_every_handler_is_wired_once() -> None:
    handlers = [handler for row in WIRING.values() for handler in row]
    assert len(handlers) == len(set(handlers))
