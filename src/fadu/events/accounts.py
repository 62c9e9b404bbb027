"""Facts about accounts and about reads that matter. Passwords never appear in an event."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """A person of the register got a way in; `subject` is the 工号."""

    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RolesGranted(Event):
    """The account now has these roles."""

    roles: tuple[str, ...]
    roles_before: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PasswordReset(Event):
    """Somebody else made a new one-time password for the account."""


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """The person set a password of their own."""


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    """The account lets nobody in any more."""


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Somebody came in, from an address."""

    address: str


@dataclass(frozen=True, kw_only=True)
class SignInRefused(Event):
    """A sign-in failed; `locked` where the account is now closed to further tries for a while."""

    address: str
    locked: bool


@dataclass(frozen=True, kw_only=True)
class LedgerExported(Event):
    """The whole ledger left as a file; `subject` is the file's digest."""

    rows: int
