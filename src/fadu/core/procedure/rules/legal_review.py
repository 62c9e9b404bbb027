"""Whether a decision needs legal review before it is made (《行政处罚法》第五十八条, 《生态环境行政处罚办法》第四十九条).

The bureau's own list only adds to the national cases; one that has not been declared leaves open what the national cases do not settle.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from fadu.core.procedure.instruments import references
from fadu.core.procedure.rules.local import LocalRules
from fadu.core.procedure.rules.verdict import Verdict, settle


def legal_review(
    *, public_interest: bool, weighty_rights: bool, heard: bool, complex_case: bool, traits: Collection[str] = (), on: date,
    local: LocalRules | None = None,
) -> Verdict:
    """`traits` are the case types of the bureau's list that the case has."""
    reasons = []
    if public_interest:
        reasons.append("涉及重大公共利益")
    if weighty_rights and heard:
        reasons.append("直接关系当事人或者第三人重大权益，经过听证程序")
    if complex_case:
        reasons.append("案件情况疑难复杂、涉及多个法律关系")
    declared = local.legal_review_on(on) if local else None
    if declared:
        reasons.extend(f"本地规定的情形：{trait}（{declared.source}）" for trait in traits if trait in declared.kinds)
    missing = [] if declared else [f"本机关规定的应当法制审核的案件类型（{on} 有效的；没有的也要声明没有）"]
    signed = local is not None and local.head.reviewed
    return settle(reasons, missing, references("CF:58;B30:49"), reviewed=signed, advice="先做法制审核不会有错")
