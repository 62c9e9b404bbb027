"""The law that applies to a case on a day, asked of `core.law` from what the file keeps of the question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.core.law import applies, cases
from fadu.core.law.cases import MONEY


def applied(question: Mapping[str, Any], ended: date | None, on: date) -> applies.Answer:
    """The answer for a decision made on a day; an act that goes on is judged up to that day. Raises Refusal."""
    facts = {key: _number(value) if key in MONEY else value for key, value in question["facts"].items()}
    return applies.decide(cases.read({
        "id": "", "violation": question["violation"], "conduct": {"from": question["conduct_from"], "to": ended or on}, "decision_date": on,
        "facts": facts,
    }))


def range_of(answer: applies.Answer) -> dict[str, Decimal]:
    """Least and most fine in yuan, where the answer has a fine."""
    return {"fine_min": answer.fine[0], "fine_max": answer.fine[1]} if answer.fine else {}


def on_the_day(question: Mapping[str, Any] | None, ended: date | None, on: date) -> dict[str, Any]:
    """The facts about the law for a decision on a day; nothing where it was never asked or can't be said."""
    if not question or (ended is not None and ended > on):
        return {}
    answer = applied(question, ended, on)
    if answer.choice == "ask":
        return {"law_applicable": None}
    return {"law_applicable": answer.provision.citation if answer.provision else "不予处罚", **range_of(answer)}


def _number(text: str) -> int | float:
    amount = Decimal(text)
    return int(amount) if amount == amount.to_integral_value() else float(amount)
