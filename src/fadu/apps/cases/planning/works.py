"""Work inside a stage: what its form asks, when and by whom it is done, and what it leaves in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fadu.apps.cases.planning import discussing, proposing, reviewing
from fadu.apps.cases.planning.asking import WAYS, Ask, elements_of
from fadu.apps.cases.planning.conditions import team
from fadu.apps.cases.planning.given import Given, Left
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.planning.paying import pay, refund
from fadu.apps.cases.queries.folding import State
from fadu.apps.record import evidence
from fadu.core.procedure.limits import limit
from fadu.core.refusal import Refusal
from fadu.web import policy

_EARLY = ("S05", "S10", "S20", "S30", "S40")
_BEFORE_DECISION = ("S00", "S05", "S10", "S20", "S21", "S30", "S40", "S45", "S46", "S50", "S55", "S60", "S65", "S70")
_RUNNING = (*_BEFORE_DECISION, "S75", "S76", "S80", "S90", "S95", "S96")
_TO_SERVE = ("S40", "S45", "S46", "S75", "S76", "S90", "R10", "R30", "R60", "L10", "L40")
_TO_DISCUSS = ("S40", "S45", "S55", "S60", "S65", "S70", "R50", "R55", "L30", "L32")
_TRACK = (
    "B00", "E00", "E10", "Q00", "Q10", "Q15", "Q20", "R00", "R10", "R20", "R30", "R40", "L00", "L20", "L50", "L60", "L70", "X00", "X10", "X20", "D00",
    "D05", "F00", "F10", "F20", "F30",
)


@dataclass(frozen=True)
class Work:
    """`asks` of a state with what the address chose; `do` gives facts and file. `again`: done more than once, so it is no duty."""

    id: str
    name: str
    right: policy.Policy
    stages: tuple[str, ...]
    basis: str
    asks: Callable[[State, Mapping[str, str], Bureau, date], tuple[Ask, ...]]
    do: Callable[[Given], Left]
    hint: str = ""


def _fixed(*asks: Ask) -> Callable[[State, Mapping[str, str], Bureau, date], tuple[Ask, ...]]:
    return lambda state, chosen, bureau, on: asks


def _team(given: Given) -> Left:
    numbers = [given.answers["lead"], given.answers["second"]]
    trial = State(file={"team": numbers})
    if problem := next(team(trial, given.bureau, given.on), None):
        raise problem
    return {}, {"team": numbers}


def _matrix_asked(state: State, chosen: Mapping[str, str], bureau: Bureau, on: date) -> tuple[Ask, ...]:
    help = "一行一件：证据名称、日期、页码；已收存的文件写“档案第…条”"
    return tuple(Ask(key, name, "long", help=help) for key, name in elements_of(state).items())


def _matrix(given: Given) -> Left:
    said = {key: given.answers[key] for key in elements_of(given.state)}
    for number in re.findall(r"档案第\s*(\d+)\s*条", "\n".join(said.values())):
        held = evidence.item(int(number))
        if held is None or held.withdrawn is not None or held.subject != given.state.case:
            raise Refusal(f"档案第 {number} 条不是本案收存的证据", "在案件的“登记内容与证据”里收存后再引用", "《行政处罚法》第四十七条")
    late = given.state.stage not in ("S05", "S10", "S20")
    return ({"last_new_evidence_on": given.on} if late else {}), {"matrix": said}


def _report(given: Given) -> Left:
    report = dict(given.answers)
    others = [one for one in given.state.facts.get("lab_reports") or () if one["name"] != report["name"]]
    return {"lab_reports": [*others, report]}, {}


def _recusal(given: Given) -> Left:
    answers = given.answers
    request = {
        "person": given.bureau.label(answers["challenged"]), "role": answers["challenged_role"], "decided_on": answers.get("decided"),
        "decided_by": answers.get("decided_by"), "recused": answers.get("recused"),
    }
    others = [one for one in given.state.facts.get("recusal_requests") or () if one["person"] != request["person"]]
    return {"recusal_requests": [*others, {key: value for key, value in request.items() if value is not None}]}, {}


def _extend(given: Given) -> Left:
    days = given.answers["days"]
    if days not in (30, 60):
        mend = "经负责人批准可延长三十日；集体讨论决定的再延长不超过三十日，合计 60 日"
        raise Refusal(f"延长 {days} 日", mend, "《生态环境行政处罚办法》第五十七条")
    if days == 60 and not given.state.facts.get("collective_on"):
        raise Refusal("第二次延长没有集体讨论", "集体讨论决定后再登记", "《生态环境行政处罚办法》第五十七条")
    return {"decision_extension": int(days), "extension_told": given.answers["extension_told"]}, {"extended_on": given.on.isoformat()}


def _pause(given: Given) -> Left:
    first, last = given.answers["pause_from"], given.answers["pause_to"]
    if last < first:
        raise Refusal(f"截止 {last} 早于开始 {first}", "请核对两个日期")
    pause = {"from": first, "to": last, "ground": given.answers["pause_ground"]}
    return {"decision_pauses": [*(given.state.facts.get("decision_pauses") or ()), pause]}, {}


def _answers_asked(state: State, chosen: Mapping[str, str], bureau: Bureau, on: date) -> tuple[Ask, ...]:
    said = state.file.get("answers") or {}
    return tuple(
        Ask(f"answer_{place}", f"第 {place + 1} 点：{point}", "long", help=said.get(point, "写明是否采纳和理由"))
        for place, point in enumerate(state.file.get("points") or ())
    )


def _answers(given: Given) -> Left:
    points = given.state.file.get("points") or []
    if not points:
        raise Refusal("当事人没有陈述申辩", "不用复核")
    return {}, {"answers": {point: given.answers[f"answer_{place}"] for place, point in enumerate(points)}}


def _cash(given: Given) -> Left:
    taken, handed = given.state.facts.get("cash_taken_on"), given.answers["handed"]
    if taken is None or handed < taken or handed > given.on:
        raise Refusal(f"当场收缴 {taken or '没有登记'}，交至机关 {handed}", "请核对两个日期", "《行政处罚法》第七十一条")
    return {"cash_handed_on": handed}, {}


def _attempt(given: Given) -> Left:
    answers = given.answers
    tried = {"on": given.on.isoformat(), "way": answers["attempt_way"], "paper": answers["attempt_paper"], "why": answers["attempt_why"]}
    return {}, {"attempts": [*(given.state.file.get("attempts") or ()), tried]}


def _release(given: Given) -> Left:
    asked, answered = given.answers["release_requested"], given.answers.get("release_answered")
    if asked > given.on or (answered is not None and not asked <= answered <= given.on):
        raise Refusal(f"申请 {asked}、答复 {answered or '未填'}，与办理日期 {given.on} 不符", "请核对日期")
    said = {"release_requested_on": asked, "release_answered_on": answered}
    return said, {"release_answer": given.answers.get("release_answer")}


def _review_time(given: Given) -> Left:
    answers, facts = given.answers, given.state.facts
    first, last = answers.get("pause_from"), answers.get("pause_to")
    if (first is None) != (last is None) or (first and last and last < first):
        raise Refusal("中止的起止日期不对", "起止都填，止不早于起；没有中止的都不填")
    pauses = list(facts.get("review_pauses") or ())
    if first:
        pauses.append({"from": first, "to": last, "ground": "中止"})
    return {"review_extension": answers["review_extension"], "review_pauses": pauses}, {}


def _clue(given: Given) -> Left:
    if given.state.file.get("damage_clue"):
        raise Refusal("本案已经移交过损害赔偿线索", "新的情况在损害赔偿里补充")
    return {}, {"damage_clue": given.answers["damage_summary"]}


_GROUNDS = tuple(limit("D10").grounds)
_LATE = ("S50", "S55", "S60", "S65", "S70")
_TEAM = (Ask("lead", "主办人", "person", among="officers"), Ask("second", "协办人", "person", among="officers"))
_REPORT = (
    Ask("name", "报告名称和编号", "text"), Ask("told_on", "结果告知当事人的日期", "day"), Ask("sampling_record", "有采样记录", "yesno"),
    Ask("point_match", "点位一致", "yesno"), Ask("accredited", "有资质标识", "yesno"), Ask("signed", "签名齐全", "yesno"),
)
_RECUSAL = (
    Ask("challenged", "被申请回避的人", "person"), Ask("challenged_role", "职务", "choice", ("正职负责人", "其他负责人", "其他人员")),
    Ask("decided", "作出决定的日期", "day", required=False),
    Ask("decided_by", "由谁决定", "choice", ("集体讨论", "正职负责人", "负责人"), required=False),
    Ask("recused", "是否回避", "yesno", required=False),
)
_EXTENSION = (Ask("days", "合计延长的天数", "number", help="30 或者 60"), Ask("extension_told", "已书面告知当事人", "yesno"))
_PAUSE = (Ask("pause_from", "自", "day"), Ask("pause_to", "至", "day"), Ask("pause_ground", "事由", "choice", _GROUNDS))
_ATTEMPT = (
    Ask("attempt_paper", "文书", "text"), Ask("attempt_way", "送达方式", "choice", tuple(way for way in WAYS if way != "公告")),
    Ask("attempt_why", "经过和没有送到的原因", "long"),
)
_RELEASE = (
    Ask("release_requested", "收到申请的日期", "day"), Ask("release_answered", "答复的日期", "day", required=False),
    Ask("release_answer", "核查情况和答复", "long", required=False),
)
_REVIEW_TIME = (
    Ask("review_extension", "延长的天数", "number", help="没有的填 0，最长 30"), Ask("pause_from", "中止自", "day", required=False),
    Ask("pause_to", "中止至", "day", required=False),
)
_CLUE = (Ask("damage_summary", "损害的情形和线索", "long", help="受损的环境要素、范围、初步证据"),)
_REFUND = (Ask("amount", "退还数额（元）", "money"), Ask("receipt", "退款凭证编号", "text"))
_PAYMENT = (Ask("amount", "缴款数额（元）", "money"), Ask("receipt", "缴款书或者收据编号", "text"))
_PERIOD = "《生态环境行政处罚办法》第五十七条"

WORKS: dict[str, Work] = {one.id: one for one in (
    Work("team", "办案人员", policy.HANDLE_CASE, (*_RUNNING, *_TRACK), "《行政处罚法》第四十二条", _fixed(*_TEAM), _team,
         "两名，执法证当日有效；交接时在这里换人"),
    Work("law", "适用法律", policy.HANDLE_CASE, (*_EARLY, *_LATE, "L00"), "《行政处罚法》第三十七条；《生态环境法典》第一千零五十七条",
         proposing.law_asks, proposing.law, "从旧兼从轻逐步推出；作决定那天再算一次"),
    Work("matrix", "证据与事实", policy.HANDLE_CASE, (*_EARLY, *_LATE), "《行政处罚法》第四十条、第四十六条", _matrix_asked, _matrix,
         "每个要件至少一件证据；审核以后再补证据的须重新审核"),
    Work("report", "监测、检测、鉴定报告", policy.HANDLE_CASE, ("S05", "S20"), "《生态环境行政处罚办法》第二十九条", _fixed(*_REPORT), _report),
    Work("proposal", "处罚意见与裁量", policy.HANDLE_CASE, ("S20", "S30", "S40", "S55", "S60", "S65"), "《行政处罚法》第五条、第三十四条",
         proposing.proposal_asks, proposing.proposal, "先选裁量表；告知以后只能减轻"),
    Work("recusal", "回避申请", policy.EXAMINE_CASE, _BEFORE_DECISION, "《行政处罚法》第四十三条", _fixed(*_RECUSAL), _recusal),
    Work("extension", "延长办案期限", policy.DECIDE_CASE, _BEFORE_DECISION[3:], _PERIOD, _fixed(*_EXTENSION), _extend),
    Work("pause", "不计入办案期限的时间", policy.HANDLE_CASE, _BEFORE_DECISION[3:], _PERIOD, _fixed(*_PAUSE), _pause),
    Work("answers", "陈述申辩复核", policy.EXAMINE_CASE, ("S60", "S65", "R50", "L30"), "《行政处罚法》第四十五条", _answers_asked, _answers,
         "逐点答复，不得因陈述申辩加重"),
    Work("review", "法制审核", policy.REVIEW_CASE, ("S45", "S65", "R55", "L32"), "《行政处罚法》第五十八条", reviewing.asks, reviewing.review),
    Work("agenda", "列入案审会议程", policy.EXAMINE_CASE, _TO_DISCUSS, "《行政处罚法》第五十七条第二款", discussing.agenda_asks, discussing.agenda,
         "会前把材料冻结；其后改动的须重新列入"),
    Work("committee", "集体讨论（案审会）", policy.VOTE_CASE, _TO_DISCUSS, "《行政处罚法》第五十七条第二款", 
         discussing.asks, discussing.discuss, "办案人员列席汇报，不表决；少数意见照录"),
    Work("party_group", "党组会讨论", policy.DECIDE_CASE, ("S60", "S65", "S70", "R55", "L32"), "本机关规则", _fixed(*discussing.PARTY_GROUP),
         discussing.party_group_met),
    Work("attempt", "送达未成", policy.HANDLE_CASE, _TO_SERVE, "《行政处罚法》第六十一条；《民事诉讼法》第八十八条至第九十五条",
         _fixed(*_ATTEMPT), _attempt, "每一次没有送到的都登记；公告送达以此为前提"),
    Work("release", "当事人申请解除查封扣押", policy.HANDLE_CASE, ("Q20",), "《环境保护主管部门实施查封、扣押办法》第十九条",
         _fixed(*_RELEASE), _release, "五个工作日内核查并答复；同意的办“解除”"),
    Work("review_time", "复议的延长和中止", policy.HANDLE_CASE, ("V10", "V20", "V30"), "《行政复议法》第三十九条、第六十二条", _fixed(*_REVIEW_TIME),
         _review_time),
    Work("damage_clue", "生态环境损害赔偿线索", policy.HANDLE_CASE, _RUNNING[1:], "《生态环境损害赔偿管理规定》第十七条", _fixed(*_CLUE), _clue,
         "办案中发现造成损害的，另外移交索赔"),
    Work("refund", "退还罚款", policy.HANDLE_CASE, ("S80", "S90", "S95", "S96", "S97", "R70", "R80", "R85", "R87", "B10", "B20", "B25", "B27"),
         "《行政复议法》第六十三条；《行政诉讼法》第七十七条", _fixed(*_REFUND), refund, "决定变更、撤销以后多缴的"),
    Work("payment", "缴款", policy.HANDLE_CASE, ("S80", "S90", "S95", "S96", "R70", "R80", "R85", "R87", "B10", "B20", "B25", "B27"),
         "《行政处罚法》第六十七条", _fixed(*_PAYMENT), pay),
    Work("cash", "当场收缴的罚款交至机关", policy.HANDLE_CASE, ("B10", "B20"), "《行政处罚法》第七十一条",
         _fixed(Ask("handed", "交至机关的日期", "day")), _cash, "二日内交至机关，机关二日内交付银行"),
)}


_ONLY_WITH = {"answers": "points", "refund": "changed_fine"}  # work that there is only where the file holds something


def works_of(state: State) -> list[Work]:
    """The work that can be done in the present stage."""
    return [one for one in WORKS.values() if state.stage in one.stages and (one.id not in _ONLY_WITH or state.file.get(_ONLY_WITH[one.id]))]


