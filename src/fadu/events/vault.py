"""Facts about personal values in the vault. The values never appear here, only commitments that `enter` seals beside the event."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class VaultEvent(Event):
    """`subject` is the lasting id of the row whose people these are, `number` what people call the row."""

    number: str


@dataclass(frozen=True, kw_only=True)
class SecretsKept(VaultEvent):
    """The particulars of one person were put into the vault; `role` says what the person is to the row (反映人 …)."""

    role: str


@dataclass(frozen=True, kw_only=True)
class UnmaskAsked(VaultEvent):
    """Somebody asks to see these fields, for this purpose."""

    fields: tuple[str, ...]
    purpose: str


@dataclass(frozen=True, kw_only=True)
class UnmaskApproved(VaultEvent):
    """Another person agreed to the request of the act `ask`."""

    ask: int


@dataclass(frozen=True, kw_only=True)
class SecretsUnmasked(VaultEvent):
    """The values were shown once to who asked in the act `ask`."""

    ask: int


@dataclass(frozen=True, kw_only=True)
class ErasureAsked(VaultEvent):
    """Somebody asks that the values be erased, for this reason."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ValuesErased(VaultEvent):
    """The key of the subject was destroyed, and with it these openings: (index of the act, path). The form is fixed by
    docs/ledger-format.md."""

    erased: tuple[tuple[int, str], ...]
