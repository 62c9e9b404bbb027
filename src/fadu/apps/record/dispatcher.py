"""Hands sealed events to the handlers that the building wired. The record does not know who listens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fadu.events.base import Event

Handler = Callable[[Event], None]
_wired: dict[type[Event], Sequence[Handler]] = {}


def install(table: Mapping[type[Event], Sequence[Handler]]) -> None:
    """Replace the wiring; called once by the building at start-up."""
    _wired.clear()
    _wired.update(table)


def dispatch(event: Event) -> None:
    """Call the handlers of the event in their written order. Raises LookupError for an event nobody declared."""
    try:
        handlers = _wired[type(event)]
    except KeyError:
        raise LookupError(f"event {type(event).__name__} is not in the wiring table") from None
    for handler in handlers:
        handler(event)
