"""Document numbers that are used: by documents made here, by those of the registers, and those that were voided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fadu.apps.cases.models import Case, Document
from fadu.apps.cases.queries.documents import kind_name
from fadu.core.documents.numbering import Number, parse

_COLUMNS = (("order_number", "责令改正"), ("notice_number", "事先告知书"), ("decision_number", "决定书"))


@dataclass(frozen=True)
class Use:
    """Who bears a number: a document (`uid`), a case of the register, nobody any more (`reason`)."""

    number: Number
    what: str
    who: str
    uid: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Series:
    """The numbers of a prefix and year in order, and those in between that nobody bears."""

    prefix: str
    year: int
    uses: tuple[Use, ...]
    gaps: tuple[int, ...]


def uses(prefix: str | None = None, year: int | None = None) -> list[Use]:
    """The numbers in use, of one prefix and year or all; a document counts before the register's copy of its number."""
    rows = Document.objects.exclude(number="").exclude(status="draft").select_related("matter")
    if prefix is not None:
        rows = rows.filter(prefix=prefix, year=year)
    found: dict[Number, Use] = {}
    for one in rows:
        if one.serial is not None:
            number = Number(one.prefix, one.year, one.serial)
            who = one.matter.number if one.matter else ""
            found[number] = Use(number, kind_name(one.kind), who, str(one.uid), one.reason if one.status == "void" else "")
    start = f"{prefix}〔{year}〕" if prefix is not None else ""
    for column, what in _COLUMNS:
        for text, case in Case.standing.filter(**{f"{column}__startswith": start}).exclude(**{column: ""}).values_list(column, "number"):
            number_ = parse(text)
            if number_ is not None:
                found.setdefault(number_, Use(number_, what, case))
    return sorted(found.values(), key=lambda one: one.number)


def next_serial(prefix: str, year: int) -> int:
    """The serial after the last one; called with the head of the ledger locked, so that nobody else asks meanwhile."""
    return max((one.number.serial for one in uses(prefix, year)), default=0) + 1


def series(found: Iterable[Use]) -> list[Series]:
    """The uses by prefix and year, newest year first."""
    grouped: dict[tuple[str, int], list[Use]] = defaultdict(list)
    for one in found:
        grouped[one.number.prefix, one.number.year].append(one)
    made = []
    for (prefix, year), some in sorted(grouped.items(), key=lambda item: (-item[0][1], item[0][0])):
        serials = {one.number.serial for one in some}
        made.append(Series(prefix, year, tuple(some), tuple(n for n in range(1, max(serials)) if n not in serials)))
    return made


def bearer(number: str) -> Use | None:
    """Who bears a number already."""
    known = parse(number)
    return next((one for one in uses(known.prefix, known.year) if one.number == known), None) if known else None
