"""Reads of accounts and of the unit; callers get values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fadu.apps.officers.models import Account, UnitItem
from fadu.web.policy import ROLES


@dataclass(frozen=True)
class AccountView:
    """An account as a page shows it."""

    number: str
    name: str
    roles: tuple[str, ...]
    role_labels: tuple[str, ...]
    is_active: bool
    must_change_password: bool
    locked_until: datetime | None
    last_login: datetime | None


def accounts() -> list[AccountView]:
    """All accounts by 工号."""
    return [
        AccountView(
            a.number, a.person.name, tuple(a.roles), tuple(ROLES[role] for role in a.roles), a.is_active,
            a.must_change_password, a.locked_until, a.last_login,
        )
        for a in Account.objects.select_related("person").order_by("number")
    ]


def unit(item: str) -> str:
    """A particular of the unit (名称, 简称, 文号机关代字 …), "" where it is not known."""
    found = UnitItem.standing.filter(item=item).first()
    return found.value if found else ""
