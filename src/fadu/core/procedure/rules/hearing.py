"""Whether the party must be told of the right to a hearing (《行政处罚法》第六十三条, 《生态环境行政处罚办法》第四十六条、第八十九条).

The national amounts yield to a local regulation or government rule. Offering too much is harmless, too little is fatal: the lower of the
national and the local figure counts, and below the national one nothing is decided until the bureau has said what its local one is.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from fadu.core.procedure.instruments import references
from fadu.core.procedure.rules.kinds import by_party, kind
from fadu.core.procedure.rules.local import LocalRules
from fadu.core.procedure.rules.verdict import Verdict, settle
from fadu.core.procedure.values import value


def hearing(
    *, party: str, penalties: Collection[str], amounts: Collection[Decimal], on: date, local: LocalRules | None = None
) -> Verdict:
    """`party` is 公民 or 单位; `penalties` are kinds of penalty; `amounts` the fine and each confiscation in yuan."""
    basis = references("CF:63;B30:46;B30:89")
    asked = [kind(name) for name in penalties]
    reviewed = all(one.reviewed for one in asked)
    always = [f"拟处“{one.name}”" for one in asked if one.hearing == "是"]
    counted = [amount for amount in amounts if amount > 0] if any(one.hearing == "数额" for one in asked) else []
    if always or not counted:
        return settle(always, [], basis, reviewed=reviewed)
    national = value(f"hearing_amount.{by_party(party)}", on)
    reviewed = reviewed and national.reviewed
    highest = max(counted)
    if highest >= national.number:
        reason = f"数额 {highest} 元达到 {national.number} 元（{national.basis[-1].cited()}）"
        return settle([reason], [], basis, reviewed=reviewed)
    declared = local.hearing_on(on) if local else None
    if local is None or declared is None:
        missing = f"本地的听证数额标准（地方性法规、规章；{on} 有效的），数额 {highest} 元低于全国标准 {national.number} 元"
        return settle([], [missing], basis, reviewed=reviewed, advice="先告知听证权利不会有错")
    figure = declared.citizen if by_party(party) == "citizen" else declared.entity
    reached = figure is not None and highest >= figure
    reasons = [f"数额 {highest} 元达到本地标准 {figure} 元（{declared.source}）"] if reached else []
    return settle(reasons, [], basis, reviewed=reviewed and local.head.reviewed)
