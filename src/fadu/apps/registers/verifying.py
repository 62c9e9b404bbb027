"""Are the registers that the bureau declared itself those that were sealed? Figures rest on what a declaration says."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault
from fadu.apps.registers.models import OwnRegister


def register_faults() -> Iterator[Fault]:
    """Declarations that were altered, added or removed behind the ledger's back."""
    acts = Entry.objects.filter(event__in=("RegisterDeclared", "RegisterAltered", "RegisterClosed")).order_by("index")
    sealed = {code: json.loads(after or "{}") for code, after in acts.values_list("subject", "after")}
    for own in OwnRegister.objects.all():
        said = sealed.pop(own.code, None)
        where = f"自设登记簿 {own.name}"
        if said is None:
            yield Fault(where, "没有任何行为封存过这个登记簿")
        elif (said["name"], said["declaration"]) != (own.name, own.declaration):
            yield Fault(where, "栏目或其他设定与封存的不符")
    for code, said in sealed.items():
        yield Fault(f"自设登记簿 {said.get('name', code)}", "封存过，但这个登记簿不见了")
