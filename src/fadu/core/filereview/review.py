"""What of a review can be computed: each item with its state, the reason and where it stands; and between which scores the file lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from fadu.core.filereview.casefile import CaseFile, Place
from fadu.core.filereview.editions import Ask, Base, Edition, Fatal, Scored, Type
from fadu.core.filereview.marks import formula
from fadu.core.procedure.facts import Facts, Unknown, vocabulary
from fadu.core.refusal import Refusal


class State(StrEnum):
    """What computing an item gave."""

    FOUND = "有问题"
    CLEAR = "未见问题"
    MANUAL = "人工评"
    NA = "不适用"
    EARLY = "未到"


@dataclass(frozen=True)
class Finding:
    """A fatal item or a deduction of form. `reason` says what was seen, or why it is left to a person."""

    id: str
    text: str
    state: State
    reason: str
    article: str = ""
    where: tuple[Place, ...] = ()
    points: Decimal = Decimal(0)
    group: str = ""


@dataclass(frozen=True)
class Mark:
    """A document: its points, and between which marks it lies (None, None where it does not count)."""

    name: str
    points: Decimal
    state: State
    low: Decimal | None
    high: Decimal | None
    reason: str
    where: tuple[Place, ...] = ()
    parts: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Review:
    """A computed review. `floor` and `ceiling`: the score if all marks that are left to people went worst, and best, and nobody finds a
    fatal item beyond `fatal`: those that the facts show."""

    edition: Edition
    type: Type
    items: tuple[Finding, ...]
    marks: tuple[Mark, ...]
    base: tuple[Finding, ...]
    floor: Decimal
    ceiling: Decimal
    bonus: bool = False
    fatal: tuple[Finding, ...] = field(default=())

    @property
    def missing(self) -> tuple[Mark, ...]:
        """Documents that must be there by now and are not."""
        return tuple(one for one in self.marks if one.state is State.FOUND)

    @property
    def manual(self) -> int:
        """How many items are left to a person."""
        states = [one.state for one in (*self.items, *self.base)] + [one.state for one in self.marks]
        return states.count(State.MANUAL)


def review(case: CaseFile, edition: Edition, on: date) -> Review:
    """The review of a file as it stands on a day. KeyError for a type that the edition does not have."""
    type, asked = edition.types[case.type], _Asked(case, on)
    items = tuple(_fatal(one, case, asked) for one in edition.fatal)
    marks = tuple(_mark(one, case, edition, asked) for one in edition.scored[case.type])
    base = tuple(_base(one, case) for one in edition.base)
    fatal = tuple(one for one in items if one.state is State.FOUND)
    lost = sum((one.points for one in base if one.state is State.FOUND), Decimal(0))
    open_ = sum((one.points for one in base if one.state is not State.CLEAR), Decimal(0))
    counted = [one for one in marks if one.high is not None and one.low is not None]
    whole = sum((one.points for one in counted), Decimal(0))
    best = formula(sum((one.high or Decimal(0) for one in counted), Decimal(0)), whole, lost, is_fatal=bool(fatal))
    worst = formula(sum((one.low or Decimal(0) for one in counted), Decimal(0)), whole, open_, is_fatal=bool(fatal))
    bonus = bool(type.bonus and case.known(type.bonus_fact))
    return Review(edition, type, items, marks, base, worst, best, bonus, fatal)


class _Asked:
    """Asks checks of one case; the facts of a day are made once."""

    def __init__(self, case: CaseFile, on: date) -> None:
        self.case, self.on = case, on
        self._of: dict[date, Facts] = {}

    def facts(self, day: date) -> Facts:
        if day not in self._of:
            self._of[day] = Facts({**self.case.facts, "act_on": day})
        return self._of[day]

    def __call__(self, ask: Ask) -> tuple[State, str]:
        """What one check gives, and why."""
        days = (self.on if key == "act_on" else self.case.facts.get(key) for key in ask.days)
        day = next((one for one in days if one is not None), None)
        if day is None:
            return State.EARLY, f"还没有{vocabulary()[ask.days[0]].name}"
        if self.case.elsewhere and (unsaid := [key for key in ask.silent if self.case.known(key) is None]):
            return State.MANUAL, f"接续或者补录的案件没有登记{'、'.join(vocabulary()[key].name for key in unsaid)}"
        if ask.check is None:
            return self._points()
        try:
            lacks = [lack.reason for lack in ask.check(self.facts(day))]
        except Unknown as unknown:
            return State.MANUAL, f"没有登记{unknown.what}"
        except Refusal as refusal:  # an arithmetic that can't be done with these facts
            return State.MANUAL, refusal.reason
        return (State.FOUND, "；".join(lacks)) if lacks else (State.CLEAR, "")

    def _points(self) -> tuple[State, str]:
        case = self.case
        points: Sequence[str] = case.file.get("points") or ()
        bare = [one for one in points if not (case.file.get("answers") or {}).get(one)]
        if bare:
            return State.FOUND, f"陈述申辩有 {len(bare)} 点没有复核：{'；'.join(bare)}"
        if case.facts.get("objection_on") is not None and not points:
            return State.MANUAL, "没有登记陈述申辩的各点"
        return State.CLEAR, ""


def _fatal(item: Fatal, case: CaseFile, asked: _Asked) -> Finding:
    def made(state: State, reason: str, article: str = "", where: tuple[Place, ...] = ()) -> Finding:
        return Finding(str(item.number), item.defect, state, reason, article, where, group=item.group)

    if not item.applies(case.type):
        return made(State.NA, "这一类案卷不评")
    if any(one.name == "G16" for one in item.asks) and "罚款" not in (case.facts.get("penalty_kinds") or ("罚款",)):
        return made(State.NA, "没有罚款")
    answers = [(ask, *asked(ask)) for ask in item.asks]
    article = "；".join(dict.fromkeys(ask.article for ask, _, _ in answers if ask.article))
    where = case.where([key for ask, _, _ in answers for key in ask.days])
    for state in (State.FOUND, State.MANUAL, State.EARLY):
        if reasons := [reason for _, found, reason in answers if found is state]:
            if item.how == "人工" and state is not State.FOUND:
                break
            if state is State.EARLY and case.known("decided_on") is not None:
                return made(State.NA, "本案没有这一环节", article)
            return made(state, "；".join(dict.fromkeys(reasons)), article, where)
    if item.how == "自动":
        return made(State.CLEAR, "登记的事实没有问题", article, where)
    return made(State.MANUAL, "登记的事实没有问题，其余由人评" if item.how == "兼" else "由人看卷评", article, where)


def _mark(one: Scored, case: CaseFile, edition: Edition, asked: _Asked) -> Mark:
    nothing = Decimal(0)
    papers = tuple(place for number in one.papers for place in case.papers.get(number, ()))
    told = [key for key in one.facts if case.known(key)]
    if papers or told:
        parts = _parts(edition, asked) if 38 in one.papers and case.type == "penalty" else ()
        lost = sum((part.points for part in parts if part.state is State.FOUND), nothing)
        reason = "文书在卷，内容由人评" if papers else "办过这一步；文书是否在卷、内容由人评"
        return Mark(one.name, one.points, State.MANUAL, nothing, one.points - lost, reason, papers or case.where(told), parts)
    unneeded = one.unless(case) if one.unless else None
    if unneeded:
        return Mark(one.name, one.points, State.NA, None, None, "本案没有这一环节")
    if case.known(one.due) is None:
        return Mark(one.name, one.points, State.EARLY, None, None, "还没有办到")
    if one.lost:
        return Mark(one.name, one.points, State.FOUND, nothing, nothing, "没有登记过这一步，也没有这份文书")
    return Mark(one.name, one.points, State.MANUAL, nothing, one.points, "没有登记；是否需要、是否在卷由人评")


def _parts(edition: Edition, asked: _Asked) -> tuple[Finding, ...]:
    """The parts of the decision's points; most are for a person."""
    found = []
    for place, part in enumerate(edition.decision, 1):
        state, reason = asked(part.asks[0]) if part.asks else (State.MANUAL, "由人看卷评")
        found.append(Finding(str(place), part.text, state, reason, points=part.points))
    return tuple(found)


def _base(one: Base, case: CaseFile) -> Finding:
    said: list[Any] = [case.known(key) for key in one.keys]
    if any(value is False for value in said):
        state, reason = State.FOUND, "登记为“否”"
    elif said and all(said):
        state, reason = State.CLEAR, "登记的事实没有问题"
    else:
        state, reason = State.MANUAL, "由人看卷评" if not said else "登记不全，由人看卷评"
    return Finding(one.id, one.text, state, reason, where=case.where(one.keys), points=one.points)
