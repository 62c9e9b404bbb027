"""A relation that the ledger can't bear a verdict on; declared, so that nobody takes silence for agreement."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status


@dataclass(frozen=True)
class Silent:
    """`text` is not checked, for `reason`."""

    id: str
    text: str
    reason: str

    @property
    def figures(self) -> tuple[str, ...]:
        return ()

    def check(self, facts: Facts) -> Check:
        return Check(self.id, self.text, Status.UNDECIDABLE, None, None, self.reason, ())
