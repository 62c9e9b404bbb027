"""What a plan comes to on a day, and the name lists of that day: who is in the pool, in which class, who can be sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from fadu.apps.facilities.figures import Pooled, pool_on
from fadu.apps.inspections import queries
from fadu.apps.inspections.models import Inspection
from fadu.apps.officers.figures import OfficerOn, officers_on
from fadu.apps.registers import frequency
from fadu.apps.registers.leaves import away
from fadu.core import sampling
from fadu.core.refusal import Refusal
from fadu.core.sampling.frame import Row, unfit
from fadu.core.sampling.planning import QUARTERS
from fadu.core.workbook.sheets.bureau import FACILITIES
from fadu.core.workbook.sheets.enforcement import ROUTINE

CLASSES = FACILITIES.by_field["category"].choices
KEY, SPECIAL = CLASSES[0], CLASSES[1]
# The class names of the published rules (core/sampling/data/ratios.csv) in the words of the register.
NAMES = {"key": "重点排污单位", "special": "特殊监管单位", "general": "一般排污单位"}
POSITIVE = {"skip": "不参加抽取，以非现场方式检查", "keep": "照常参加抽取"}
YEAR = 365


@dataclass(frozen=True)
class Counted:
    """What a plan comes to: objects and visits by class, officers who can be sent."""

    objects: dict[str, int]
    officers: int
    visits: dict[str, int]


def lists(
    plan: Mapping[str, Any], day: date, absent: Collection[str] = (), once: Collection[str] = (),
) -> tuple[list[Row], list[Row]]:
    """Both frames on a day after what a plan says beside core's own rules (`positive_list`, `raises`, `raised_to`).

    Objects of the classes `once` that were visited by a draw this year take no part: none comes twice before the year is over. Where the
    plan has an interval (`interval_days`), a row says the day before which nobody goes; whose day lies in the next year takes no part. Raises
    Refusal for a firm that is in the pool twice.
    """
    pool = pool_on(day)
    refuse_doubles(pool)
    visits, last, had, free = visits_until(day, plan), last_officers(day), drawn_until(day), free_from(day, plan)
    caps = frequency.limits(pool, day)
    objects: list[dict[str, str]] = []
    for each in pool:
        row = _object(each, plan, visits.get(each.number, 0), last.get(each.number, ()))
        if "skip" not in row and each.number in caps:
            _cap(row, visits.get(each.number, 0), *caps[each.number])
        if "skip" not in row and row["class"] in once and each.number in had:
            row["skip"] = f"本年已按双随机检查（{had[each.number]}）"
        elif "skip" not in row and free.get(each.number, day) > day:
            _wait(row, free[each.number], plan["interval_days"], day)
        objects.append(row)
    recused: dict[str, list[str]] = {}
    for tie in queries.ties():
        recused.setdefault(tie.number, []).append(tie.said["facility"])
    gone = away(day) if absent else {}
    said = {number: gone[number].words if number in gone else "当日不在岗" for number in absent}
    return [*objects], [_officer(each, recused.get(each.number, []), said.get(each.number, "")) for each in officers_on(day)]


def _cap(row: dict[str, str], visits: int, limit: int, by: str) -> None:
    """What the registers say of how often this one object is checked in a year (分类监管, 检查频次规则)."""
    if visits >= limit:
        row["skip"] = f"本年已查{visits}次，达到“{by}”定的年检查上限{limit}次"


def count(written: Mapping[str, Any], plan: Mapping[str, Any], day: date) -> Counted:
    """Count what a plan comes to on a day: the figures it is published with. Raises Refusal for a class without a rule."""
    objects, officers = lists(plan, day)
    rules = sampling.plan(written).classes
    sizes = Counter(row["class"] for row in objects)
    if strange := sorted(set(sizes) - set(rules)):
        raise Refusal(f"对象名录里有{'、'.join(strange)}，计划没有写这一类怎么抽", "请为这一类选择抽取办法，或先更正对象的类别、移出随机抽查")
    able = len(officers) - len(dict(unfit(officers, day)))
    within_cap(objects, written, able)
    return Counted(dict(sizes), able, {name: rules[name].year(size, able) for name, size in sizes.items()})


def within_cap(objects: Collection[Row], written: Mapping[str, Any], able: int) -> list[Row]:
    """The same objects, where those that a quarterly rule could bring over the yearly cap take no part, with the reason.

    `able`: officers who can be sent. Raises Refusal (国办发〔2024〕54号) where the rule brings even an object over it that nobody visited yet.
    """
    rules = sampling.plan(written)
    found = [dict(row) for row in objects]
    for name, rule in rules.classes.items():
        mine = [row for row in found if row["class"] == name]
        while rules.cap_per_object is not None and rule.mode == "pct_per_quarter":
            free = [row for row in mine if "skip" not in row]
            times = most(rule, len(mine), len(free), able)
            if times > rules.cap_per_object:
                reason = f"{name}每季度抽取，同一对象一年会抽到 {times} 次，超过年度上限 {rules.cap_per_object} 次"
                raise Refusal(reason, "请调低比例，或者改为按年抽取", "国办发〔2024〕54号")
            over = [row for row in free if int(row.get("visits", "0")) + times > rules.cap_per_object]
            if not over:
                break
            for row in over:
                row["skip"] = f"本年已查{row['visits']}次，每季度抽取还会抽到{times}次，超过上限{rules.cap_per_object}次"
    return [*found]


def most(rule: sampling.Rule, size: int, free: int, able: int) -> int:
    """How often a quarterly rule can draw one object in a year: of `size` objects of the class `free` take part."""
    each = min(rule.quota(size, able), free)
    if not each:
        return 0
    return QUARTERS if rule.replacement else -(-each * QUARTERS // free)  # none comes again before all came


def refuse_doubles(pool: Collection[Pooled]) -> None:
    """One firm twice in the pool would have two tickets."""
    seen: dict[tuple[str, str, str], str] = {}
    for each in pool:
        key = each.credit_code, each.name, each.address
        if each.credit_code and key in seen:
            raise Refusal(f"{each.name}在随机抽查对象里有两条：{seen[key]}、{each.number}", "请作废多余的一条，或移出随机抽查")
        seen[key] = each.number


def visits_until(day: date, plan: Mapping[str, Any] | None = None) -> dict[str, int]:
    """By object how often it was visited on site this year up to the day, visits after a clue left out.

    Visits of other departments are counted where the plan (by default the one in force) says so.
    """
    return dict(Counter(number for number, _ in _capped_visits(date(day.year, 1, 1), day, plan)))


def free_from(day: date, plan: Mapping[str, Any]) -> dict[str, date]:
    """By object the first day on which it may be visited again under the plan's interval, from the visits up to a day."""
    if not plan.get("interval_days"):
        return {}
    interval = timedelta(days=plan["interval_days"])
    found: dict[str, date] = {}
    for number, on in _capped_visits(day - interval, day, plan):
        found[number] = max(found.get(number, on), on)
    return {number: on + interval for number, on in found.items()}


def _capped_visits(since: date, until: date, plan: Mapping[str, Any] | None) -> list[tuple[str, date]]:
    """Objects and days of the visits that the cap counts. What is done together with others is one visit and not two."""
    if plan is None:
        latest = queries.in_force(until.year)
        plan = latest.made.said if latest else {}
    rows = Inspection.standing.filter(inspected_on__range=(since, until), category__in=ROUTINE).exclude(method="非现场").order_by()
    found = list(rows.values_list("facility__number", "inspected_on"))
    if plan.get("count_others"):
        ours = set(found)
        stated = {(one.number, date.fromisoformat(one.said["on"]), one.said["department"]) for one in queries.others()}
        found += [(number, on) for number, on, _ in sorted(stated) if since <= on <= until and (number, on) not in ours]
    return found


def drawn_until(day: date) -> dict[str, date]:
    """By object the day of its latest visit by a draw (双随机) this year up to the day."""
    rows = Inspection.standing.filter(inspected_on__year=day.year, inspected_on__lte=day, category="双随机")
    return dict(rows.order_by("inspected_on").values_list("facility__number", "inspected_on"))


def last_officers(day: date) -> dict[str, tuple[str, ...]]:
    """By object the officers of its latest visit before the day."""
    latest: dict[str, int] = {}
    for number, pk in Inspection.standing.filter(inspected_on__lt=day).order_by("inspected_on", "pk").values_list("facility__number", "pk"):
        latest[number] = pk
    links = Inspection.officers.through.objects.filter(inspection_id__in=latest.values()).order_by("person__number")
    by_visit: dict[int, list[str]] = {}
    for pk, officer in links.values_list("inspection_id", "person__number"):
        by_visit.setdefault(pk, []).append(officer)
    return {number: tuple(by_visit.get(pk, ())) for number, pk in latest.items()}


def done(batch: str) -> dict[str, list[tuple[str, date]]]:
    """By object the visits (lasting id, day) that were recorded under a draw's number."""
    found: dict[str, list[tuple[str, date]]] = {}
    rows = Inspection.standing.filter(Q(batch=batch) & Q(category="双随机")).order_by("inspected_on", "pk")
    for number, uid, day in rows.values_list("facility__number", "uid", "inspected_on"):
        found.setdefault(number, []).append((str(uid), day))
    return found


def _object(each: Pooled, plan: Mapping[str, Any], visits: int, last: tuple[str, ...]) -> dict[str, str]:
    row = {"id": each.number, "class": each.category, "name": each.name, "code": each.credit_code}
    grades = [grade for grade in plan["raises"] if grade in each.credit_grade]
    if grades and each.category not in (KEY, SPECIAL):
        row |= {"class": plan["raised_to"], "raised": f"原为{each.category}，环境信用等级为{each.credit_grade}"}
    if each.on_positive_list and plan["positive_list"] == "skip":
        row["skip"] = "列入监督执法正面清单，以非现场方式检查"
    if visits:
        row["visits"] = str(visits)
    if last:
        row["last_officers"] = ";".join(last)
    return {name: value for name, value in row.items() if value}


def _wait(row: dict[str, str], free: date, interval: int, day: date) -> None:
    if free.year > day.year:
        row["skip"] = f"上次检查以后不满{interval}日，到{free}才能再查"
    else:
        row["not_before"] = free.isoformat()


def _officer(each: OfficerOn, recused: Collection[str], absent: str) -> Row:
    row = {"id": each.number, "certificate": each.certificate, "recuse": ";".join(sorted(recused))}
    if each.valid_from:
        row["certificate_from"] = each.valid_from.isoformat()
    if each.valid_until:
        row["certificate_until"] = each.valid_until.isoformat()
    if not each.certificate:
        row["absent"] = "没有执法证"
    elif absent:
        row["absent"] = absent
    return {name: value for name, value in row.items() if value}
