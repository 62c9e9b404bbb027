"""Document numbers that are used: by documents made here, by those of the registers, and those that were voided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from fadu.apps.cases.models import Case, Document, Matter
from fadu.apps.cases.queries.documents import kind_name
from fadu.apps.officers.models import UnitItem
from fadu.apps.registers.models import Fact
from fadu.core.documents import catalogue
from fadu.core.documents.numbering import Number, parse, prefix
from fadu.core.refusal import Refusal

# The place in the file where a step keeps the number of a kind.
IN_FILE: Mapping[int, str] = {
    29: "notice_number", 30: "notice_number", 49: "notice_number", 38: "decision_number", 39: "decision_number", 50: "decision_number",
    65: "order_number", 48: "order_number",
}
SHEET = "执法文书"  # the register of documents, of which some may have come in by a workbook
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


def uses(of: str | None = None, year: int | None = None) -> list[Use]:
    """The numbers in use, of one prefix and year or all; a document counts before the register's copy of its number."""
    rows = Document.objects.exclude(number="").exclude(status="draft").select_related("matter").defer("content", "written", "copies")
    if of is not None:
        rows = rows.filter(prefix=of, year=year or 0)
    found: dict[Number, Use] = {}
    for one in rows:
        if one.serial is not None:
            number = Number(one.prefix, one.year, one.serial)
            who = one.matter.number if one.matter else ""
            found[number] = Use(number, kind_name(one.kind), who, str(one.uid), one.reason if one.status == "void" else "")
    for number, what, case in _of_register(f"{of}〔{year}〕" if of is not None else ""):
        found.setdefault(number, Use(number, what, case))
    return sorted(found.values(), key=lambda one: one.number)


def _of_register(start: str) -> Iterator[tuple[Number, str, str]]:
    """The numbers that begin so in the registers of cases and of documents: number, what bears it, case."""
    for column, what in _COLUMNS:
        for text, case in Case.standing.filter(**{f"{column}__startswith": start}).exclude(**{column: ""}).values_list(column, "number"):
            if (number := parse(text)) is not None:
                yield number, what, case
    for values in Fact.standing.filter(register=SHEET, values__document__startswith=start).values_list("values", flat=True):
        if (number := parse(values["document"])) is not None:
            yield number, SHEET, values.get("case") or ""


def next_serial(of: str, year: int) -> int:
    """The serial after the last one; called with the head of the ledger locked, so that nobody else asks meanwhile."""
    own = Document.objects.filter(prefix=of, year=year).aggregate(last=Max("serial"))["last"] or 0
    return max(own, *(number.serial for number, _, _ in _of_register(f"{of}〔{year}〕")), 0) + 1


def for_step(matter: Matter, kinds: Iterable[int], on: date) -> dict[str, str]:
    """The numbers that a step with these documents may take, by their place in the file: of the document that was issued for it, else the
    next. Only offered: the step says which it is."""
    wanted = [kind for kind in kinds if kind in IN_FILE]
    if not wanted:
        return {}
    issued = Document.objects.filter(matter=matter, kind__in=wanted, status="issued").exclude(number="").order_by("-pk").first()
    if issued is not None:
        return {IN_FILE[issued.kind]: issued.number}
    freed = matter.facts.get("penalty_kinds") == [] and 30 in wanted
    kind = 30 if freed else wanted[0]
    try:
        series = prefix(catalogue()[kind].prefix, UnitItem.standing.filter(item="文号机关代字").values_list("value", flat=True).first() or "")
    except Refusal:
        return {}
    return {IN_FILE[kind]: str(Number(series, on.year, next_serial(series, on.year)))}


def series(found: Iterable[Use]) -> list[Series]:
    """The uses by prefix and year, newest year first."""
    grouped: dict[tuple[str, int], list[Use]] = defaultdict(list)
    for one in found:
        grouped[one.number.prefix, one.number.year].append(one)
    made = []
    for (of, year), some in sorted(grouped.items(), key=lambda item: (-item[0][1], item[0][0])):
        serials = {one.number.serial for one in some}
        made.append(Series(of, year, tuple(some), tuple(n for n in range(1, max(serials)) if n not in serials)))
    return made


def bearer(number: str) -> Use | None:
    """Who bears a number already."""
    known = parse(number)
    if known is None:
        return None
    row = Document.objects.filter(prefix=known.prefix, year=known.year, serial=known.serial).select_related("matter").first()
    if row is not None:
        return Use(known, kind_name(row.kind), row.matter.number if row.matter else "", str(row.uid), row.reason if row.status == "void" else "")
    return next((Use(known, what, case) for one, what, case in _of_register(str(known)) if one == known), None)
