"""Where each decided case stands towards a platform: to be sent, faulty, sent, changed since; and what was sent when, from the sealed acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.apps.cases.decided import Decided, of_year
from fadu.apps.cases.models import Document
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.sending.records import record_of
from fadu.apps.officers.queries import unit
from fadu.apps.record.acts import Act
from fadu.apps.record.models import Entry
from fadu.core.procedure import due
from fadu.core.sending import Fault, faults, filled, mapping
from fadu.core.sending.mappings import Mapping as Table

COMPLETED, SENT, COMPARED = "FieldsCompleted", "BatchSent", "PlatformCompared"
NEW, CORRECTION, REVOCATION = "新增", "更正", "撤销"
_DECISIONS = (38, 39)  # of the catalogue of documents: penalty, no penalty
_REVOKED = {"撤销", "确认无效", "确认违法"}


@dataclass(frozen=True)
class Standing:
    """A case towards a platform. `kind`: what would be sent now, "" where nothing is due; `due_on`: by when, None where no limit is known.

    `changed`: (field, sent, now) of a case that was sent.
    """

    decided: Decided
    values: Mapping[str, str]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    last: Act | None
    kind: str
    due_on: date | None
    changed: tuple[tuple[str, str, str], ...]

    @property
    def ready(self) -> bool:
        return bool(self.kind) and not self.faults

    @property
    def uid(self) -> str:
        return str(self.decided.case.uid)


def batches(target: str) -> list[Act]:
    """What was sent to a platform, the latest first."""
    return list(reversed(_acts(SENT, [target])))


def comparisons(target: str) -> list[Act]:
    """The lists that came back, the latest first."""
    return list(reversed(_acts(COMPARED, [target])))


def batch(index: int) -> Act | None:
    """One batch."""
    subject = Entry.objects.filter(index=index, event=SENT).values_list("subject", flat=True).first()
    return next((one for one in _acts(SENT, [subject]) if one.index == index), None) if subject else None


def completed(target: str, uids: Iterable[str]) -> dict[str, dict[str, str]]:
    """What people completed for a platform: case ("" for all cases) -> code -> value, the later over the earlier."""
    found: dict[str, dict[str, str]] = {}
    for act in _acts(COMPLETED, [target, *uids]):
        if act.said["target"] == target:
            found.setdefault("" if act.subject == target else act.subject, {}).update(act.said["values"])
    return found


def of_year_standing(target: str, year: int, around: Bureau, on: date) -> list[Standing]:
    """All cases decided in a year that a platform takes. Raises Refusal where it has no field table on the day."""
    return standings(target, of_year(year), around, on)


def standings(target: str, cases: Iterable[Decided], around: Bureau, on: date) -> list[Standing]:
    """Where these cases stand; what a platform doesn't take is left out (双公示 takes penalties)."""
    table = mapping(target, on)
    taken = [one for one in cases if target != "credit" or one.state.file.get("outcome") == "处罚"]
    given = completed(target, [str(one.case.uid) for one in taken])
    last: dict[str, tuple[Act, Mapping[str, Any]]] = {}
    for act in _acts(SENT, [target]):
        last.update((row["case"], (act, row)) for row in act.said["rows"])
    written, bureau = _written(taken), unit("名称")
    found = []
    for one in taken:
        record = record_of(one, around, written.get(one.case.pk, {}), bureau)
        found.append(_standing(table, one, record, {**given.get("", {}), **given.get(str(one.case.uid), {})}, last))
    return found


def _written(cases: Iterable[Decided]) -> dict[int, Mapping[str, str]]:
    """What people wrote in the decision as it was issued last, by primary key of the case."""
    matters = {one.matter.pk: one.case.pk for one in cases if one.matter}
    rows = Document.objects.filter(matter__in=list(matters), kind__in=_DECISIONS, status="issued").order_by("issued_on", "pk")
    return {matters[matter]: written for matter, written in rows.values_list("matter", "written")}


def _standing(
    table: Table, one: Decided, record: Mapping[str, Any], given: Mapping[str, str], last: Mapping[str, tuple[Act, Mapping[str, Any]]],
) -> Standing:
    values = filled(table, record, given)
    found = faults(table, values, record)
    act, row = last.get(str(one.case.uid), (None, None))
    names = {field.code: field.name for field in table.fields}
    sent: Mapping[str, str] = row["values"] if row else values
    changed = tuple((names[code], sent.get(code, ""), value) for code, value in values.items() if sent.get(code, "") != value)
    kind = _kind(one, row, changed=bool(changed))
    return Standing(
        one, values, tuple(fault for fault in found if not fault.is_note), tuple(fault for fault in found if fault.is_note), act, kind,
        _due(table, one, kind, sent=row is not None), changed,
    )


def _kind(one: Decided, row: Mapping[str, Any] | None, *, changed: bool) -> str:
    """What would be sent now."""
    if row is None:
        return NEW
    if row["kind"] == REVOCATION or not changed:
        return ""
    results = {said.get("result") for said in (one.state.file.get("appeals") or {}).values()}
    return REVOCATION if one.state.facts.get("overturned_on") and results & _REVOKED else CORRECTION


def _due(table: Table, one: Decided, kind: str, *, sent: bool) -> date | None:
    """A first record of 双公示 by D72 of the decision, a correction after it was overturned by D27."""
    facts = one.state.facts
    if kind == NEW and table.id == "credit":
        return due("D72", facts["decided_on"]).safe
    if sent and kind and facts.get("overturned_on"):
        return due("D27", facts["overturned_on"]).safe
    return None


def _acts(event: str, subjects: Iterable[str]) -> list[Act]:
    return Act.read(Entry.objects.filter(event=event, subject__in=list(subjects)).order_by("index"))
