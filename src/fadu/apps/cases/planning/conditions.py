"""What a step needs beside the guards of its procedure: that the file holds what the step speaks of.

Each condition yields what is missing, with the article; `_CONDITIONS` names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fadu.apps.cases.planning import appealing, discussing, paying, reviewing
from fadu.apps.cases.planning.asking import PROOF_OF, ask, elements_of
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State
from fadu.core.days import add_months
from fadu.core.law import authority
from fadu.core.procedure.limits import due
from fadu.core.procedure.rules import issuing, leniency
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
    bare = [name for key, name in elements_of(state).items() if not state.file.get("matrix", {}).get(key)]
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


def notice_by_paper(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """A notice in a newspaper comes last, as that of a decision does (《民事诉讼法》第九十五条)."""
    if state.file.get("notice_method") == "公告" and not state.file.get("attempts"):
        yield Refusal("没有其他方式送达不成的记录", "先在“送达未成”里登记怎样送过、为什么没有送到", "《民事诉讼法》第九十五条")


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


def signs(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Who signs is one of the declared organs, and may sign on the day (《生态环境法典》第五十三条)."""
    declared = bureau.local.on("issuer", on) if bureau.local else None
    name = state.facts.get("issuer")
    if declared is None or not declared.kinds or name is None:
        return
    try:
        authority.check(name, state.facts.get("seal", name), issuing.read(declared.kinds), on)
    except Refusal as refused:
        yield refused


def lenient(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """首违不罚 only for the first time; and by the bureau's list, where it has one, on each of its conditions (《行政处罚法》第三十三条)."""
    ground, article = state.facts.get("no_penalty_ground"), "《行政处罚法》第三十三条"
    if ground not in leniency.GROUNDS:
        return
    listed = leniency.leniency(on, bureau.local)
    if listed is not None:
        entry = listed.entry(state.file.get("violation") or "", ground)
        if entry is None:
            yield Refusal(f"本机关的清单没有列这种违法行为的“{ground}”", "不在清单里的不适用；清单有遗漏的由负责人重新声明", article)
        elif len((state.file.get("leniency_proof") or "").splitlines()) < len(entry.conditions):
            yield Refusal(f"清单的条件没有逐项证明：{'；'.join(entry.conditions)}", "在“免罚清单各项条件的证据”里一行一项", article)
    if ground == "首违不罚":
        since = add_months(on, -listed.months)[0] if listed and listed.months else None
        if before := bureau.earlier(state, on, since):
            yield Refusal(f"不是初次违法：{'、'.join(one.number for one in before)}", "不适用首违不罚", article)


def announced(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Public notice counts as service once its thirty days have run, and follows an attempt in another way (《民事诉讼法》第九十五条)."""
    if state.facts.get("service_method") != "公告":
        return
    if not state.file.get("attempts"):
        yield Refusal("没有其他方式送达不成的记录", "先在“送达未成”里登记怎样送过、为什么没有送到", "《民事诉讼法》第九十五条")
    since = state.facts.get("announced_on")
    last = due("D12", since).safe if since else None
    if last is None or on <= last:
        reason = f"公告 {since} 发布，到 {last} 才满三十日" if since else "没有公告发布的日期"
        yield Refusal(reason, "期满的次日再登记送达", "《民事诉讼法》第九十五条")


def to_perform(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """There is a time to perform only where there is something to perform."""
    if not state.facts.get("penalty_kinds"):
        yield Refusal("没有需要履行的内容", "直接结案", "《生态环境行政处罚办法》第七十七条")


def settled(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Nobody says that no appeal is pending while one is on file."""
    waiting = appealing.pending(state.file)
    if waiting and not state.facts.get("appeal_pending"):
        yield Refusal(f"{'、'.join(waiting)} 还没有结果", "等复议、诉讼有了结果再办", "《行政强制法》第五十三条")


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


def proved(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Each way of service has the proof of its own (《民事诉讼法》第八十八条至第九十五条)."""
    way = state.facts.get("service_method", "")
    if bare := [ask(key).label for key in PROOF_OF.get(way, ()) if not state.file.get(key)]:
        article = "《行政处罚法》第六十一条；《民事诉讼法》第八十八条至第九十五条"
        yield Refusal(f"{way}送达没有写明：{'、'.join(bare)}", f"按{way}送达补齐凭证", article)


def lapsed(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Preservation lapses once its seven working days have run (《行政处罚法》第五十六条)."""
    since = state.facts.get("measure_taken_on")
    last = due("D03", since).due if since else None
    if last is not None and on <= last:
        yield Refusal(f"处理决定的期限到 {last}，还没有届满", "作出处理决定；期满没有决定的自动解除", "《行政处罚法》第五十六条")


def hearing_told(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Who asked for a hearing is not said to have asked for none."""
    asked = state.file.get("hearing_asked")
    if asked and not state.facts.get("hearing_requested"):
        yield Refusal("当事人已申请听证（见平行事项“听证”）", "“当事人是否申请听证”答“是”", "《行政处罚法》第六十四条")


def limit_term(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Only limits of production have a term; it is prolonged by three months at most."""
    article = "《环境保护主管部门实施限制生产、停产整治办法》第十五条"
    if state.file.get("limit_kind") != "限制生产":
        yield Refusal("停产整治没有期限，不用延长", "整改完成备案后自行解除", article)
    elif not 0 < (state.facts.get("limit_extension") or 0) <= 3:
        yield Refusal(f"延长 {state.facts.get('limit_extension')} 个月", "经批准可以延长，最长不超过三个月", article)


def kept_to(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """What is closed as corrected was found corrected."""
    if state.facts.get("still_unlawful"):
        yield Refusal("跟踪检查发现再次违法", "报政府责令停业、关闭", "《环境保护主管部门实施限制生产、停产整治办法》第八条")


def relapsed(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Nobody is reported for closing who kept to the law."""
    if not state.facts.get("still_unlawful"):
        yield Refusal("跟踪检查没有发现再次违法", "结案", "《环境保护主管部门实施限制生产、停产整治办法》第八条")


def appeal_new(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """One appeal, one number."""
    number = state.file.get("appeal_number")
    if number in (state.file.get("appeals_before") or ()):
        yield Refusal(f"{number} 已经登记过", "请核对案号")


def overturned(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """What was published is withdrawn when the decision has fallen."""
    if not state.facts.get("overturned_on"):
        yield Refusal("决定没有被变更、撤销、确认违法或者无效", "文字有误的更正公开内容，不用撤回", appealing.CORRECT)


def spot_decision(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """On the spot: told and heard, signed, a fine where one is chosen (《行政处罚法》第五十一条、第五十二条)."""
    kinds, article = state.facts.get("penalty_kinds") or (), "《行政处罚法》第四十四条、第五十一条、第五十二条"
    if not kinds or ("罚款" in kinds) != (state.facts.get("fine") is not None):
        yield Refusal("处罚种类与罚款数额不符", "选“罚款”的填数额；警告的不填", article)
    if not state.file.get("spot_heard"):
        yield Refusal("没有当场告知并听取陈述申辩", "先告知事实、理由、依据和权利，听取意见", article)
    if not state.file.get("receipt_signed"):
        yield Refusal("决定书没有签名", "由当事人签名；拒绝签名的在决定书上注明", article)


_CONDITIONS: dict[str, Condition] = {
    one.__name__: one for one in (
        team, matrix, law, proposal, signer, notice_by_paper, signs, lenient, points, answered, heard, decider, announced, to_perform, settled,
        extension, unlawful, corrected, proved, lapsed, hearing_told, limit_term, kept_to, relapsed, appeal_new, overturned, spot_decision,
        discussing.discussed, paying.paid, paying.performed, paying.unpaid, paying.plan, paying.court_ended, reviewing.reviewer_here,
        appealing.result_any, appealing.result_kept, appealing.result_overturned, appealing.result_final, appealing.corrected_public,
    )
}
# They look at the answers of the form; before it is filled in they say nothing.
OF_THE_FORM = frozenset((
    "points", "signer", "notice_by_paper", "signs", "lenient", "announced", "settled", "paid", "corrected", "unlawful", "extension", "proved",
    "hearing_told", "limit_term", "appeal_new", "spot_decision", "plan", "result_any", "result_kept", "result_overturned", "corrected_public",
))
