"""What forms may ask: facts of the procedure's vocabulary, and what stands in the file beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fadu.apps.cases.planning.appealing import KEPT, OVERTURNED
from fadu.apps.cases.queries.folding import State
from fadu.core.law import violations
from fadu.core.law.cases import MONEY
from fadu.core.law.sources import label, labels
from fadu.core.procedure.facts import vocabulary
from fadu.core.procedure.rules.kinds import kinds

_KINDS = {"是否": "yesno", "日期": "day", "文字": "text", "金额": "money", "数": "number", "名单": "multi", "时刻": "moment"}


@dataclass(frozen=True)
class Ask:
    """A question of a form. `kind`: yesno, day, moment, text, long, money, number, choice, multi, person, people.

    `is_fact`: the answer is a fact of the vocabulary; else it stands in the file under `key`. `among`: whom a person is chosen from:
    officers, reviewers, committee, chiefs; "": anybody.
    """

    key: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()
    help: str = ""
    required: bool = True
    is_fact: bool = False
    among: str = ""


LIMIT_KINDS = ("限制生产", "停产整治")
DISPOSALS = ("查封、扣押", "送检、鉴定", "作为证据复制后退还", "解除登记保存并退还", "移送有关部门")
COURT_ENDS = ("法院执行完毕", "法院终结执行")
WAYS = ("直接", "留置", "邮寄", "转交", "委托", "公告", "电子")
# What proves a service of each way (《民事诉讼法》第八十八条至第九十五条): the places of the file that must be filled.
PROOF_OF: Mapping[str, tuple[str, ...]] = {
    "直接": ("service_signer",), "留置": ("service_refusal", "service_witness"), "邮寄": ("post_number", "service_signer"),
    "转交": ("service_body", "service_signer"), "委托": ("service_body", "service_record"), "公告": ("service_medium",),
    "电子": ("service_record",),
}
NOTICE_PARTS = ("事实", "理由", "依据", "拟处罚内容", "权利")
MINUTES_PARTS = ("时间地点", "主持人", "出席人员", "案情汇报", "各人意见", "结论", "签名")
NO_PENALTY = ("轻微免罚", "首违不罚", "无主观过错", "其他法定情形")
NO_PENALTY_PROOF = ("违法行为轻微", "及时改正", "没有造成危害后果", "初次违法", "危害后果轻微", "没有主观过错")
CLOSING = ("已履行", "法院执行完毕", "法院终结执行", "不予处罚", "没有需要履行的内容")
SOURCES = ("双随机抽查", "专项检查", "日常巡查", "信访举报", "自动监控", "移送", "其他")
ELEMENTS = {
    "element_party": "当事人主体资格", "element_act": "违法行为事实", "element_when": "发生的时间和地点", "element_weight": "情节和后果（裁量因素）",
}

# What the answers about the law add: a fact that turned the answer has evidence too.
_TURNING = {"severe": "情节严重或者造成严重后果", "refused": "拒不改正、逾期未改正"}


def elements_of(state: State) -> dict[str, str]:
    """The elements of this violation that need evidence, by key: four of any, and those that the law of this case rests on."""
    found, question = dict(ELEMENTS), state.file.get("law") or {}
    if name := state.file.get("violation_name"):
        found["element_act"] = f"违法行为事实：{name}"
    id = state.file.get("violation") or ""
    if question and violations.known(id) and violations.get(id).conduct == "continuing":
        found["element_span"] = "行为持续的起止时间"
    facts = question.get("facts") or {}
    found |= {f"element_{key}": name for key, name in _TURNING.items() if facts.get(key)}
    if facts.get("scope"):
        found["element_scope"] = f"适用对象：{labels('scope')[facts['scope']]}"
    if base := next((key for key in MONEY if key in facts), None):
        found["element_base"] = f"计罚的基数：{label('fact', base)}"
    if state.facts.get("harm"):
        found["element_harm"] = "污染或者生态破坏后果"
    return found


# Where a fact of the vocabulary needs more than its name and form.
_FACTS: Mapping[str, dict[str, object]] = {
    "filing_extension": {"help": "经批准延长的天数，没有延长的填 0"},
    "conduct_ended_on": {"required": False, "help": "行为还在继续的不填"},
    "harm": {"required": False}, "life_health_or_finance": {"required": False},
    "ground": {"help": "写明法定事由"},
    "notice_parts": {"choices": NOTICE_PARTS, "help": "都要写明"},
    "penalty_kinds": {"choices": tuple(kinds()), "required": False, "help": "不予处罚的都不选"},
    "issuer_level": {"kind": "choice", "choices": ("市局", "分局")},
    "hearing_on": {"label": "举行听证的日期"},
    "objection_on": {"required": False, "help": "没有陈述申辩的不填"},
    "service_method": {"kind": "choice", "choices": WAYS},
    "electronic_consent": {"required": False, "help": "电子送达的必须回答"},
    "other_service_exhausted": {"required": False, "help": "公告送达的必须回答"},
    "mitigation_basis": {"required": False, "help": "减轻处罚的写明法定依据"},
    "no_penalty_ground": {"kind": "choice", "choices": NO_PENALTY},
    "no_penalty_evidence": {"choices": NO_PENALTY_PROOF, "help": "只选案卷里有证据的"},
    "no_penalty_basis": {"required": False, "help": "“其他法定情形”写明条文"},
    "collective_record": {"choices": MINUTES_PARTS, "help": ""},
    "closing_reason": {"kind": "choice", "choices": CLOSING},
    "waived_in_writing": {"help": "书面放弃陈述申辩的不用等五个工作日过完"},
    "licence_name": {"help": "营业执照或者身份证件上的全称"},
    "announced_on": {"required": False, "help": "公告送达的填；自发布之日起经过三十日视为送达"},
    "case_traits": {"label": "本机关规定的情形", "required": False, "help": "有的全选；据此判断应否审核、讨论、提交党组会"},
    "transfer_group": {"kind": "people", "among": "officers"},
    "seizure_extension": {"help": "延长的天数，不超过 30"},
    "detention_basis": {"help": "适用行政拘留的条款，例如《生态环境法典》某条"},
}

# What stands in the file and is no fact that guards read.
_FILE: tuple[Ask, ...] = (
    Ask("reason", "理由", "long"),
    Ask("receiver", "接收机关", "text"),
    Ask("case_number", "案号", "text", help="立案号，例如 某环立〔2026〕1号"),
    Ask("authority", "决定机关", "text"),
    Ask("reports_complete", "监测、检测、鉴定报告都已登记（没有报告的也答“是”）", "yesno"),
    Ask("devices_none", "没有使用自动监测、监控设备的记录作证据", "yesno"),
    Ask("recusals_complete", "回避申请都已登记（没有申请的也答“是”）", "yesno"),
    Ask("pauses_complete", "不计入办案期限的时间都已登记（没有的也答“是”）", "yesno"),
    Ask("notice_number", "事先告知书文号", "text"),
    Ask("notice_method", "告知书送达方式", "choice", WAYS),
    Ask("notice_proof", "告知书送达凭证", "text", help="回证编号、签名、日期；留置的写见证人"),
    Ask("signed_by", "签发人", "person", among="chiefs", help="签发告知书的负责人"),
    Ask("points", "陈述申辩的各点", "long", help="一行一点，照原意写；没有的不填", required=False),
    Ask("reviewer", "法制审核人员", "person", among="reviewers"),
    Ask("hearing_report", "听证报告结论", "long"),
    Ask("decision_number", "决定书文号", "text"),
    Ask("service_proof", "送达回证（凭证）编号", "text"),
    Ask("service_signer", "签收人和签收日期", "text", required=False, help="直接、邮寄、转交的填；不是本人的写明与受送达人的关系"),
    Ask("service_refusal", "拒收事由和日期", "text", required=False, help="留置的填"),
    Ask("service_witness", "见证人，或者拍照录像的编号", "text", required=False, help="留置的填；见证人写姓名和单位"),
    Ask("post_number", "邮件编号", "text", required=False, help="邮寄的填；回执上的签收日期为送达日期"),
    Ask("service_body", "转交、受托的单位", "text", required=False, help="转交、委托的填"),
    Ask("service_record", "送达地址确认书、到达系统的记录，或者受托机关的回证", "text", required=False, help="电子、委托的填"),
    Ask("service_medium", "公告登载的载体", "text", required=False, help="公告的填，写明版面或者网址"),
    Ask("plan", "延期或者分期安排", "long", help="一行一期：日期 金额，例如 2026-12-01 10000"),
    Ask("court", "受理法院", "text"),
    Ask("correction", "更正的内容和理由", "long"),
    Ask("archive_number", "案卷号", "text"),
    Ask("order_number", "责令改正文号", "text"),
    Ask("measure_number", "配套措施编号", "text", help="台账“配套措施”里的编号"),
    Ask("transfer_number", "移送编号", "text", help="台账“移送”里的编号"),
    Ask("amount", "金额（元）", "money"),
    Ask("items", "物品清单", "long"),
    Ask("result", "结果", "text"),
    Ask("limit_kind", "措施", "choice", LIMIT_KINDS), Ask("rectification_plan", "整改方案的内容和公开方式", "long"),
    Ask("disposal", "处理决定", "choice", DISPOSALS),
    Ask("performer", "代履行人", "text", help="没有利害关系的第三人，或者本机关"), Ask("estimate", "方式、时间和费用预算", "long"),
    Ask("cost_basis", "费用的依据", "long", help="按照成本合理确定"), Ask("receipt_number", "收据编号", "text"),
    Ask("hearing_place", "听证地点", "text"),
    Ask("ruling_number", "裁定书文号", "text"), Ask("court_outcome", "执行结果", "choice", COURT_ENDS),
    Ask("court_paid", "执行到位的数额（元）", "money", help="没有的填 0"),
    Ask("appeal_number", "复议、诉讼案号", "text"), Ask("forum", "受理机关", "text"),
    Ask("appeal_result", "结果", "choice", (*KEPT, *OVERTURNED)),
    Ask("changed_fine", "变更后的罚款（元）", "money", help="变更罚款数额的填"),
    Ask("leniency_proof", "免罚清单各项条件的证据", "long", required=False, help="本机关清单列有条件的，一行一项"),
    Ask("published_at", "公开的网址", "text"),
    Ask("conduct_text", "违法事实", "long"), Ask("spot_heard", "已当场告知并听取陈述申辩", "yesno"),
    Ask("receipt_signed", "当事人在决定书上签名（拒签的注明）", "yesno"),
    Ask("remark", "情况说明", "long", required=False),
)
_ASKS = {one.key: one for one in _FILE}


def ask(key: str) -> Ask:
    """The question of a key; one that ends with "?" need not be answered. KeyError for a key that is neither fact nor file."""
    name, optional = key.rstrip("?"), key.endswith("?")
    found = _ASKS.get(name)
    if found is None:
        fact = vocabulary()[name]
        found = Ask(name, fact.name, _KINDS[fact.form], help=fact.note, is_fact=True)
        found = replace(found, **_FACTS.get(name, {}))  # type: ignore[arg-type]
    return replace(found, required=False) if optional else found


def asks(keys: str) -> tuple[Ask, ...]:
    """The questions of keys separated by blanks."""
    return tuple(ask(key) for key in keys.split())
