"""What the text of a document may be taken from: the folded matter and its parent, people with their certificates, the unit, the facility,
and the documents that were issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fadu.apps.cases.models import Document, Matter
from fadu.apps.cases.queries.documents import Issued, documents_of
from fadu.apps.cases.queries.folding import State
from fadu.apps.cases.queries.local import local_rules
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.facilities.models import Facility
from fadu.apps.officers.models import Person, UnitItem
from fadu.core.procedure.rules.local import LocalRules

_RECENT = 100  # documents of a matter whose fields are offered again


@dataclass(frozen=True)
class Named:
    """Somebody of the register as documents name them."""

    name: str
    certificate: str


@dataclass(frozen=True)
class Source:
    """Everything a text may rest on, as values. `on` is the day that the document bears."""

    state: State
    parent: State | None
    people: Mapping[str, Named]
    unit: Mapping[str, str]
    address: str
    credit_code: str
    issued: tuple[Issued, ...]
    on: date
    local: LocalRules | None = None

    def name(self, number: str | None) -> str:
        """The name of a 工号, the number itself for somebody who is not in the register."""
        found = self.people.get(number or "")
        return found.name if found else number or ""


def source_of(matter: Matter, on: date) -> Source:
    """The source of a matter's documents on a day."""
    state = state_of(matter)
    facility = Facility.objects.filter(number=state.file.get("facility") or "").first()
    return Source(
        state, state_of(matter.parent) if matter.parent else None,
        {one.number: Named(one.name, one.certificate) for one in Person.standing.all()},
        dict(UnitItem.standing.values_list("item", "value")), facility.address if facility else "", facility.credit_code if facility else "",
        documents_of(matter), on, local_rules(),
    )


def written_before(matter: Matter) -> dict[str, str]:
    """What people wrote in the fields of this matter's documents, the latest first to hold, so that nobody writes it twice."""
    family = [matter, *([matter.parent] if matter.parent else [])]
    found: dict[str, str] = {}
    rows = Document.objects.filter(matter__in=family).exclude(status="void").order_by("-pk")
    for written in rows.values_list("written", flat=True)[:_RECENT]:
        for name, text in written.items():
            if text:
                found.setdefault(name, text)
    return found
