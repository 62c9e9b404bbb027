"""Facts about findings in official texts. What these acts say is the only place where it is kept; no text is sealed."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class FindingAccepted(Event):
    """Somebody looked at a finding and lets the text stand. `subject` is core.wording.identity: a digest of check, words and sentence."""

    check: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FindingReopened(Event):
    """A finding that was accepted counts again."""

    check: str
    reason: str
