"""What the row rules may ask of the ledger: people, and which day it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.apps.exchange.homes import HOMES
from fadu.apps.record.actions.recording import Incoming
from fadu.apps.record.tables import Stored, Table
from fadu.core.workbook import rules


@dataclass
class Known:
    """People by 工号 with their values, and the day of today."""

    today: date
    people: dict[str, Mapping[str, Any]]

    @classmethod
    def standing(cls, today: date) -> Known:
        """What stands in the database now."""
        table = HOMES["人员"]
        return cls(today, {stored.snapshot["number"]: stored.snapshot for stored in table.read(table.rows())})

    def person(self, number: str) -> Mapping[str, Any] | None:
        return self.people.get(number)


def recheck(table: Table, rows: Iterable[Stored], today: date) -> Iterator[tuple[str, Incoming]]:
    """Rows as they stand with the findings that the law raises about them now."""
    known = Known.standing(today)
    for stored in rows:
        problems = [] if stored.snapshot["withdrawn"] else rules.check(table.sheet, stored.snapshot, known)
        yield str(stored.uid), Incoming(table.key_of(stored.snapshot), stored.snapshot, stored, "", problems)
