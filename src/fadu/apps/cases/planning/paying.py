"""What is owed and paid: the fine, the surcharge with the days of appeals left out, instalments against their plan.

《行政处罚法》第六十六条、第七十二条、第七十三条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from fadu.apps.cases.planning.given import Given, Left
from fadu.apps.cases.planning.knowing import Bureau, perform_by
from fadu.apps.cases.queries.folding import State
from fadu.core.days import Pause
from fadu.core.procedure.rules.surcharge import surcharge
from fadu.core.refusal import Refusal

_DEFER = "《行政处罚法》第六十六条第二款"
_CLOSE = "《生态环境行政处罚办法》第七十七条"


def owed(state: State, on: date) -> tuple[Decimal, Decimal, Decimal]:
    """Fine, surcharge up to the day of full payment or `on`, and what was paid, in yuan."""
    fine, by, until = fine_left(state), perform_by(state), state.facts.get("paid_on") or on
    late = by is not None and fine > 0 and until > by
    extra = surcharge(fine, pay_by=by, until=until, suspended=suspended(state, until)).amount if late and by else Decimal(0)
    return fine, extra, paid_so_far(state)


def fine_left(state: State) -> Decimal:
    """The fine, or what reconsideration or litigation left of it."""
    changed = state.file.get("changed_fine")
    return Decimal(changed) if changed is not None else state.facts.get("fine") or Decimal(0)


def paid_so_far(state: State) -> Decimal:
    """The sum of the payments that are on file."""
    return sum((Decimal(one["amount"]) for one in state.file.get("payments") or ()), Decimal(0))


def suspended(state: State, until: date) -> list[Pause]:
    """The days of reconsideration and litigation: no surcharge grows on them (《行政处罚法》第七十三条第三款)."""
    found = []
    for one in (state.file.get("appeals") or {}).values():
        first = date.fromisoformat(one["accepted_on"])
        last = date.fromisoformat(one["resulted_on"]) if one.get("resulted_on") else max(until, first)
        found.append(Pause(first, last, one["category"]))
    return found


def instalments(text: str) -> list[dict[str, str]]:
    """The lines of a plan as days and amounts. Raises Refusal for a line that is neither, or that goes back in time."""
    found: list[dict[str, str]] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        try:
            day, amount = re.split(r"\s+", line, maxsplit=1)
            one = {"on": date.fromisoformat(day).isoformat(), "amount": str(Decimal(amount.replace(",", "").removesuffix("元").strip()))}
        except (ValueError, InvalidOperation):
            raise Refusal(f"分期安排的一行看不懂：{line}", "一行一期：日期 金额，例如 2026-12-01 10000", _DEFER) from None
        if Decimal(one["amount"]) <= 0 or (found and one["on"] <= found[-1]["on"]):
            raise Refusal(f"分期安排的一行不对：{line}", "金额大于零，日期从早到晚", _DEFER)
        found.append(one)
    return found


def plan(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A plan adds up to what is left to pay, ends on the day of the deferral, and was asked for in time."""
    lines, until = state.file.get("instalments") or [], state.facts.get("deferred_until")
    left = fine_left(state) - paid_so_far(state)
    total = sum((Decimal(one["amount"]) for one in lines), Decimal(0))
    if total != left:
        yield Refusal(f"分期合计 {total} 元，应缴余额 {left} 元", "各期金额合计应等于应缴余额", _DEFER)
    if lines and until is not None and lines[-1]["on"] != until.isoformat():
        yield Refusal(f"最后一期 {lines[-1]['on']}，批准延期至 {until}", "两个日期应当一致", _DEFER)
    if until is not None and until <= on:
        yield Refusal(f"延期至 {until}，不晚于批准之日 {on}", "请核对日期", _DEFER)


def arrears(state: State, on: date) -> Decimal:
    """How much of the instalments that have come due by a day is not paid."""
    come = sum((Decimal(one["amount"]) for one in state.file.get("instalments") or () if date.fromisoformat(one["on"]) < on), Decimal(0))
    settled = paid_so_far(state) - Decimal(state.file.get("paid_before_plan") or 0)
    return max(come - settled, Decimal(0))


def paid(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """What is closed as performed has been paid; what has nothing to perform has no fine."""
    fine, extra, sum_ = owed(state, on)
    reason = state.facts.get("closing_reason")
    if reason == "已履行":
        yield from performed(state, bureau, on)
    if sum_ > fine + extra:
        over = sum_ - fine - extra
        yield Refusal(f"应缴 {fine + extra} 元，已登记缴款 {sum_} 元，多出 {over} 元", "决定变更、撤销后多缴的，在“退还罚款”里退还", _CLOSE)
    if reason in ("不予处罚", "没有需要履行的内容") and fine > sum_:
        yield Refusal(f"还有罚款 {fine - sum_} 元没有履行", "以“已履行”或者法院执行的结果结案", _CLOSE)


def performed(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """What is owed has been paid; what the court could not bring in is closed after the court, by what it did."""
    fine, extra, sum_ = owed(state, on)
    if sum_ < fine + extra:
        reason = f"应缴罚款 {fine} 元、加处 {extra} 元，已登记缴款 {sum_} 元"
        yield Refusal(reason, "在“缴款”里登记；没有缴清的，催告、申请法院强制执行", f"《行政处罚法》第七十二条；{_CLOSE}")


def unpaid(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Nobody is reminded of what was paid."""
    fine, _, sum_ = owed(state, on)
    if fine <= sum_:
        yield Refusal("罚款已经缴清", "直接结案", "《行政强制法》第五十三条")


def court_ended(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A case at the court is closed by what the court did with it."""
    said = (state.file.get("court_stage") or {}).get("outcome")
    if said is None:
        yield Refusal("法院的裁定和执行结果还没有登记", "在平行事项“申请法院强制执行”里登记", _CLOSE)
    elif state.facts.get("closing_reason") == "法院执行完毕" and said != "法院执行完毕":
        yield Refusal(f"登记的法院结果是“{said}”", "以“法院终结执行”结案", _CLOSE)


def refund(given: Given) -> Left:
    """What was paid beyond a fine that reconsideration or litigation lowered goes back."""
    state, amount = given.state, given.answers["amount"]
    fine, extra, before = owed(state, given.on)
    over = before - fine - extra
    if not 0 < amount <= over:
        raise Refusal(f"退还 {amount} 元，多缴的是 {max(over, Decimal(0))} 元", "请核对应缴和已缴的数额")
    entry = {"on": given.on.isoformat(), "amount": str(-amount), "receipt": given.answers["receipt"]}
    return {}, {"payments": [*(state.file.get("payments") or ()), entry]}


def pay(given: Given) -> Left:
    """A payment. Raises Refusal for one of nothing, or of more than is owed."""
    state, amount = given.state, given.answers["amount"]
    if amount <= 0:
        raise Refusal(f"缴款 {amount} 元", "请填写实际缴款的数额")
    fine, extra, before = owed(state, given.on)
    sum_ = before + amount
    if sum_ > fine + extra:
        raise Refusal(f"合计缴款 {sum_} 元，多于应缴的 {fine + extra} 元（罚款 {fine}、加处 {extra}）", "请核对数额和收据")
    entry: Mapping[str, str] = {"on": given.on.isoformat(), "amount": str(amount), "receipt": given.answers["receipt"]}
    return ({"paid_on": given.on} if sum_ == fine + extra else {}), {"payments": [*(state.file.get("payments") or ()), entry]}
