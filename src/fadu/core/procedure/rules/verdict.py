"""What a trigger says: yes, no, or not to be decided until something is known."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.procedure.instruments import Reference


@dataclass(frozen=True)
class Verdict:
    """`holds` is None where it can't be decided; `missing` then says what is needed, `advice` what is safe meanwhile.

    `reviewed`: two people have signed every pack it rests on; where not, it is shown with `pack.UNREVIEWED`.
    """

    holds: bool | None
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    basis: tuple[Reference, ...]
    reviewed: bool
    advice: str = ""

    def article(self) -> str:
        return "；".join(each.cited() for each in self.basis)


def settle(reasons: list[str], missing: list[str], basis: tuple[Reference, ...], *, reviewed: bool, advice: str = "") -> Verdict:
    """One reason is enough for yes; without one, anything missing leaves it open."""
    holds = True if reasons else None if missing else False
    return Verdict(holds, tuple(reasons), () if holds else tuple(missing), basis, reviewed, advice if holds is None else "")
