"""Whether an act may still be punished: two or five years (《生态环境法典》第一千零五十四条, 《行政处罚法》第三十六条).

The time runs from the end of the act; of a continuing or repeated one from the day it ended, and one that has not ended does not run.
What ended before the Code came into force and was out of time under the old rule, yet would not be under the Code, is a question for
legal review, not for arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.core.days import add_months
from fadu.core.procedure.instruments import Reference, instruments, references
from fadu.core.procedure.limits import limit


@dataclass(frozen=True)
class Limitation:
    """`open` says whether the act may be punished, None where something is missing; `last` is the last day to discover it."""

    open: bool | None
    last: date | None
    steps: tuple[str, ...]
    missing: tuple[str, ...]
    basis: tuple[Reference, ...]

    @property
    def reviewed(self) -> bool:
        return limit("D34").reviewed


def limitation(
    *, ended_on: date | None, continuing: bool, discovered_on: date, harm: bool | None, life_health_or_finance: bool | None = False
) -> Limitation:
    """`harm`: pollution or ecological damage resulted. `life_health_or_finance`: it endangered life, health or finance, with harm.

    `ended_on` None with `continuing`: the act still goes on. Without `continuing` the end is needed.
    """
    code = references("EC:1054")
    if ended_on is None:
        if continuing:
            return Limitation(True, None, ("违法行为仍在连续或者继续，追责时效尚未起算",), (), code)
        return Limitation(None, None, (), ("违法行为发生（终了）的日期",), code)
    start = f"从违法行为{'终了' if continuing else '发生'}之日 {ended_on} 起算"
    under_code = _last(ended_on, "D34.with_harm" if harm else "D34.otherwise")
    if _code_governs(ended_on):
        return _judge(discovered_on, ended_on, harm, "D34.with_harm", "D34.otherwise", "是否造成环境污染或者生态破坏后果", start, code)
    old = _judge(
        discovered_on, ended_on, life_health_or_finance, "D35.life_health_or_finance_with_harm", "D35.otherwise",
        "是否涉及公民生命健康安全、金融安全且有危害后果", start, references("CF:36"),
    )
    if old.open is False and (harm is None or discovered_on <= under_code):
        question = "行为在法典施行前终了，按旧规定已过时效、按法典可能未过：请法制审核（法典第一千零五十七条，从旧兼从轻）"
        return Limitation(None, None, old.steps, (question,), (*old.basis, *code))
    return old


def _code_governs(ended_on: date) -> bool:
    since = instruments()["EC"].since
    return since is not None and ended_on >= since


def _last(ended_on: date, rule: str) -> date:
    period = limit(rule).period
    assert period, "the cases of D34 and D35 have counts"
    return add_months(ended_on, 12 * period.length)[0]


def _judge(
    discovered_on: date, ended_on: date, graver: bool | None, long: str, short: str, asked: str, start: str, basis: tuple[Reference, ...]
) -> Limitation:
    early, late = _last(ended_on, short), _last(ended_on, long)
    if discovered_on <= early or discovered_on > late or graver is not None:
        last = late if graver or (graver is None and discovered_on > late) else early
        verdict = "未超过" if discovered_on <= last else "已超过"
        return Limitation(discovered_on <= last, last, (start, f"{last} 届满，{discovered_on} 发现，{verdict}"), (), basis)
    return Limitation(None, None, (start, f"二年于 {early} 届满，五年于 {late} 届满，{discovered_on} 发现"), (asked,), basis)
