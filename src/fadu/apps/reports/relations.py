"""What must hold between the figures of the ledger. The ids R1–R30 stand in docs/figures.md with the traps they avoid."""

from __future__ import annotations

from fadu.apps.reports.palette import FIXED as FIGURES
from fadu.core.figures import Change, percent
from fadu.core.figures.relations import (
    Beside,
    Covers,
    Part,
    Quotient,
    Rank,
    Relation,
    Silent,
    Total,
    Weekly,
    YearOnYear,
    ZeroReport,
)

_NEXT_YEAR = "可能有上年结转或跨年办理，不是差错"


def _all(prefix: str) -> tuple[str, ...]:
    """The classes under a prefix, without the class of what is not recorded."""
    return tuple(id for id in FIGURES if id.startswith(prefix) and not id.endswith(".unknown"))


# Sums: only of classes that exclude each other; what is in none of the classes spoken of is said as the rest.
_TOTALS = (
    Total("R1.pool", "facility.pool.total", ("facility.pool.general", "facility.pool.key_special"), "facility.pool.other"),
    Total("R1.pool.key_special", "facility.pool.key_special", ("facility.pool.key", "facility.pool.special")),
    Total("R1.facility", "facility.total", _all("facility.category.")),
    Total("R1.inspection", "inspection.checks", _all("inspection.category.")),
    Total("R1.inspection.method", "inspection.checks", ("inspection.onsite", "inspection.offsite"), "inspection.method_unknown"),
    Total("R1.approval", "approval.closed", ("approval.approved", "approval.commitment", "approval.exempt", "approval.registered")),
    Total("R1.outreach", "outreach.events", _all("outreach.for."), "outreach.for.unknown"),
    Total("R1.damages", "damages.started", _all("damages.domain.")),
    Total("R1.party", "case.filed", ("case.party.unit", "case.party.person")),
    Total("R1.source", "case.filed", _all("case.source."), "case.source.unknown"),
    Total("R1.measures", "case.measure.total", ("case.measure.daily", "case.measure.sealing", "case.measure.limit", "case.measure.stop")),
    Total("R2", "case.filed", _all("case.outcome.")),
    Total("R4", "case.five_kinds", ("case.measure.daily", "case.measure.sealing", "case.measure.limit", "case.measure.stop",
                                    "case.transfer.detention", "case.transfer.crime")),
    Total("R5", "case.five_kinds", ("case.four_measures", "case.transfer.crime")),
    Total("R10", "complaint.received", _all("complaint.channel.")),
    Total("R11", "complaint.received", ("complaint.closed", "complaint.open")),
    Total("R21", "inspection.problems", ("inspection.rectified", "inspection.unrectified")),
    Total("R23", "case.transfer.police", ("case.transfer.detention", "case.transfer.crime")),
    Total("R23.transfer", "case.transfer.total", ("case.transfer.police", "case.court_enforcement", "case.transfer.other")),
)

_PARTS = (
    Part("R6.draw.problems", "inspection.draw.problems", "inspection.draw.checks"),
    Part("R6.draw.rectified", "inspection.draw.rectified", "inspection.draw.problems"),
    Part("R6.draw.objects", "inspection.draw.objects", "inspection.draw.checks"),
    Part("R6.joint", "inspection.joint.batches", "inspection.joint.checks"),
    Part("R6.offsite", "inspection.offsite.problems", "inspection.offsite"),
    Part("R6.committee", "case.committee_distinct_cases", "case.committee_cases"),
    Part("R6.published", "case.published", "case.penalty_decisions"),
    Part("R6.paid", "case.paid_yuan", "case.fines_yuan"),
    Part("R6.damages", "damages.started_closed", "damages.started"),
    Part("R6.damages.closed", "damages.closed", "damages.started", _NEXT_YEAR),
    Part("R6.no_penalty", "case.no_penalty", "case.filed", _NEXT_YEAR),
    Part("R6.transfers", "case.transfer.total", "case.filed", "一案可有几次移送，也可能是上年的案件"),
    Part("R6.positive_list", "facility.positive_list", "facility.total"),
    Part("R6.monitored", "facility.monitored", "facility.total"),
    Part("R6.certified", "staff.certified", "staff.officers"),
    Part("R6.officers", "staff.officers", "staff.total"),
    Part("R6.reviewers", "staff.reviewers_qualified", "staff.reviewers"),
    Part("R6.studied", "training.exam.studied", "training.exam.should_study"),
    Part("R6.attended", "training.exam.attended", "training.exam.should_sit"),
    Part("R6.passed", "training.exam.passed", "training.exam.attended"),
    Part("R6.licence", "training.licence_exam.passed", "training.licence_exam.attempts"),
    Part("R8.notices", "case.decisions", "case.notices", _NEXT_YEAR),
    Part("R8.filed", "case.decisions", "case.filed", _NEXT_YEAR),
    Part("R24", "damages.from_cases", "damages.started"),
    *(Part(f"R12.{id}", id, "complaint.received") for id in _all("complaint.element.")),
)

_BESIDE = (
    Beside("R2.year", "case.filed", ("case.penalty_decisions", "case.no_penalty"), "立案按立案日期、决定按决定日期统计，有跨年办理的案件。"),
    Beside("R7", "case.decision_documents", ("case.penalty_decisions",), "一案多个当事人可有多份决定书，未记文号的不计。"),
    Beside("R12", "complaint.received", _all("complaint.element."), "一件信访可涉及多类污染，有的没有记，各类之和不必等于总数。"),
    Beside("R29.committee", "case.committee_cases", ("case.decisions",), "一案可几次上会，不经集体讨论的案件不上会。"),
    Beside("monitored", "facility.monitored", ("telemetry.facilities",), "前者按监管对象上的标记，后者按在用设备，不等时请核对两张表。"),
    Beside("R30", "approval.accepted", ("approval.closed",), "受理与办结各按自己的日期统计。"),
)

_RATES = tuple(
    Quotient(f"R15.{figure.id}", figure.id, figure.parts[0].id, figure.parts[1].id) for figure in FIGURES.values() if figure.combine is percent
)
_CHANGES = tuple(
    YearOnYear(f"{'R17' if figure.change is Change.RATE else 'R16'}.{figure.id}", f"{figure.id}.yoy", figure.id, figure.change, figure.decimals)
    for figure in FIGURES.values() if figure.before
)
_RANKS = tuple(Rank(f"R20.{figure.id}", figure.id) for figure in FIGURES.values() if figure.change is Change.RANK)

_OTHERS = (
    Quotient("R9", "case.fine_average", "case.fines_yuan", "case.fined_decisions", factor=1, places=2),
    Covers("R29.draw", "inspection.draw.checks"),
    Weekly("R29.study", "chief.study_weeks"),
    ZeroReport("zero.reconsideration", "case.reconsideration", "行政复议"),
    ZeroReport("zero.litigation", "case.litigation", "行政诉讼"),
)

_SILENT = (
    Silent("R3", "法制审核＝同意＋退回＋修改", "台账只有审核日期和审核人，没有审核结论，不判"),
    Silent("R6.pool", "抽查家次≤监管对象家数", "一个对象一年可抽查多次，家次可以大于家数，不判"),
    Silent("R13", "各乡镇之和＝总数", "合办、跨乡镇的事项可计入几处，不判"),
    Silent("R14", "件数＝各类问题之和", "一件可有几个问题，问题数与件数不相比"),
    Silent("R19", "优良天数比例＝优良天数÷有效天数", "台账没有优良天数和有效天数，有效天数可以少于365天，不判"),
    Silent("R26", "本报告＝行政执法统计年报＝政府信息公开年报", "那两份年报的数字不在台账里；执法年报按作出决定日计，并处计一宗"),
)

RELATIONS: tuple[Relation, ...] = (*_TOTALS, *_PARTS, *_BESIDE, *_RATES, *_CHANGES, *_RANKS, *_OTHERS, *_SILENT)
