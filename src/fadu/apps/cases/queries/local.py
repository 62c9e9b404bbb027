"""What the bureau declared as its own rules; each declaration is a sealed act."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from fadu.apps.record.models import Entry
from fadu.core.pack import Pack
from fadu.core.procedure.rules.local import LISTS, Cases, LocalRules, Threshold


def local_rules() -> LocalRules | None:
    """What the bureau declared as its own rules, read from the sealed declarations; None where it declared nothing."""
    found: dict[str, list[tuple[date, dict[str, object]]]] = {}
    for kind, after in Entry.objects.filter(event="LocalRuleDeclared").order_by("index").values_list("subject", "after"):
        said = json.loads(after or "{}")
        since = date.fromisoformat(said["since"])
        spans = [one for one in found.get(kind, []) if one[0] < since]  # a later declaration for the same or an earlier day replaces
        found[kind] = [*spans, (since, said)]
    if not found:
        return None
    head = Pack("本机关的本地规则", "", date.min, "封存的声明", (), "")
    return LocalRules(
        head, tuple(_threshold(*one) for one in _spans(found.get("hearing_amount", []))),
        **{kind: tuple(_cases(*one) for one in _spans(found.get(kind, []))) for kind in LISTS},
    )


Declared = tuple[date, date | None, dict[str, object]]


def _spans(found: list[tuple[date, dict[str, object]]]) -> Iterable[Declared]:
    for place, (since, said) in enumerate(found):
        until = found[place + 1][0] if place + 1 < len(found) else None
        yield since, until - timedelta(1) if until else None, said


def _threshold(since: date, until: date | None, said: dict[str, object]) -> Threshold:
    amounts = [None if said["none"] else Decimal(str(said[name])) for name in ("citizen", "entity")]
    return Threshold(since, until, amounts[0], amounts[1], str(said["stated_in"]))


def _cases(since: date, until: date | None, said: dict[str, object]) -> Cases:
    cases = said["cases"]
    assert isinstance(cases, list)
    return Cases(since, until, tuple(map(str, cases)), str(said["stated_in"]))
