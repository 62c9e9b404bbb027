"""A case as the question "which law applies" takes it: the violation, when it was done, when it is decided, the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fadu.core.law import violations
from fadu.core.law.sources import label
from fadu.core.refusal import Unreadable

__all__ = ["FLAGS", "MONEY", "Case", "Facts", "read"]

MONEY = (
    "investment", "disposal_cost", "agent_disposal_cost", "service_fee", "goods_value", "illegal_gains", "direct_loss",
    "allowance_price", "original_fine",
)
FLAGS = ("severe", "refused")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. None and absent keys are unknown, which is not the same as no. Money in yuan; `units` counts occasions,
    machines, vehicles, metres, square metres or days. `unread` are keys that no rule reads."""

    scopes: tuple[str, ...] = ()
    severe: bool | None = None
    refused: bool | None = None
    units: Decimal | None = None
    money: Mapping[str, Decimal] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case. The act lasted from `began` to `ended` (its last day); `ended` or `decided` None = not known yet."""

    id: str
    violation: str
    began: date
    ended: date | None
    decided: date | None
    facts: Facts


def read(raw: object, place: str = "") -> Case:
    """A case from a mapping {id, violation, conduct: {from, to}, decision_date, facts}; other keys are ignored.

    Unreadable names the place, what is wrong and how to mend it: an unknown violation, a date that is none, an act that
    ended before it began or after the decision, an amount that is no number.
    """
    where = place or "案例"
    if not isinstance(raw, Mapping):
        raise Unreadable(f"{where}：应为一组“键: 值”", "请按示例的格式填写")
    case = f"{where} {raw.get('id', '')}".strip()
    id = raw.get("violation")
    if not isinstance(id, str) or not violations.known(id):
        raise Unreadable(f"{case}：违法行为目录里没有代码“{id}”", "请按违法行为目录填写 violation")
    conduct = raw.get("conduct")
    if not isinstance(conduct, Mapping):
        raise Unreadable(f"{case}：缺少 conduct（行为起止）", "请填写 conduct: {from: 日期, to: 日期}")
    began = _day(conduct.get("from"), f"{case} conduct.from")
    ended = _day(conduct.get("to"), f"{case} conduct.to")
    decided = _day(raw.get("decision_date"), f"{case} decision_date")
    if began is None:
        raise Unreadable(f"{case}：缺少 conduct.from（行为开始之日）", "请填写行为开始之日")
    if ended and ended < began:
        raise Unreadable(f"{case}：行为终了之日 {ended} 早于开始之日 {began}", "请核对 conduct")
    if decided and decided < (ended or began):
        raise Unreadable(f"{case}：决定日 {decided} 早于行为终了之日 {ended or began}", "请核对 decision_date 和 conduct")
    return Case(str(raw.get("id", "")), id, began, ended, decided, _facts(raw.get("facts") or {}, case))


def _facts(raw: object, case: str) -> Facts:
    if not isinstance(raw, Mapping):
        raise Unreadable(f"{case}：facts 应为一组“键: 值”", "请按示例的格式填写")
    given: dict[str, Any] = {str(key): value for key, value in raw.items() if value is not None}
    scope = given.pop("scope", ())
    scopes = (scope,) if isinstance(scope, str) else scope
    if not isinstance(scopes, list | tuple) or not all(isinstance(one, str) for one in scopes):
        raise Unreadable(f"{case}：facts.scope 应为文字", "请填写适用对象的代码，例如 permit_holder")
    flags = {name: given.pop(name, None) for name in FLAGS}
    for name, value in flags.items():
        if not isinstance(value, bool | None):
            raise Unreadable(f"{case}：facts.{name}（{label('fact', name)}）应为 true 或 false", "尚未查明的请不要填")
    units = given.pop("units", None)
    money = {name: _number(given.pop(name), f"{case} facts.{name}（{label('fact', name)}）") for name in MONEY if name in given}
    count = None if units is None else _number(units, f"{case} facts.units")
    if count == 0:
        raise Unreadable(f"{case} facts.units：数量应大于 0", "请填写查明的数量")
    return Facts(tuple(scopes), flags["severe"], flags["refused"], count, money, tuple(given))


def _day(value: object, place: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Unreadable(f"{place}：“{value}”不是日期", "请写作 YYYY-MM-DD") from None


def _number(value: object, place: str) -> Decimal:
    number = Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if number is None or not number.is_finite() or number < 0:
        raise Unreadable(f"{place}：“{value}”应为不小于 0 的数", "金额以元为单位，只写数字")
    return number
