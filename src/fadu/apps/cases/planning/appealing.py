"""Reconsideration and litigation over a decision: accepted, and what they leave of it (《行政复议法》第六十三条, 《行政诉讼法》第七十七条)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fadu.apps.cases.planning.asking import Ask
from fadu.apps.cases.planning.given import Given, Left
from fadu.apps.cases.queries.folding import State
from fadu.core.refusal import Refusal

KEPT = ("维持", "驳回", "申请人（原告）撤回", "终止")
OVERTURNED = ("撤销", "变更", "确认违法", "确认无效")
CORRECT = "《行政处罚法》第四十八条第二款"


def asks(state: State, chosen: Mapping[str, str]) -> tuple[Ask, ...]:
    """An appeal by its number; with a result once there is one."""
    return (
        Ask("appeal_number", "编号", "text", help="受理的填新编号；登记结果的填原编号"), Ask("category", "类型", "choice", ("行政复议", "行政诉讼")),
        Ask("forum", "受理机关", "text"), Ask("appeal_result", "结果", "choice", (*KEPT, *OVERTURNED), required=False, help="还没有结果的不填"),
        Ask("changed_fine", "变更后的罚款（元）", "money", required=False, help="变更罚款数额的填"),
    )


def appeal(given: Given) -> Left:
    """Take an appeal in, or its result. A decision that is overturned is no longer to be performed as it was."""
    answers = given.answers
    number, result, changed = answers["appeal_number"], answers.get("appeal_result"), answers.get("changed_fine")
    held: dict[str, Any] = dict((given.state.file.get("appeals") or {}).get(number) or {})
    if held.get("result"):
        raise Refusal(f"{number} 已经有结果：{held['result']}", "请核对编号")
    if not held and result:
        raise Refusal(f"没有登记过受理 {number}", "先登记受理，再登记结果")
    if (result == "变更") != (changed is not None):
        raise Refusal("结果与变更后的罚款不符", "变更的填变更后的数额，不是变更的不填")
    fine = given.state.facts.get("fine") or Decimal(0)
    if changed is not None and changed >= fine:
        article = "《行政复议法》第六十三条；《行政诉讼法》第七十七条"
        raise Refusal(f"变更后的罚款 {changed} 元不低于原罚款 {fine} 元", "复议、诉讼不得加重；请核对数额", article)
    on = given.on.isoformat()
    said = {**held, "result": result, "resulted_on": on} if held else {"category": answers["category"], "forum": answers["forum"], "accepted_on": on}
    appeals = {**(given.state.file.get("appeals") or {}), number: said}
    facts: dict[str, Any] = {"appeal_pending": any(not one.get("result") for one in appeals.values())}
    if result in OVERTURNED:
        facts["overturned_on"] = given.on
    left = str(changed) if changed is not None else "0" if result in ("撤销", "确认无效") else given.state.file.get("changed_fine")
    return facts, {"appeals": appeals, "changed_fine": left}
