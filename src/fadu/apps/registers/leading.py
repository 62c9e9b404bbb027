"""The sentence on the leading group (“以…为组长”) from its register: who sat on it on a day, with the post held then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.apps.officers.figures import STAFF
from fadu.apps.registers.queries import standing_on

REGISTER = "领导小组成员"
HEAD, DEPUTY, MEMBER, OFFICE = "组长", "副组长", "成员", "办公室主任"


@dataclass(frozen=True)
class Group:
    """The leading group on a day: its sentence, "" where there is none or no head; what is odd about it."""

    sentence: str
    odd: Sequence[str]


def leading_group(day: date) -> Group:
    """The group on a day. The sentence names post and name; a person in post without a post goes by the name alone."""
    on = STAFF.on(day)
    staff = {row.number: f"{on.value(row, 'post') or ''}{on.value(row, 'name')}" for row in STAFF.there(on)}
    seats: dict[str, list[str]] = {role: [] for role in (HEAD, DEPUTY, MEMBER, OFFICE)}
    odd = []
    rows = list(standing_on(REGISTER, day).order_by("day", "number").values_list("kind", "person__number", "person__name"))
    for role, number, name in rows:
        if number not in staff:
            odd.append(f"{name}（{number}）已不在职，还列为{role}，请免职或者调整")
        told = staff.get(number, name)
        if told not in seats[role]:
            seats[role].append(told)
    if not rows:
        return Group("", ())
    if len(seats[HEAD]) != 1:
        odd.append(f"组长有 {len(seats[HEAD])} 名，应有一名")
    parts = [f"以{'、'.join(seats[role])}为{role}" for role in (HEAD, DEPUTY, MEMBER, OFFICE) if seats[role]]
    return Group(f"成立{'，'.join(parts)}的法治建设领导小组" if seats[HEAD] else "", odd)
