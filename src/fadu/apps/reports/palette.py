"""All figures of the bureau, in the order of the yearly report; which app owns each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from fadu.apps.ambient.figures import FIGURES as AMBIENT
from fadu.apps.approvals.figures import FIGURES as APPROVALS
from fadu.apps.cases.figures import FIGURES as CASES
from fadu.apps.complaints.figures import FIGURES as COMPLAINTS
from fadu.apps.damages.figures import FIGURES as DAMAGES
from fadu.apps.facilities.figures import FIGURES as FACILITIES
from fadu.apps.inspections.figures import FIGURES as INSPECTIONS
from fadu.apps.learning.figures import FIGURES as LEARNING
from fadu.apps.officers.figures import FIGURES as OFFICERS
from fadu.apps.registers.figures import FIGURES as REGISTERS
from fadu.apps.registers.figures import own_figures
from fadu.apps.reports.in_time import FIGURES as REPORTS
from fadu.apps.telemetry.figures import FIGURES as TELEMETRY
from fadu.core.figures import Figure
from fadu.core.registers import HEADINGS

_BY_APP: Mapping[str, Sequence[Figure]] = {
    "registers": REGISTERS, "learning": LEARNING, "approvals": APPROVALS, "facilities": FACILITIES, "inspections": INSPECTIONS,
    "telemetry": TELEMETRY, "cases": CASES, "damages": DAMAGES, "ambient": AMBIENT, "complaints": COMPLAINTS, "officers": OFFICERS,
    "reports": REPORTS,
}
# Headings in the order in which the report speaks of them.
SYSTEMS = HEADINGS

OWNERS: Mapping[str, str] = {figure.id: app for app, figures in _BY_APP.items() for figure in figures}
FIXED: Mapping[str, Figure] = {
    figure.id: figure
    for figure in sorted((figure for figures in _BY_APP.values() for figure in figures), key=lambda figure: SYSTEMS.index(figure.system))
}
if len(FIXED) != sum(map(len, _BY_APP.values())):
    raise RuntimeError("two figures have the same id")


class _Palette(Mapping[str, Figure]):
    """The figures that Fadu brings, then those of the registers that the bureau declared itself, looked up whenever they are asked for."""

    def __getitem__(self, id: str) -> Figure:
        return FIXED[id] if id in FIXED else own_figures()[id]

    def __iter__(self) -> Iterator[str]:
        yield from FIXED
        yield from own_figures()

    def __len__(self) -> int:
        return len(FIXED) + len(own_figures())


FIGURES: Mapping[str, Figure] = _Palette()


def owner(id: str) -> str:
    """The app that a figure belongs to."""
    return OWNERS.get(id, "registers")


def near(id: str) -> list[str]:
    """Ids that look like this one, best first."""
    return get_close_matches(id, list(FIGURES), n=3, cutoff=0.5)
