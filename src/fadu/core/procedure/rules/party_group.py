"""Whether a case goes to the party group (党组会): an internal rule of the bureau; without one nothing is asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from fadu.core.procedure.rules.local import LocalRules


def party_group(traits: Collection[str], on: date, local: LocalRules | None) -> list[str]:
    """The traits of a case for which the bureau's rule of that day asks for the party group."""
    declared = local.on("party_group", on) if local else None
    return [one for one in traits if declared and one in declared.kinds]
