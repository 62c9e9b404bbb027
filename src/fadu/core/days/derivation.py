"""From a question (which limit, from which day, with which pauses) to a due date that carries its own derivation and replays.

The two readings of make-up workdays are both counted. `due` is the usual one, which counts them as working days. `safe` is the one that
can't be faulted: what an agency must finish is finished by the earlier day; what must be allowed to run out (a party's right, a
reminder) is waited for until the later day; for a party the later day is taken always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from fadu.core.days.calendar import Calendar, weekday
from fadu.core.days.counting import Count, Excluded, Pause, Period, Unit, count
from fadu.core.pack import UNREVIEWED
from fadu.core.refusal import Refusal

SIDES = ("agency", "party")


@dataclass(frozen=True)
class Question:
    """Everything a due date depends on, beside the calendar. `period` already holds the extension.

    waits     the period must run out before somebody acts: the later reading is the safe one for the agency as well
    early     the law does not let the last day roll, and lateness voids the act or haste is asked for: the unrolled day is safe for the agency
    basis     the articles in words; `articles` the same as references (`B30:44`), for programs
    rolls_by  the article that lets the last day roll; empty where the limit's own law is silent on it
    """

    rule: str
    name: str
    period: Period
    start: date
    event: str
    basis: tuple[str, ...]
    articles: tuple[str, ...] = ()
    counts_by: str = ""
    rolls_by: str = ""
    pauses: tuple[Pause, ...] = ()
    pauses_by: str = ""
    extensions: tuple[str, ...] = ()
    side: str = "agency"
    waits: bool = False
    early: bool = False
    notes: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True)
class Derivation:
    """A question with its readings (one where both agree), on a calendar of this version."""

    question: Question
    calendar: str
    readings: tuple[Count, ...]
    remarks: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, JSON-ready; `replay` takes them back. `text` is the sheet as lines."""
        asked = self.question
        return {
            "rule": asked.rule,
            "name": asked.name,
            "basis": list(asked.basis),
            "articles": list(asked.articles),
            "counting": asked.counts_by,
            "rolling": asked.rolls_by,
            "start": shown(asked.start),
            "event": asked.event,
            "period": {
                "length": asked.period.length, "unit": asked.period.unit.value,
                "backward": asked.period.backward, "rolls": asked.period.rolls,
            },
            "extensions": list(asked.extensions),
            "pauses": [{"from": shown(one.first), "to": shown(one.last), "ground": one.ground} for one in asked.pauses],
            "pauses_by": asked.pauses_by,
            "side": asked.side,
            "waits": asked.waits,
            "early": asked.early,
            "notes": list(asked.notes),
            "reviewed": asked.reviewed,
            "calendar": self.calendar,
            "readings": [_reading(one) for one in self.readings],
            "text": self.lines(),
        }

    def lines(self) -> list[str]:
        """The derivation sheet (期限计算单), one line a fact."""
        asked = self.question
        lines = [
            f"期限：{asked.rule} {asked.name}，{asked.period}" + ("（倒数）" if asked.period.backward else ""),
            "依据：" + ("；".join(asked.basis) or "（无）"),
            f"起算：{_day(asked.start)}　{asked.event}" + ("" if asked.period.unit is Unit.HOUR else "，当日不计入"),
        ]
        if asked.counts_by:
            lines.append(f"计算方法：{asked.counts_by}")
        lines.extend(f"延长：{one}" for one in asked.extensions)
        lines.extend(
            f"扣除：{one.first} 至 {one.last}（含首尾）　{one.ground or '事由未写明，须属于法定情形并附凭证'}（{asked.pauses_by}）"
            for one in asked.pauses
        )
        for reading in self.readings:
            lines.extend(_reading_lines(reading, asked, both=len(self.readings) == 1))
        lines.extend(f"说明：{one}" for one in (*self.remarks, *asked.notes))
        lines.append(f"日历：{self.calendar}")
        if not asked.reviewed:
            lines.append(UNREVIEWED)
        return lines


@dataclass(frozen=True)
class Answer:
    """What is known of a due date. `due` and `safe` are None where something is missing; then `missing` says what."""

    due: date | None
    safe: date | None
    provisional: bool
    derivation: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `fadu due`."""
        return {
            "due": shown(self.due) if self.due else None,
            "safe": shown(self.safe) if self.safe else None,
            "provisional": self.provisional,
            "derivation": self.derivation,
            "missing": list(self.missing),
        }


def answer(asked: Question, calendar: Calendar) -> Answer:
    """Count a period in both readings. Raises Refusal where it can't be counted at all."""
    if asked.side not in SIDES:
        raise Refusal(f"不认识的一方“{asked.side}”", "应为 agency（机关）或 party（当事人）")
    usual = count(asked.period, asked.start, calendar, asked.pauses)
    other = count(asked.period, asked.start, calendar, asked.pauses, makeup=False)
    readings = (usual,) if usual.due == other.due else (usual, other)
    safe = _safe(asked, readings)
    certain = usual.certain and other.certain
    derivation = Derivation(asked, calendar.version, readings, tuple(_remarks(asked, readings, safe, calendar, certain)))
    return Answer(usual.due, safe, not certain, derivation.to_dict())


def _safe(asked: Question, readings: tuple[Count, ...]) -> date:
    days = [one.due for one in readings]
    if asked.side == "party" or asked.waits:
        return max(days)
    return min([*days, readings[0].unrolled] if asked.early else days)


def _remarks(asked: Question, readings: tuple[Count, ...], safe: date, calendar: Calendar, certain: bool) -> list[str]:
    usual = readings[0]
    said = list(usual.remarks)
    if len(readings) == 2:
        early, late = sorted(one.due for one in readings)
        choice = "须等期限届满的，等到较晚的一日" if safe == late else "须在期限内完成的，以较早的一日为准"
        said.append(f"法律没有写明调休上班日是否计为工作日，两种读法都算：{choice}，即 {_day(safe)}")
        if asked.side == "party":
            said.append(f"当事人自己行使权利、履行义务的，不晚于 {_day(early)} 最稳妥")
    if usual.due != usual.unrolled and not asked.rolls_by:
        finish = "" if asked.waits else "，机关在该日以前办理最稳妥"
        said.append(f"所依据的规定没有写明遇休息日顺延，这里按期间计算的一般规则顺延；不顺延的为 {_day(usual.unrolled)}{finish}")
    for pause in asked.pauses:
        if not any(pause.first <= each.day <= pause.last for each in usual.excluded):
            said.append(f"扣除的 {pause.first} 至 {pause.last} 没有落在期限之内，不影响届满日")
    if not certain:
        said.append(f"暂定：{calendar.last.year} 年以后（或 {calendar.first.year} 年以前）的放假安排不在日历内，安排公布后须重新计算")
    elif asked.period.unit is not Unit.HOUR and (usual.due.year, usual.due.month) == (calendar.last.year, 12) and usual.due.day > 20:
        said.append(f"{calendar.last.year + 1} 年元旦的放假安排尚未公布，12 月下旬可能有调休，公布后请复核")
    return said


def replay(derivation: Mapping[str, Any], calendar: Calendar) -> Answer:
    """Count a derivation again from what it says about itself.

    Raises Refusal where it was counted on another calendar, or says something else than the count gives now.
    """
    try:
        asked = _question(derivation)
        version = derivation["calendar"]
    except (KeyError, TypeError, ValueError) as problem:
        raise Refusal(f"计算单缺少内容或者格式不对：{problem}", "请用 fadu due 重新计算") from problem
    if version != calendar.version:
        raise Refusal(f"计算单用的日历是“{version}”，现在的日历是“{calendar.version}”", "放假安排有更新，请用 fadu due 重新计算")
    again = answer(asked, calendar)
    for key, value in again.derivation.items():
        if derivation.get(key) != value:
            raise Refusal(f"计算单的“{key}”与重新计算的结果不符", "计算单被改动过，请用 fadu due 重新计算")
    return again


def _question(said: Mapping[str, Any]) -> Question:
    period = said["period"]
    return Question(
        rule=said["rule"], name=said["name"],
        period=Period(period["length"], Unit(period["unit"]), period["backward"], period["rolls"]),
        start=moment(said["start"]), event=said["event"], basis=tuple(said["basis"]), articles=tuple(said["articles"]),
        counts_by=said["counting"], rolls_by=said["rolling"],
        pauses=tuple(Pause(date.fromisoformat(one["from"]), date.fromisoformat(one["to"]), one["ground"]) for one in said["pauses"]),
        pauses_by=said["pauses_by"], extensions=tuple(said["extensions"]), side=said["side"],
        waits=said["waits"], early=said["early"], notes=tuple(said["notes"]), reviewed=said["reviewed"],
    )


def moment(written: str) -> date:
    """A day (YYYY-MM-DD), or a day with its time (YYYY-MM-DDTHH:MM) where hours are counted. Raises ValueError."""
    if len(written) == 10:
        return date.fromisoformat(written)
    if "T" not in written:
        raise ValueError("neither a day nor a day with its time")
    return datetime.fromisoformat(written)


def shown(day: date) -> str:
    """ISO 8601; to the minute where the day has a time."""
    return day.isoformat(timespec="minutes") if isinstance(day, datetime) else day.isoformat()


def _day(day: date) -> str:
    return f"{shown(day).replace('T', ' ')}（{weekday(day)}）"


def _reading(one: Count) -> dict[str, Any]:
    return {
        "makeup_days_counted": one.makeup,
        "due": shown(one.due),
        "unrolled": shown(one.unrolled),
        "excluded": [{"day": shown(each.day), "reason": each.reason} for each in one.excluded],
        "makeup_days": [shown(each) for each in one.makeup_days],
    }


def _reading_lines(one: Count, asked: Question, *, both: bool) -> list[str]:
    head = "" if both else "读法一（调休上班日计为工作日）" if one.makeup else "读法二（调休上班日不计为工作日）"
    lines = [f"{head}{'最迟' if asked.period.backward else '届满'}：{_day(one.due)}"]
    if asked.period.unit is Unit.HOUR and not isinstance(asked.start, datetime):
        lines.append("　未给出时刻：到次日的同一时刻为止")
    if one.excluded:
        lines.append("　不计入：" + "；".join(_runs(one.excluded)))
    if one.makeup_days:
        lines.append("　计为工作日的调休上班日：" + "、".join(_day(each) for each in one.makeup_days))
    return lines


def _runs(excluded: tuple[Excluded, ...]) -> list[str]:
    """Days in a row with the same reason as one run."""
    runs: list[tuple[date, date, str]] = []
    for each in excluded:
        if runs and runs[-1][2] == each.reason and (each.day - runs[-1][1]).days == 1:
            runs[-1] = runs[-1][0], each.day, each.reason
        else:
            runs.append((each.day, each.day, each.reason))
    return [f"{first} {reason}" if first == last else f"{first} 至 {last} {reason}" for first, last, reason in runs]
