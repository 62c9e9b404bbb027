"""What the declared registers hold, those of the bureau's own too: a sentence a register, in the words of its figures."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.apps.reports.compiling.grammar import Known, Sentence, Told, joined
from fadu.core.registers import DECLARED

_INSIDE = frozenset(one.sheet.name for one in DECLARED.values() if one.inside)


@dataclass(frozen=True)
class Registered:
    """The registers of a heading. One without rows says nothing, and lacks nothing: nobody need keep every register."""

    heading: str

    def tell(self, known: Known) -> Told:
        by_register: dict[str, list[str]] = {}
        for id, stated in known.figures.items():
            if id.startswith("register.") and stated.system == self.heading and stated.value and stated.sheet not in _INSIDE:
                hole = f"{{{id}:money}}" if stated.unit == "元" else f"{{{id}}}"
                by_register.setdefault(stated.sheet, []).append(stated.name + hole)
        return joined([Sentence(tuple(clauses)).tell(known) for clauses in by_register.values()], "")
