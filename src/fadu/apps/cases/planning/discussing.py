"""Collective discussion (案审会): who was there, who voted how, the minority verbatim, the pack frozen by its digest."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from fadu.apps.cases.planning.asking import MINUTES_PARTS, Ask
from fadu.apps.cases.planning.given import Given, Left
from fadu.apps.cases.queries.folding import State, untyped
from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal

ARTICLE = "《行政处罚法》第五十七条第二款；《生态环境行政处罚办法》第五十二条"
PUNISH, FREE, BACK = "同意拟处罚意见", "不予处罚", "补充调查"


def asks(state: State, chosen: Mapping[str, str]) -> tuple[Ask, ...]:
    """The meeting, its people and votes, the conclusion, the minutes."""
    return (
        Ask("meeting_number", "会议编号", "text", help="同一次会议的各案用同一编号"),
        Ask("chair", "主持人", "person"), Ask("quorum", "应到委员人数", "number", help="按本机关案审会规则；实到须过半数"),
        Ask("present", "参加表决的委员", "people"), Ask("recused_members", "回避的委员", "people", required=False),
        Ask("against", "反对的委员", "people", required=False), Ask("abstaining", "弃权的委员", "people", required=False),
        Ask("minority", "少数意见（照录）", "long", required=False, help="有反对的必须照录"),
        Ask("conclusion", "结论", "choice", (PUNISH, FREE, BACK)), Ask("opinions", "讨论经过和各人意见", "long"),
        Ask("collective_record", "会议记录写明了", "multi", MINUTES_PARTS),
    )


def pack_digest(state: State) -> str:
    """SHA-256 of what the members had before them: facts and file, in canonical form."""
    return sha256(canonical({"facts": untyped(state.facts), "file": state.file}).encode()).hexdigest()


def discuss(given: Given) -> Left:
    """The discussion. Raises Refusal for a vote of somebody who may not vote, without a quorum, without a majority."""
    answers, state, label = given.answers, given.state, given.bureau.label
    present, against, abstaining = list(answers["present"]), list(answers.get("against") or ()), list(answers.get("abstaining") or ())
    if "penalty_kinds" not in state.facts:
        raise Refusal("还没有处罚意见，没有可以讨论的", "先提出处罚意见", ARTICLE)
    _may_vote(given, present)
    if 2 * len(present) <= answers["quorum"]:
        raise Refusal(f"应到 {answers['quorum']} 人，实到 {len(present)} 人，没有过半数", "到会过半数再讨论", ARTICLE)
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
    discussed = state.facts.get("fine")
    votes = {number: "反对" if number in against else "弃权" if number in abstaining else "同意" for number in present}
    return (
        {"collective_on": given.on, "collective_record": list(answers["collective_record"])},
        {"voters": present, "meeting": answers["meeting_number"], "discussion": {
            "chair": answers["chair"], "quorum": str(answers["quorum"]), "votes": votes, "recused": list(answers.get("recused_members") or ()),
            "minority": answers.get("minority") or "", "opinions": answers["opinions"], "conclusion": answers["conclusion"],
            "fine": str(discussed) if discussed is not None else "", "pack": pack_digest(state), "seen": state.seen,
        }},
    )


def _may_vote(given: Given, present: list[str]) -> None:
    file, label = given.state.file, given.bureau.label
    for number in present:
        man = given.bureau.people.get(number)
        if number in (file.get("team") or ()):
            raise Refusal(f"{label(number)}是本案办案人员", "办案人员只列席汇报，不参加表决", "《行政处罚法》第五十七条；查处分离")
        if number in (given.answers.get("recused_members") or ()):
            raise Refusal(f"{label(number)}已回避", "回避的委员不参加表决", "《行政处罚法》第四十三条")
        if man is None or not {"committee", "chief"} & set(man.roles):
            raise Refusal(f"{label(number)}不是案审委员", "由案审委员、负责人表决", ARTICLE)
