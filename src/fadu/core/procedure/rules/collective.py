"""Whether the heads must discuss a case collectively (《行政处罚法》第五十七条, 《生态环境行政处罚办法》第五十二条)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from fadu.core.procedure.instruments import references
from fadu.core.procedure.rules.kinds import kind
from fadu.core.procedure.rules.local import LocalRules
from fadu.core.procedure.rules.verdict import Verdict, settle
from fadu.core.procedure.values import value


def collective(
    *, penalties: Collection[str], amounts: Collection[Decimal], complex_case: bool, head_wants_it: bool, traits: Collection[str] = (),
    on: date, local: LocalRules | None = None,
) -> Verdict:
    """`traits` are the case types of the bureau's list that the case has (从轻, 减轻, 从重, 不予处罚 …)."""
    asked = [kind(name) for name in penalties]
    reasons = [f"拟处“{one.name}”" for one in asked if one.collective == "是"]
    if complex_case:
        reasons.append("案件情况疑难复杂、涉及多个法律关系")
    if head_wants_it:
        reasons.append("机关负责人认为应当集体讨论")
    counted = [amount for amount in amounts if amount > 0] if any(one.collective == "数额" for one in asked) else []
    if counted:
        least = value("collective_amount", on)
        if max(counted) >= least.number:
            reasons.append(f"罚款、没收数额 {max(counted)} 元达到 {least.number} 元（{least.basis[0].cited()}）")
    declared = local.collective_on(on) if local else None
    if declared:
        reasons.extend(f"本地规定的情形：{trait}（{declared.source}）" for trait in traits if trait in declared.kinds)
    missing = [] if declared else [f"本机关规定的应当集体讨论的情形（{on} 有效的；没有的也要声明没有）"]
    signed = local is not None and local.head.reviewed and all(one.reviewed for one in asked)
    return settle(reasons, missing, references("CF:57;B30:52/S"), reviewed=signed, advice="先集体讨论不会有错")
