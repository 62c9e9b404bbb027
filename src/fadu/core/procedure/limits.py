"""The time limits of the law, each with its article, and the count of one from a day.

    from fadu.core.procedure import limits
    limits.due("D07", date(2026, 9, 18)).safe        # 2026-09-28: a party's right is waited for until the later reading
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import days, pack
from fadu.core.days import Answer, Calendar, Pause, Period, Question, Unit
from fadu.core.procedure.instruments import Reference, references
from fadu.core.refusal import Refusal

UNITS = {"工作日": Unit.WORKDAY, "日": Unit.DAY, "月": Unit.MONTH, "年": Unit.YEAR, "小时": Unit.HOUR}
PARTIES = frozenset({"当事人", "披露企业", "信访人"})
_WORDS = {"工作日": "个工作日", "日": "日", "月": "个月", "年": "年", "小时": "小时"}


class UnknownRule(Refusal):
    """No limit has this id or name; `near` are those that look like it."""

    def __init__(self, rule: str, near: Sequence[str]) -> None:
        mend = f"是不是：{'；'.join(near)}" if near else "编号见 docs/days.md，例如 D07 陈述申辩"
        super().__init__(f"没有编号或者名称为“{rule}”的期限", mend)
        self.near = tuple(near)


@dataclass(frozen=True)
class Step:
    """One extension the law allows: at most so many units (None: as many as the approver says), by whom."""

    most: int | None
    approver: str


@dataclass(frozen=True)
class Limit:
    """A time limit. `period` is None where the law sets no count; `missing` then says what would be needed, `fixed` is (month, day)."""

    id: str
    name: str
    who: str
    period: Period | None
    unit: str
    event: str
    safety: str  # 完成 | 等满 | 从早
    steps: tuple[Step, ...]
    grounds: tuple[str, ...]
    grounds_by: tuple[Reference, ...]
    basis: tuple[Reference, ...]
    counts_by: tuple[Reference, ...]
    rolls_by: tuple[Reference, ...]
    missed: str
    missing: str
    case: str
    note: str
    reviewed: bool
    fixed: tuple[int, int] | None

    def next_fixed(self, after: date) -> date:
        """The first fixed day later than `after`; ValueError where the limit has none."""
        if self.fixed is None:
            raise ValueError(f"{self.id} has no fixed day")
        this = date(after.year, *self.fixed)
        return this if this > after else date(after.year + 1, *self.fixed)


@cache
def limits() -> Mapping[str, Limit]:
    """Every limit by id, in the order of the data. Raises pack.BadPack."""
    return read(resources.files("fadu.core.procedure").joinpath("data/limits.csv"))


def read(path: Traversable) -> Mapping[str, Limit]:
    """The limits of a table (a Path will do). Raises pack.BadPack with file, line and reason."""
    head, rows = pack.table(path, _COLUMNS)
    found: dict[str, Limit] = {}
    for row in rows:
        if row["编号"] in found:
            raise row.refuse(f"编号 {row['编号']} 重复")
        found[row["编号"]] = _limit(row, head.reviewed)
        parent = row["编号"].partition(".")[0]
        if parent not in found:
            raise row.refuse(f"{row['编号']} 是 {parent} 的另一情形，应排在它后面")
    return found


def limit(rule: str) -> Limit:
    """The limit with this id (case does not matter) or this exact name. Raises UnknownRule with near ones."""
    known = limits()
    by_id = {id.lower(): one for id, one in known.items()}
    wanted = rule.strip()
    if found := by_id.get(wanted.lower()) or next((one for one in known.values() if one.name == wanted), None):
        return found
    near = [id for id in known if _number(id) == _number(wanted) is not None]
    near += difflib.get_close_matches(wanted.upper(), known, 3, 0.6)
    near += [one.id for one in known.values() if wanted and wanted in one.name]
    raise UnknownRule(rule, [f"{id} {known[id].name}" for id in list(dict.fromkeys(near))[:6]])


def _number(id: str) -> tuple[str, int] | None:
    """Letters and number apart, so that D7 is near D07."""
    parts = re.fullmatch(r"([A-Za-z]+)(\d+)", id)
    return (parts[1].upper(), int(parts[2])) if parts else None


def due(
    rule: str, start: date, *, pauses: Sequence[Pause] = (), extend: int = 0, side: str = "agency", calendar: Calendar | None = None
) -> Answer:
    """When a limit that begins on `start` ends, with its derivation.

    `start` is a datetime where hours are to be counted to the minute. `extend` is in the unit of the limit. An Answer without a date
    says in `missing` what the limit lacks. Raises UnknownRule; Refusal where a pause or an extension has no basis in the law.
    """
    one = limit(rule)
    period = one.period
    if period is None:
        return Answer(None, None, provisional=False, derivation=_without(one, start, side), missing=(one.missing,))
    if period.unit is not Unit.HOUR:
        start = date(start.year, start.month, start.day)
    extensions = _extensions(one, extend)
    _check_pauses(one, pauses)
    asked = Question(
        rule=one.id, name=one.name, start=start, event=one.event,
        period=Period(period.length + extend, period.unit, period.backward, period.rolls),
        basis=_cited(one.basis), articles=_noted(one.basis), counts_by="；".join(_cited(one.counts_by)), rolls_by="；".join(_cited(one.rolls_by)),
        pauses=tuple(pauses), pauses_by="；".join(_cited(one.grounds_by)), extensions=extensions,
        side=side, waits=one.safety == "等满", early=one.safety == "从早",
        notes=tuple(filter(None, (one.note, _out_of_force(one, start)))), reviewed=one.reviewed,
    )
    return days.answer(asked, calendar or days.published())


def _cited(cited: Sequence[Reference]) -> tuple[str, ...]:
    return tuple(each.cited() for each in cited)


def _noted(cited: Sequence[Reference]) -> tuple[str, ...]:
    return tuple(f"{each.instrument.id}:{each.article}" for each in cited)


def _without(one: Limit, start: date, side: str) -> dict[str, object]:
    """What is said of a limit that can't be counted; a fixed day is told in words."""
    text = [f"期限：{one.id} {one.name}", "依据：" + "；".join(_cited(one.basis)), f"不能计算：{one.missing}"]
    if one.fixed:
        text.append(f"{start} 以后的下一次：{days.written(one.next_fixed(start))}")
    for other in limits().values():
        if other.id.startswith(f"{one.id}.") and other.period:
            counted = due(other.id, start, side=side)
            text.append(f"{other.case}（{other.id}，{other.period}）：{counted.due}")
    return {
        "rule": one.id, "name": one.name, "basis": list(_cited(one.basis)), "articles": list(_noted(one.basis)), "start": days.shown(start),
        "text": text,
    }


def _out_of_force(one: Limit, start: date) -> str:
    """A warning where none of the instruments that set the limit is in force on the day it begins."""
    day = date(start.year, start.month, start.day)
    if any(each.instrument.in_force(day) in (True, None) for each in one.basis):
        return ""
    spans = "；".join(
        f"《{each.instrument.title}》{each.instrument.since} 施行" + (f"，{each.instrument.until} 后失效" if each.instrument.until else "")
        for each in one.basis
    )
    return f"起算日 {day} 不在所依据规定的施行期间（{spans}），请核对当时的规定"


def _extensions(one: Limit, extend: int) -> tuple[str, ...]:
    """The steps by which the law allows this extension, in words. Refuses what it does not allow."""
    article = "；".join(_cited(one.basis))
    if extend < 0:
        raise Refusal(f"延长 {extend} 应为正数", "请填写延长的天数（以月计的期限填月数）")
    if not extend:
        return ()
    if not one.steps:
        raise Refusal(f"{one.id} {one.name}没有延长的规定", "请去掉延长", article)
    unit, left, said = _WORDS[one.unit], extend, []
    for step in one.steps:
        taken = left if step.most is None else min(left, step.most)
        if taken:
            said.append(f"{taken} {unit}：{step.approver}")
        left -= taken
    if left:
        allowed = "；".join(f"{step.most} {unit}（{step.approver}）" for step in one.steps)
        raise Refusal(f"{one.id} {one.name}最多延长 {allowed}，不能延长 {extend} {unit}", "请按批准文件核对延长的天数", article)
    return tuple(said)


def _check_pauses(one: Limit, pauses: Sequence[Pause]) -> None:
    if pauses and not one.grounds:
        raise Refusal(f"{one.id} {one.name}没有扣除时间的规定", "请去掉扣除时间", "；".join(_cited(one.basis)))
    for pause in pauses:
        if pause.ground and pause.ground not in one.grounds:
            allowed = f"可以扣除的是：{'、'.join(one.grounds)}"
            raise Refusal(f"“{pause.ground}”不是 {one.id} {one.name}可以扣除的事由", allowed, "；".join(_cited(one.grounds_by)))


def _steps(cell: str) -> tuple[Step, ...]:
    steps = []
    for part in filter(None, (each.strip() for each in cell.split("；"))):
        most, space, approver = part.partition(" ")
        if not space or not (most == "不限" or most.isdigit()):
            raise ValueError(f"应写作“30 本机关负责人批准”或者“不限 …”，现为“{part}”")
        steps.append(Step(None if most == "不限" else int(most), approver))
    return tuple(steps)


_COLUMNS = {
    "编号": pack.needed, "事项": pack.needed, "谁的期限": pack.needed, "数": pack.text,
    "单位": pack.one_of(*UNITS, "固定日", "比例", "无"), "起算": pack.needed, "方向": pack.one_of("后", "前"),
    "稳妥日": pack.one_of("完成", "等满", "从早"), "延长": _steps, "扣除事由": pack.many, "扣除依据": references,
    "依据": references, "计算依据": references, "顺延": pack.text, "逾期后果": pack.text, "缺什么": pack.text,
    "情形": pack.text, "说明": pack.text,
}


def _limit(row: pack.Row, reviewed: bool) -> Limit:
    period, fixed = _period(row)
    if not row["依据"]:
        raise row.refuse("没有依据")
    if row["谁的期限"] in PARTIES and row["稳妥日"] != "等满":
        raise row.refuse("当事人的期限要等满，不能按较早的一日")
    if bool(row["扣除事由"]) != bool(row["扣除依据"]):
        raise row.refuse("扣除事由和扣除依据要同时填写")
    if (period is None) != bool(row["缺什么"]):
        raise row.refuse("不能计算的期限要写缺什么，能计算的不写")
    try:
        rolls_by = () if row["顺延"] in ("", "不顺延") else references(row["顺延"])
    except ValueError as problem:
        raise row.refuse(f"“顺延”{problem}") from None
    return Limit(
        id=row["编号"], name=row["事项"], who=row["谁的期限"], period=period, unit=row["单位"], event=row["起算"], safety=row["稳妥日"],
        steps=row["延长"], grounds=row["扣除事由"], grounds_by=row["扣除依据"], basis=row["依据"], counts_by=row["计算依据"],
        rolls_by=rolls_by, missed=row["逾期后果"], missing=row["缺什么"], case=row["情形"], note=row["说明"], reviewed=reviewed, fixed=fixed,
    )


def _period(row: pack.Row) -> tuple[Period | None, tuple[int, int] | None]:
    unit, number = UNITS.get(row["单位"]), row["数"]
    if row["单位"] == "固定日":
        if not re.fullmatch(r"\d\d-\d\d", number):
            raise row.refuse(f"固定日应写作 月-日，例如 01-31，现为“{number}”")
        return None, (int(number[:2]), int(number[3:]))
    if unit is None:
        if number:
            raise row.refuse(f"单位为“{row['单位']}”的不写数")
        return None, None
    if not number.isdigit() or not int(number):
        raise row.refuse(f"“数”应为正整数，现为“{number}”")
    try:
        return Period(int(number), unit, row["方向"] == "前", row["顺延"] != "不顺延"), None
    except ValueError:
        raise row.refuse("只有以工作日计的期限可以往回数") from None
