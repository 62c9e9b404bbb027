"""All figures of the bureau, in the order of the yearly report; which app owns each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from fadu.apps.telemetry.figures import FIGURES as TELEMETRY
from fadu.core.figures import Figure

_BY_APP: Mapping[str, Sequence[Figure]] = {
    "registers": REGISTERS, "learning": LEARNING, "approvals": APPROVALS, "facilities": FACILITIES, "inspections": INSPECTIONS,
    "telemetry": TELEMETRY, "cases": CASES, "damages": DAMAGES, "ambient": AMBIENT, "complaints": COMPLAINTS, "officers": OFFICERS,
}
# Headings in the order in which the report speaks of them.
SYSTEMS = (
    "组织领导", "第一责任人", "学法考法", "普法宣传", "专项整治", "环评审批", "监管对象", "双随机", "执法检查", "非现场监管", "行政处罚", "配套措施",
    "移送与强制执行", "复议诉讼", "生态环境损害赔偿", "环境质量", "信访", "执法力量", "监督问责",
)

OWNERS: Mapping[str, str] = {figure.id: app for app, figures in _BY_APP.items() for figure in figures}
FIGURES: Mapping[str, Figure] = {
    figure.id: figure
    for figure in sorted((figure for figures in _BY_APP.values() for figure in figures), key=lambda figure: SYSTEMS.index(figure.system))
}
if len(FIGURES) != sum(map(len, _BY_APP.values())):
    raise RuntimeError("two figures have the same id")


def near(id: str) -> list[str]:
    """Ids that look like this one, best first."""
    return get_close_matches(id, FIGURES, n=3, cutoff=0.5)
