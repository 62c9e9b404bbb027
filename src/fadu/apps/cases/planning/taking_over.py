"""Where a case stands that ran before: its stage and facts as its row says them, and what the row does not say. Nothing is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.apps.cases.planning.appealing import OVERTURNED
from fadu.apps.cases.queries.beside import Beside
from fadu.core import procedure
from fadu.core.law import violations

# From the last date that a row has to the stage it stands in; the first that holds counts.
_STAGES = (
    ("closed_on", "S97"), ("urged_on", "S95"), ("decision_served_on", "S80"), ("decided_on", "S75"), ("notice_served_on", "S50"),
    ("investigated_on", "S30"), ("filed_on", "S20"),
)
# What a case that has come this far must hold, and how people call it.
_ORDER = ("S20", "S30", "S50", "S75", "S80", "S90", "S95", "S97")
_NEEDED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "S20": (("violation", "违法行为代码"), ("conduct_from", "违法行为开始日期"), ("source", "案件来源")),
    "S50": (("investigated_on", "调查终结日期"), ("notice_number", "事先告知书文号")),
    "S75": (
        ("notice_served_on", "事先告知书送达日期"), ("statement_made", "是否陈述申辩"), ("hearing_held", "是否听证"),
        ("decision_number", "决定书文号"), ("decider", "决定人"),
    ),
    "S80": (("service_method", "送达方式"),),
}
# The file keeps these as the row has them.
_FILE = (
    "cause", "violation", "facility", "party", "party_kind", "source", "source_number", "authority", "order_number", "notice_number", "decider",
    "decision_number", "meeting",
)
_WAYS = ("直接", "留置", "邮寄", "转交", "委托", "公告", "电子")


@dataclass(frozen=True)
class TakenOver:
    """A stage with the facts and the file that the row gives, the last day it has, and the gaps."""

    stage: str
    facts: Mapping[str, Any]
    file: Mapping[str, Any]
    last_on: date
    gaps: tuple[str, ...]


def stage_of(row: Mapping[str, Any]) -> str:
    """The stage that a row's dates and outcome give."""
    outcome = row["outcome"]
    if outcome == "撤销立案":
        return "S23"
    if outcome == "移送":
        return "S12"
    stage = next(stage for day, stage in _STAGES if row.get(day))
    if stage == "S75" and outcome == "不予处罚":
        return "S76"
    return "S90" if stage == "S80" and outcome == "处罚" and row.get("fine") else stage


def taken_over(row: Mapping[str, Any], beside: Beside | None = None) -> TakenOver:
    """A row of 案件 (field -> value), with the rows that hang on it, as the state of a matter."""
    stage = stage_of(row)
    facts: dict[str, Any] = {
        "filed_on": row["filed_on"], "conduct_ended_on": row["conduct_until"], "order_served_on": row["order_served_on"],
        "notice_served_on": row["notice_served_on"], "legal_review_on": row["reviewed_on"], "hearing_held": row["hearing_held"],
        "decided_on": row["decided_on"], "served_on": row["decision_served_on"], "reminder_served_on": row["urged_on"], "paid_on": row["paid_on"],
        "closed_on": row["closed_on"],
        "published_on": row["published_on"], "fine": row["fine"] if row["outcome"] == "处罚" else None, "no_penalty_ground": row["no_penalty_ground"],
        "issuer": row["authority"], "service_method": _way(row["service_method"]), "legal_review_passed": True if row["reviewed_on"] else None,
        "penalty_kinds": row["penalty_kinds"].split("、") if row["penalty_kinds"] and row["outcome"] == "处罚" else None,
        "conduct_continuing": False if row["conduct_until"] else None,
    }
    file: dict[str, Any] = {name: row.get(name) for name in _FILE} | {
        "case_number": row["number"], "team": [row["lead_officer"], row["second_officer"]], "outcome": row["outcome"],
        "conduct_from": _text(row["conduct_from"]), "investigated_on": _text(row["investigated_on"]), "extended_on": _text(row["extended_on"]),
        "reviewer": row["reviewer"], "violation_name": violations.catalogue().get(row["violation"] or ""),
    }
    if row["paid_on"] and row["fine"]:
        file["payments"] = [{"on": row["paid_on"].isoformat(), "amount": str(Decimal(row["fine"])), "receipt": "补录"}]
    days = [value for name, value in row.items() if name.endswith("_on") and isinstance(value, date) and name != "published_on"]
    gaps = _gaps(row, stage)
    if beside is not None:
        stage, more = _court(row, stage, beside.transfers, facts, file)
        gaps = (*gaps, *more, *_appeals(beside.appeals, facts, file), *_open_tracks(beside))
        days += [one for rows in (beside.transfers, beside.appeals) for each in rows for one in each.values() if isinstance(one, date)]
    return TakenOver(
        stage, {key: value for key, value in facts.items() if value is not None}, {key: value for key, value in file.items() if value is not None},
        max(days), gaps,
    )


def _gaps(row: Mapping[str, Any], stage: str) -> tuple[str, ...]:
    reached = [one for one in _ORDER if stage in _ORDER and _ORDER.index(one) <= _ORDER.index(stage)]
    missing = [name for one in reached for field, name in _NEEDED.get(one, ()) if row.get(field) is None]
    if stage in ("S75", "S76", "S80", "S90", "S95", "S97") and row["reviewed_on"] is None:
        missing.append("法制审核日期（应当审核的）")
    if stage in ("S20", "S30", "S50"):
        missing += ["证据与事实对照", "适用法律的推算", "裁量计算"]
    return tuple(missing)


def _court(
    row: Mapping[str, Any], stage: str, transfers: Sequence[Mapping[str, Any]], facts: dict[str, Any], file: dict[str, Any],
) -> tuple[str, list[str]]:
    """A case that the court has to enforce stands there, reminded or not."""
    found = next((one for one in transfers if one["category"] == "申请强制执行"), None)
    if found is None or stage not in ("S90", "S95"):
        return stage, []
    facts["court_applied_on"] = found["transferred_on"]
    court = {"accepted_on": _text(found["receipt_on"]), "says": found["result"]}
    file |= {"court": found["receiver"], "transfer_number": found["number"]}
    file["court_stage"] = {key: value for key, value in court.items() if value}
    return "S96", [] if row["urged_on"] else ["催告日期"]


def _appeals(rows: Sequence[Mapping[str, Any]], facts: dict[str, Any], file: dict[str, Any]) -> list[str]:
    """Appeals with what they left of the decision; the amount after a change stands in no column."""
    if not rows:
        return []
    keys = ("category", "forum", "result")
    file["appeals"] = {
        one["number"]: {
            **{key: one[key] for key in keys if one[key]}, "accepted_on": _text(one["accepted_on"]),
            **({"resulted_on": _text(one["resulted_on"])} if one["resulted_on"] else {}),
        }
        for one in rows
    }
    facts["appeal_pending"] = any(not one["result"] for one in rows)
    fallen = [one for one in rows if one["result"] in OVERTURNED]
    if fallen:
        facts["overturned_on"] = fallen[-1]["resulted_on"]
    if any(one["result"] in ("撤销", "确认无效") for one in fallen):
        file["changed_fine"] = "0"
    changed = [f"{one['number']} 变更后的罚款数额" for one in fallen if one["result"] == "变更"]
    return changed + [f"{one['number']} 的结果日期" for one in fallen if one["resulted_on"] is None]


def _open_tracks(beside: Beside) -> list[str]:
    """What still runs beside the case and has no matter of its own yet."""
    sealed = [one for one in beside.measures if one["measure"] != "按日连续处罚" and one["lifted_on"] is None]
    waiting = [one for one in beside.transfers if one["category"] in ("行政拘留", "涉嫌犯罪") and not one["result"]]
    return [f"{one['measure']} {one['number']} 没有解除日期" for one in sealed] + [f"移送 {one['number']} 没有结果" for one in waiting]


def name_of(stage: str) -> str:
    """What people call a stage of the ordinary procedure."""
    return procedure.procedures()["penalty"].stages[stage].name


def _way(text: str | None) -> str | None:
    return next((way for way in _WAYS if text and text.startswith(way)), None)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
