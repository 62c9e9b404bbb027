"""The people of a bureau as procedures see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.apps.officers.models import Account, Person

_QUALIFIED_BEFORE = date(2018, 1, 1)  # 《行政处罚法》第五十八条第二款 binds those who review for the first time from then on


@dataclass(frozen=True)
class Man:
    """A person as procedures see them: 工号, name, certificate and its days, qualification for legal review, days in post."""

    number: str
    name: str
    certificate_from: date | None
    certificate_until: date | None
    is_officer: bool
    is_reviewer: bool
    qualified: bool
    left_on: date | None
    roles: tuple[str, ...] = ()

    def belongs(self, among: str) -> bool:
        """Whether this is one of the officers, reviewers, committee or chiefs; "" is anybody."""
        places = {
            "": True, "officers": self.is_officer, "reviewers": self.is_reviewer, "chiefs": "chief" in self.roles,
            "committee": bool({"committee", "chief"} & set(self.roles)),
        }
        return places[among]

    @property
    def label(self) -> str:
        """Name and number, so that two people of one name stay two."""
        return f"{self.name}（{self.number}）"


def people() -> dict[str, Man]:
    """Everybody of the register by 工号."""
    roles = {number: tuple(some) for number, some in Account.objects.filter(is_active=True).values_list("number", "roles")}
    return {
        one.number: Man(
            one.number, one.name, one.certificate_from, one.certificate_until, one.is_officer, one.is_reviewer,
            bool(one.legal_qualification) or (one.first_reviewed_on is not None and one.first_reviewed_on < _QUALIFIED_BEFORE),
            one.left_on, roles.get(one.number, ()),
        )
        for one in Person.standing.order_by("number")
    }
