"""What each person must still do in a year: hours, courses, study, exams, the certificate, the reviewers' qualification.

Demands come from two places: `data/demands.csv`, with source and confidence, and the plan that the bureau makes for a year. Where neither
says how many hours are due (the national plan ended with 2025), nothing is demanded and the duty says what is missing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files

from fadu.core import pack
from fadu.core.ledger.canonical import decimal_text

__all__ = ["AMOUNTS", "GROUPS", "PROGRAMMES", "WHATS", "Demand", "Done", "Duty", "Learner", "certificate", "demands", "duties", "qualification"]

GROUPS: Mapping[str, str] = {"all": "全体", "officers": "执法人员", "reviewers": "法制审核人员"}
WHATS: Mapping[str, str] = {"hours": "学时", "study": "参学", "course": "培训", "exam": "考试", "excellent": "优秀分数线"}
# What an amount goes with (hours, a mark) and what a programme; a mark is asked of nobody, it says who counts as excellent.
AMOUNTS, PROGRAMMES = frozenset({"hours", "excellent"}), frozenset({"study", "course", "exam", "excellent"})
_COURSE = "培训"


@dataclass(frozen=True, slots=True)
class Demand:
    """Something due from a group over a time. `programme` is what must be studied, attended or passed; `amount` the hours, or the mark."""

    code: str
    group: str
    what: str
    programme: str
    amount: Decimal
    first: date
    last: date | None
    basis: str
    confidence: str
    source: str
    note: str = ""

    def during(self, year: int) -> bool:
        """Whether it is due in a year as a whole."""
        return self.first <= date(year, 12, 31) and (self.last is None or self.last >= date(year, 1, 1))


@dataclass(frozen=True, slots=True)
class Learner:
    """A person, as far as duties go."""

    number: str
    name: str
    is_officer: bool
    is_reviewer: bool
    certificate: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    first_reviewed_on: date | None = None
    qualification: str = ""
    post: str = ""
    section: str = ""

    def within(self, group: str) -> bool:
        """Whether a demand of a group is one on this person."""
        return group == "all" or (group == "officers" and self.is_officer) or (group == "reviewers" and self.is_reviewer)


@dataclass(frozen=True, slots=True)
class Done:
    """A record of study or of a sitting."""

    programme: str
    category: str
    held_on: date
    studied: bool | None
    sat: bool | None
    passed: bool | None
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: `state` done, open, soon (can be met from now on, ends soon), over (missed, against the law), unknown (what is missing is said)."""

    what: str
    title: str
    state: str
    said: str
    basis: str = ""
    confidence: str = ""


@cache
def demands() -> Mapping[str, Demand]:
    """The pack, by code. Raises BadPack."""
    _, rows = pack.table(files("fadu.core.learning") / "data" / "demands.csv", _COLUMNS)
    return {
        row["代码"]: Demand(
            row["代码"], row["对象"], row["事项"], "", Decimal(row["数量"]), row["起"], row["止"], row["依据"], row["信度"], row["来源"], row["说明"]
        )
        for row in rows
    }


_COLUMNS: Mapping[str, pack.Reader] = {
    "代码": pack.needed, "对象": pack.one_of(*GROUPS), "事项": pack.needed, "数量": pack.whole, "单位": pack.needed, "起": pack.day,
    "止": pack.maybe_day, "依据": pack.needed, "信度": pack.one_of("H", "M", "L"), "来源": pack.needed, "说明": pack.text,
}


def duties(learner: Learner, plan: Sequence[Demand], done: Iterable[Done], year: int, on: date) -> list[Duty]:
    """What a person must do in a year, and how far it is by a day: first the demands of law, then those of the bureau's plan."""
    records = [each for each in done if each.held_on.year == year and each.held_on <= on]
    asked = [each for each in (*demands().values(), *plan) if each.what in _ASKED and each.during(year) and learner.within(each.group)]
    found = [_duty(each, records, year, on) for each in asked]
    if not any(each.what == "hours" for each in asked):
        found.insert(0, _no_hours(records, year))
    if learner.is_officer:
        found.append(certificate(learner, on))
    if learner.is_reviewer:
        found.append(qualification(learner))
    return found


def _hours(records: Iterable[Done]) -> Decimal:
    return sum((each.hours for each in records if each.hours), Decimal())


def _no_hours(records: Sequence[Done], year: int) -> Duty:
    said = f"已有 {decimal_text(_hours(records))} 学时；{year} 年应有多少没有查到依据，请在年度计划里写明"
    return Duty("hours", "学时", "unknown", said)


def _duty(demand: Demand, records: Sequence[Done], year: int, on: date) -> Duty:
    if demand.what == "hours":
        have = _hours(records)
        state, said = have >= demand.amount, f"{decimal_text(have)} / {decimal_text(demand.amount)} 学时"
        if not state:
            said += f"，还差 {decimal_text(demand.amount - have)}"
    else:
        days = [each.held_on for each in records if _meets(demand, each)]
        state, said = bool(days), f"{min(days).isoformat()} 已{_VERBS[demand.what]}" if days else f"还没有{_VERBS[demand.what]}"
    title = f"{WHATS[demand.what]}：{demand.programme}" if demand.programme else WHATS[demand.what]
    missed = not state and on > date(year, 12, 31)
    return Duty(demand.what, title, "done" if state else "over" if missed else "open", said, demand.basis, demand.confidence)


_ASKED = frozenset(WHATS) - {"excellent"}
_VERBS = {"study": "完成参学", "course": "参加", "exam": "考试合格"}


def _meets(demand: Demand, record: Done) -> bool:
    if record.programme != demand.programme:
        return False
    if demand.what == "study":
        return record.studied is True
    if demand.what == "exam":
        return record.sat is True and record.passed is True
    return record.category == _COURSE


def certificate(learner: Learner, on: date) -> Duty:
    """An officer's enforcement certificate on a day: none, not yet valid, valid, in the months of renewal, expired, unknown."""
    renewal = demands()["renewal-hn"]
    basis, title = renewal.basis, f"执法证 {learner.certificate}".strip()
    if not learner.certificate:
        return Duty("certificate", title, "over", "没有登记执法证，不得从事行政执法", "无证不得执法", renewal.confidence)
    if learner.valid_until is None:
        return Duty("certificate", title, "unknown", "没有登记有效期止，不知道何时换证；请在“人员”里补填", basis, renewal.confidence)
    if learner.valid_from and on < learner.valid_from:
        return Duty("certificate", title, "open", f"自 {learner.valid_from.isoformat()} 起有效", basis, renewal.confidence)
    if on > learner.valid_until:
        return Duty("certificate", title, "over", f"已于 {learner.valid_until.isoformat()} 到期，换证前不得执法", basis, renewal.confidence)
    opens = renewal_opens(learner.valid_until, int(renewal.amount))
    if on >= opens:
        said = f"{learner.valid_until.isoformat()} 到期，还有 {(learner.valid_until - on).days} 天；换证考试自 {opens.isoformat()} 起"
        return Duty("certificate", title, "soon", said, basis, renewal.confidence)
    said = f"有效至 {learner.valid_until.isoformat()}，{opens.isoformat()} 起参加换证考试"
    return Duty("certificate", title, "done", said, basis, renewal.confidence)


def renewal_opens(until: date, months: int) -> date:
    """The first day of the last `months` months of a validity that ends with the day `until`: of 2027-10-31 and 6 it is 2027-05-01."""
    place = until.year * 12 + until.month - 1 - months
    year, month = divmod(place, 12)
    ends_month = until.day == monthrange(until.year, until.month)[1]
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if ends_month else min(until.day, last)) + timedelta(days=1)


def qualification(learner: Learner) -> Duty:
    """A reviewer's legal profession qualification (行政处罚法 art. 58 para. 2): needed by who first reviews from 2018-01-01 on."""
    demand = demands()["reviewer"]
    title = "法律职业资格"
    if learner.qualification:
        return Duty("qualification", title, "done", f"证号 {learner.qualification}", demand.basis, demand.confidence)
    if learner.first_reviewed_on is None:
        return Duty("qualification", title, "unknown", "没有登记首次从事法制审核的日期，不能判定是否须有资格", demand.basis, demand.confidence)
    if learner.first_reviewed_on < demand.first:
        said = f"{learner.first_reviewed_on.isoformat()} 起从事法制审核，早于 {demand.first.isoformat()}，不要求"
        return Duty("qualification", title, "done", said, demand.basis, demand.confidence)
    said = f"{learner.first_reviewed_on.isoformat()} 首次从事法制审核，没有法律职业资格，不应从事行政处罚决定法制审核"
    return Duty("qualification", title, "over", said, demand.basis, demand.confidence)
