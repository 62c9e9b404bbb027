"""What a step needs beside the guards of its procedure: that the file holds what the step speaks of.

Each condition yields what is missing, with the article; `_CONDITIONS` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from fadu.apps.cases.planning.asking import ELEMENTS
from fadu.apps.cases.planning.knowing import Bureau, perform_by
from fadu.apps.cases.queries.folding import State
from fadu.core.procedure.limits import due
from fadu.core.procedure.rules.surcharge import surcharge
from fadu.core.refusal import Refusal

Condition = Callable[[State, Bureau, date], Iterator[Refusal]]
_TWO = "《行政处罚法》第四十二条"


def unmet(names: str, state: State, bureau: Bureau, on: date) -> list[Refusal]:
    """What the named conditions find; `state` is the one with the answers of the form in it."""
    return [one for name in names.split() for one in _CONDITIONS[name](state, bureau, on)]


def team(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Two people, both officers, both still here."""
    numbers = state.file.get("team") or []
    if len(set(numbers)) < 2:
        yield Refusal("还没有指定两名办案人员", "在“办案人员”里指定主办、协办", _TWO)
    for number in numbers:
        man = bureau.people.get(number)
        if man is None or not man.is_officer:
            yield Refusal(f"{bureau.label(number)}不是执法人员", "换持有执法证的人员", _TWO)
        elif man.left_on is not None and man.left_on <= on:
            yield Refusal(f"{man.label}已于 {man.left_on} 离职", "办理交接，另行指定办案人员", _TWO)


def matrix(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Each element of the violation has evidence."""
    bare = [name for key, name in ELEMENTS.items() if not state.file.get("matrix", {}).get(key)]
    if bare:
        article = "《行政处罚法》第四十条、第四十六条；《生态环境行政处罚办法》第三十八条"
        yield Refusal(f"没有证据对应：{'、'.join(bare)}", "在“证据与事实”里逐项写明证据", article)


def law(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Which law applies was worked out."""
    if not state.facts.get("law_applicable"):
        yield Refusal("还没有确定适用的法律", "在“适用法律”里填写违法行为和时间", "《行政处罚法》第三十七条")


def proposal(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A penalty is proposed, with its sheet; for a fine the proposal rests on the law that was worked out."""
    if "penalty_kinds" not in state.facts:
        yield Refusal("还没有拟处罚意见", "在“处罚意见与裁量”里提出，附裁量计算", "《生态环境行政处罚办法》第三十八条")
    if "罚款" in state.facts.get("penalty_kinds", ()):
        yield from law(state, bureau, on)


def signer(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Who signs a notice is a head, not an investigator."""
    who = state.file.get("signed_by", "")
    if who in (state.file.get("team") or ()):
        yield Refusal(f"签发人{bureau.label(who)}是本案办案人员", "由机关负责人签发", "《行政处罚法》第五十七条")
    elif who and "chief" not in getattr(bureau.people.get(who), "roles", ()):
        yield Refusal(f"{bureau.label(who)}不是机关负责人", "由有“主要负责人”岗位的人签发", "《行政处罚法》第五十七条")


def points(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A statement has points, and points have the day of a statement."""
    if bool(state.facts.get("objection_on")) != bool(state.file.get("points")):
        mend = "当事人作了陈述申辩的，写明日期和各点；没有的两项都不填"
        yield Refusal("陈述申辩的日期和各点应当同时填写", mend, "《行政处罚法》第四十五条")


def answered(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Every point of the statement has its answer (《行政处罚法》第四十五条)."""
    open_points = [point for point in state.file.get("points") or () if not (state.file.get("answers") or {}).get(point)]
    if open_points:
        reason = f"陈述申辩还有 {len(open_points)} 点没有复核：{'；'.join(open_points)}"
        yield Refusal(reason, "在“陈述申辩复核”里逐点答复", "《行政处罚法》第四十五条")


def heard(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """The report of a hearing comes after it."""
    day = state.facts.get("hearing_on")
    if day is not None and day > on:
        yield Refusal(f"听证定在 {day}，还没有举行", "听证结束后再报", "《行政处罚法》第六十四条")


def decider(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Who decides did not investigate, review or preside."""
    who, file = state.file.get("decider", ""), state.file
    places = (("办案人员", file.get("team") or ()), ("审查人员", (file.get("examiner"),)), ("法制审核人员", (file.get("reviewer"),)),
              ("听证主持人", (file.get("presider"),)))
    for name, numbers in places:
        if who and who in numbers:
            yield Refusal(f"{bureau.label(who)}是本案{name}，不能作决定", "由没有参与调查、审核的负责人决定", "《行政处罚法》第五十七条；查处分离")


def discussed(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """What is decided is what was discussed: the same fine, the same outcome."""
    talk = state.file.get("discussion")
    if not talk or not state.facts.get("collective_on"):
        return
    article = "《行政处罚法》第五十七条第二款"
    if talk["conclusion"] == "补充调查":
        yield Refusal("集体讨论的结论是补充调查", "退回调查", article)
    elif (talk["conclusion"] == "不予处罚") != (state.file.get("outcome") == "不予处罚"):
        yield Refusal(f"集体讨论的结论是“{talk['conclusion']}”", "按讨论的结论决定，或者重新讨论", article)
    elif state.file.get("outcome") == "处罚" and talk["fine"] != plain_amount(state.facts.get("fine")):
        yield Refusal(f"集体讨论的罚款是 {talk['fine']} 元，拟决定 {state.facts.get('fine')} 元", "按讨论的数额决定，或者重新讨论", article)


def plain_amount(amount: Decimal | None) -> str:
    """An amount as the file keeps it, "" where there is none."""
    return "" if amount is None else str(amount)


def announced(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Public notice counts as service once its thirty days have run (《民事诉讼法》第九十五条)."""
    if state.facts.get("service_method") != "公告":
        return
    since = state.facts.get("announced_on")
    last = due("D12", since).safe if since else None
    if last is None or on <= last:
        reason = f"公告 {since} 发布，到 {last} 才满三十日" if since else "没有公告发布的日期"
        yield Refusal(reason, "期满的次日再登记送达", "《民事诉讼法》第九十五条")


def to_perform(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """There is a time to perform only where there is something to perform."""
    if not state.facts.get("penalty_kinds"):
        yield Refusal("没有需要履行的内容", "直接结案", "《生态环境行政处罚办法》第七十七条")


def owed(state: State, on: date) -> tuple[Decimal, Decimal, Decimal]:
    """Fine, surcharge up to the day of full payment or `on`, and what was paid, in yuan."""
    changed = state.file.get("changed_fine")  # what reconsideration or litigation left of it
    fine: Decimal = Decimal(changed) if changed is not None else state.facts.get("fine") or Decimal(0)
    by, until = perform_by(state), state.facts.get("paid_on") or on
    late = by is not None and fine > 0 and until > by
    extra = surcharge(fine, pay_by=by, until=until).amount if late and by else Decimal(0)
    return fine, extra, sum((Decimal(one["amount"]) for one in state.file.get("payments") or ()), Decimal(0))


def paid(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """What is closed as performed has been paid; what has nothing to perform has no fine."""
    fine, extra, sum_ = owed(state, on)
    reason = state.facts.get("closing_reason")
    if reason == "已履行" and sum_ < fine + extra:
        yield Refusal(
            f"应缴罚款 {fine} 元、加处 {extra} 元，已登记缴款 {sum_} 元", "在“缴款”里登记；没有缴清的不能以“已履行”结案",
            "《行政处罚法》第七十二条；《生态环境行政处罚办法》第七十七条",
        )
    if reason in ("不予处罚", "没有需要履行的内容") and fine > sum_:
        yield Refusal(f"还有罚款 {fine - sum_} 元没有履行", "以“已履行”或者法院执行的结果结案", "《生态环境行政处罚办法》第七十七条")


def unpaid(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Nobody is reminded of what was paid."""
    fine, _, sum_ = owed(state, on)
    if fine <= sum_:
        yield Refusal("罚款已经缴清", "直接结案", "《行政强制法》第五十三条")


def settled(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Nobody says that no appeal is pending while one is on file."""
    pending = [number for number, one in (state.file.get("appeals") or {}).items() if not one.get("result")]
    if pending and not state.facts.get("appeal_pending"):
        yield Refusal(f"{'、'.join(pending)} 还没有结果", "等复议、诉讼有了结果再办", "《行政强制法》第五十三条")


def extension(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Sealing is extended by thirty days at most, once."""
    days = state.facts.get("seizure_extension") or 0
    if not 0 < days <= 30:
        yield Refusal(f"延长 {days} 日", "延长不超过三十日，并书面告知当事人", "《行政强制法》第二十五条")


def unlawful(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Another order presupposes that the discharge goes on."""
    if state.facts.get("still_unlawful") is not True:
        yield Refusal("复查没有发现仍在违法排放", "已改正的，以“已改正或者停止”了结", "《生态环境法典》第一千零六十条")


def corrected(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Nobody is let go who discharges still."""
    if state.facts.get("still_unlawful"):
        yield Refusal("复查时仍在违法排放", "再次责令改正", "《环境保护主管部门实施按日连续处罚办法》第十四条")


_CONDITIONS: dict[str, Condition] = {
    one.__name__: one for one in (
        team, matrix, law, proposal, signer, points, answered, heard, decider, discussed, announced, to_perform, paid, unpaid, settled, extension,
        unlawful, corrected,
    )
}
