"""Reconsideration and litigation: what they leave of a decision (《行政复议法》第六十三条, 《行政诉讼法》第七十七条)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State
from fadu.core.refusal import Refusal

KEPT = ("维持", "驳回", "撤回申请（起诉）", "调解", "终止")
OVERTURNED = ("撤销", "变更", "确认违法", "确认无效")
CORRECT = "《行政处罚法》第四十八条第二款"
_NO_HEAVIER = "《行政复议法》第六十三条；《行政诉讼法》第七十七条"


def result_any(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A changed fine belongs to a change, and is lower than what was decided."""
    result, changed = state.file.get("appeal_result"), state.file.get("changed_fine")
    if (result == "变更") != (changed is not None):
        yield Refusal("结果与变更后的罚款不符", "变更的填变更后的数额，不是变更的不填")
    fine = Decimal(state.file.get("original_fine") or 0)
    if changed is not None and Decimal(changed) >= fine:
        yield Refusal(f"变更后的罚款 {changed} 元不低于原罚款 {fine} 元", "复议、诉讼不得加重；请核对数额", _NO_HEAVIER)


def result_kept(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """The decision stands."""
    yield from result_any(state, bureau, on)
    if state.file.get("appeal_result") not in KEPT:
        yield Refusal(f"“{state.file.get('appeal_result')}”不是维持决定的结果", "撤销、变更、确认违法或者无效的，选那一步")


def result_overturned(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """The decision falls, wholly or in part."""
    yield from result_any(state, bureau, on)
    if state.file.get("appeal_result") not in OVERTURNED:
        yield Refusal(f"“{state.file.get('appeal_result')}”没有改变决定", "维持、驳回的，选那一步")


def result_final(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A judgment becomes final that was entered before."""
    if not state.file.get("appeal_result"):
        yield Refusal("没有登记裁判结果", "先登记一审裁判")


def corrected_public(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A decision that fell is performed no more, and what was published is withdrawn."""
    if state.facts.get("overturned_on") and not state.file.get("correction"):
        yield Refusal("决定被变更、撤销，没有写明怎样撤回已公开的信息", "写明撤回和说明理由的情况；没有公开过的也写明", CORRECT)


def told(
    parent: State, number: str, *, category: str = "", forum: str = "", result: str = "", changed: str | None = None, on: date,
    served_on: date | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the case learns: facts and file. Without a result the appeal is pending; the days of it bear no surcharge."""
    appeals: dict[str, Any] = dict(parent.file.get("appeals") or {})
    held = dict(appeals.get(number) or {"category": category, "forum": forum, "accepted_on": on.isoformat()})
    if result:
        held |= {"result": result, "resulted_on": on.isoformat()}
    appeals[number] = held
    facts: dict[str, Any] = {"appeal_pending": any(not one.get("result") for one in appeals.values())}
    if result in OVERTURNED:
        facts["overturned_on"] = on
    if served_on is not None:
        facts["review_served_on"] = served_on
    left = changed if changed is not None else "0" if result in ("撤销", "确认无效") else parent.file.get("changed_fine")
    return facts, {"appeals": appeals, "changed_fine": left}


def pending(file: Mapping[str, Any]) -> list[str]:
    """The appeals without a result, by number."""
    return [number for number, one in (file.get("appeals") or {}).items() if not one.get("result")]
