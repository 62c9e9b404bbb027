"""Collective discussion (案审会): the agenda with the pack frozen before the meeting, who was there, who voted how, the minority verbatim.

What is decided afterwards is the text that was voted on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256

from fadu.apps.cases.planning.asking import MINUTES_PARTS, Ask
from fadu.apps.cases.planning.given import Given, Left
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State, untyped
from fadu.core.ledger.canonical import canonical
from fadu.core.procedure.rules.committee import quorum
from fadu.core.procedure.rules.party_group import party_group
from fadu.core.refusal import Refusal

ARTICLE = "《行政处罚法》第五十七条第二款；《生态环境行政处罚办法》第五十二条"
PUNISH, FREE, BACK = "同意拟处罚意见", "不予处罚", "补充调查"
PARTY_GROUP = (
    Ask("party_meeting", "党组会编号", "text"), Ask("party_conclusion", "结论", "choice", (PUNISH, FREE, BACK)),
    Ask("party_opinions", "讨论经过和意见", "long"),
)
# What is added to a file without changing what is discussed.
_APART = ("agenda", "party_group", "attempts", "recusal_requests", "decision_pauses", "decision_extension", "extension_told")


def agenda_asks(state: State, chosen: Mapping[str, str], bureau: Bureau, on: date) -> tuple[Ask, ...]:
    """The meeting that is planned."""
    return (
        Ask("meeting_number", "会议编号", "text", help="同一次会议的各案用同一编号"), Ask("meeting_on", "会议日期", "day"),
        Ask("chair", "主持人", "person", among="committee"), Ask("invited", "通知的委员", "people", among="committee"),
    )


def agenda(given: Given) -> Left:
    """Put the case on the agenda: from here on the members have this pack before them and no other."""
    answers, state = given.answers, given.state
    if "penalty_kinds" not in state.facts:
        raise Refusal("还没有处罚意见，没有可以讨论的", "先提出处罚意见", ARTICLE)
    if answers["meeting_on"] < given.on:
        raise Refusal(f"会议日期 {answers['meeting_on']} 早于列入议程的 {given.on}", "会前列入议程", ARTICLE)
    _may_vote(given, list(answers["invited"]))
    quorum(answers["meeting_on"], given.bureau.local)  # where none is declared it is said now, not at the meeting
    planned = {key: answers[key] for key in ("chair", "invited")}
    return {}, {"agenda": {
        **planned, "meeting": answers["meeting_number"], "on": answers["meeting_on"].isoformat(), "pack": pack_digest(state),
        "resolution": resolution(state, PUNISH), "listed_on": given.on.isoformat(),
    }}


def pack_digest(state: State) -> str:
    """SHA-256 of what the members have before them: facts and file, in canonical form."""
    facts, file = ({key: one for key, one in some.items() if key not in _APART and one is not None} for some in (state.facts, state.file))
    return sha256(canonical({"facts": untyped(facts), "file": file}).encode()).hexdigest()


def resolution(state: State, conclusion: str) -> str:
    """The text that is put to the vote, and that the decision repeats: party, act, law, penalty."""
    facts, file = state.facts, state.file
    if conclusion == BACK:
        return "退回补充调查。"
    if conclusion == FREE:
        return f"对{file['party']}“{file['cause']}”一案不予处罚，并教育当事人。"
    parts = [kind for kind in facts.get("penalty_kinds") or () if kind != "罚款" and not (kind.startswith("没收") and file.get("confiscated"))]
    if file.get("confiscated"):
        parts.append(f"没收 {file['confiscated']} 元")
    if facts.get("fine") is not None:
        parts.append(f"罚款 {facts['fine']} 元")
    return f"对{file['party']}“{file['cause']}”一案，依据{facts.get('law_cited', '（未确定的法律）')}，决定给予：{'；'.join(parts)}。"


def asks(state: State, chosen: Mapping[str, str], bureau: Bureau, on: date) -> tuple[Ask, ...]:
    """The people and votes of the meeting, the conclusion, the minutes."""
    planned = state.file.get("agenda") or {}
    text = f"付表决的内容：{planned['resolution']}" if planned else "须先列入案审会议程"
    return (
        Ask("meeting_number", "会议编号", "text", help=f"议程上的编号：{planned['meeting']}" if planned else ""),
        Ask("chair", "主持人", "person", among="committee"),
        Ask("present", "参加表决的委员", "people", among="committee"),
        Ask("recused_members", "回避的委员", "people", required=False, among="committee"),
        Ask("against", "反对的委员", "people", required=False, among="committee"),
        Ask("abstaining", "弃权的委员", "people", required=False, among="committee"),
        Ask("minority", "少数意见（照录）", "long", required=False, help="有反对的必须照录"),
        Ask("conclusion", "结论", "choice", (PUNISH, FREE, BACK), help=text), Ask("opinions", "讨论经过和各人意见", "long"),
        Ask("collective_record", "会议记录写明了", "multi", MINUTES_PARTS),
        Ask("signers", "在记录上签名的委员", "people", among="committee"),
    )


def discuss(given: Given) -> Left:
    """The discussion. Raises Refusal without an agenda, for a pack that was changed, a vote of who may not vote, no quorum, no majority."""
    answers, state, label = given.answers, given.state, given.bureau.label
    present, against, abstaining = list(answers["present"]), list(answers.get("against") or ()), list(answers.get("abstaining") or ())
    _may_vote(given, present)
    planned = _planned(given)
    rule = quorum(given.on, given.bureau.local)
    if not rule.reached(len(present)):
        raise Refusal(f"应到 {rule.size} 人，实到 {len(present)} 人，没有达到“{rule.words}”", "到会人数够了再讨论", ARTICLE)
    if strange := [label(one) for one in {*against, *abstaining} if one not in present]:
        raise Refusal(f"{'、'.join(strange)}没有参加表决", "反对、弃权的必须在参加表决的委员里", ARTICLE)
    if set(against) & set(abstaining):
        raise Refusal("同一委员既反对又弃权", "每人一票", ARTICLE)
    if against and not answers.get("minority"):
        raise Refusal("有反对票，没有少数意见", "照录少数意见", ARTICLE)
    favour = len(present) - len(against) - len(abstaining)
    if 2 * favour <= len(present):
        raise Refusal(f"同意 {favour} 票，不到实到 {len(present)} 人的半数以上", "没有形成多数意见的，另行讨论", ARTICLE)
    if lacking := [part for part in MINUTES_PARTS if part not in answers["collective_record"]]:
        raise Refusal(f"会议记录缺{'、'.join(lacking)}", "补齐记录并签名", ARTICLE)
    if unsigned := [label(one) for one in present if one not in answers["signers"]]:
        raise Refusal(f"{'、'.join(unsigned)}没有在记录上签名", "参加表决的委员都签名", ARTICLE)
    discussed = state.facts.get("fine")
    votes = {number: "反对" if number in against else "弃权" if number in abstaining else "同意" for number in present}
    return (
        {"collective_on": given.on, "collective_record": list(answers["collective_record"])},
        {"voters": present, "meeting": answers["meeting_number"], "discussion": {
            "chair": answers["chair"], "size": str(rule.size), "rule": rule.words, "votes": votes,
            "recused": list(answers.get("recused_members") or ()), "minority": answers.get("minority") or "", "opinions": answers["opinions"],
            "conclusion": answers["conclusion"], "fine": str(discussed) if discussed is not None else "",
            "resolution": resolution(state, answers["conclusion"]), "signers": list(answers["signers"]), "pack": planned["pack"], "seen": state.seen,
        }},
    )


def _planned(given: Given) -> Mapping[str, str]:
    """The agenda that this discussion follows, its pack unchanged."""
    planned: Mapping[str, str] = given.state.file.get("agenda") or {}
    if not planned or planned["meeting"] != given.answers["meeting_number"]:
        raise Refusal(f"本案没有列入会议 {given.answers['meeting_number']} 的议程", "会前在“列入案审会议程”里列入", ARTICLE)
    if planned["on"] != given.on.isoformat():
        raise Refusal(f"议程上的会议日期是 {planned['on']}，不是 {given.on}", "请核对日期；改期的重新列入议程", ARTICLE)
    if planned["pack"] != pack_digest(given.state):
        raise Refusal("列入议程以后案卷有改动，委员看到的不是现在的材料", "重新列入议程，再讨论", ARTICLE)
    return planned


def _may_vote(given: Given, present: list[str]) -> None:
    file, label = given.state.file, given.bureau.label
    recused = {one["person"] for one in given.state.facts.get("recusal_requests") or () if one.get("recused")}
    for number in present:
        man = given.bureau.people.get(number)
        if number in (file.get("team") or ()):
            raise Refusal(f"{label(number)}是本案办案人员", "办案人员只列席汇报，不参加表决", "《行政处罚法》第五十七条；查处分离")
        if number in (given.answers.get("recused_members") or ()) or label(number) in recused:
            raise Refusal(f"{label(number)}已回避", "回避的委员不参加表决", "《行政处罚法》第四十三条")
        if man is None or not {"committee", "chief"} & set(man.roles):
            raise Refusal(f"{label(number)}不是案审委员", "由案审委员、负责人表决", ARTICLE)


def party_group_met(given: Given) -> Left:
    """The party group has discussed the case after the committee."""
    answers, talk = given.answers, given.state.file.get("discussion")
    if not talk:
        raise Refusal("案审会还没有讨论", "先集体讨论，再提交党组会", ARTICLE)
    return {}, {"party_group": {
        "meeting": answers["party_meeting"], "on": given.on.isoformat(), "conclusion": answers["party_conclusion"],
        "opinions": answers["party_opinions"], "resolution": resolution(given.state, answers["party_conclusion"]),
    }}


def discussed(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """What is decided is what was discussed: the same outcome, the same fine, the same text; and what the party group agreed to."""
    talk = state.file.get("discussion")
    article = "《行政处罚法》第五十七条第二款"
    outcome = PUNISH if state.file.get("outcome") == "处罚" else FREE
    if talk and state.facts.get("collective_on"):
        fine = "" if state.facts.get("fine") is None else str(state.facts["fine"])
        if talk["conclusion"] == BACK:
            yield Refusal("集体讨论的结论是补充调查", "退回调查", article)
        elif talk["conclusion"] != outcome:
            yield Refusal(f"集体讨论的结论是“{talk['conclusion']}”", "按讨论的结论决定，或者重新讨论", article)
        elif outcome == PUNISH and talk["fine"] != fine:
            yield Refusal(f"集体讨论的罚款是 {talk['fine']} 元，拟决定 {fine} 元", "按讨论的数额决定，或者重新讨论", article)
        elif talk["resolution"] != resolution(state, outcome):
            yield Refusal(f"付表决的是“{talk['resolution']}”，拟决定“{resolution(state, outcome)}”", "按讨论的内容决定，或者重新讨论", article)
    wanted = party_group(state.facts.get("case_traits") or (), on, bureau.local)
    met = state.file.get("party_group")
    if wanted and met is None:
        yield Refusal(f"本机关规定应当提交党组会而没有提交：{'、'.join(wanted)}", "党组会讨论后再决定", "本机关规则")
    if met is not None and met["resolution"] != resolution(state, outcome):
        yield Refusal(f"党组会的结论是“{met['resolution']}”", "按党组会的结论决定，或者重新提交", "本机关规则")
