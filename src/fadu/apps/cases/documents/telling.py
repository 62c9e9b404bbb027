"""What the law makes a document tell, by kind and day: provisions, rights, remedies, performance and its consequences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fadu.apps.cases.documents.facts import organ, you
from fadu.apps.cases.planning.applying import applied
from fadu.apps.cases.planning.knowing import Bureau, known
from fadu.apps.cases.queries.folding import State
from fadu.apps.cases.queries.sources import Source
from fadu.core.days.counting import WORDS
from fadu.core.documents import Form
from fadu.core.law import authority, citations
from fadu.core.law.numerals import spell
from fadu.core.law.provisions import Provision
from fadu.core.law.rules import switch
from fadu.core.procedure.limits import limit
from fadu.core.procedure.rules.hearing import hearing
from fadu.core.procedure.values import value
from fadu.core.refusal import Refusal

# Source, kind, and the values known so far (those of the case over those written).
Tell = Callable[[Source, Form, Mapping[str, str]], str]
_CITY = "生态环境局"
_URGES = (46, 73)
_GROUNDS = {
    "轻微免罚": "《行政处罚法》第三十三条第一款", "首违不罚": "《行政处罚法》第三十三条第一款", "无主观过错": "《行政处罚法》第三十三条第二款",
}


def span(rule: str) -> str:
    """The length of a limit in words: 五个工作日."""
    period = limit(rule).period
    assert period is not None, rule
    return f"{spell(period.length)}{WORDS[period.unit]}"


def party(source: Source, form: Form, values: Mapping[str, str]) -> str:
    """Who the party is, in one sentence; no part of it stands for another."""
    single = source.state.file.get("party_kind") == "个人"
    names = (("证件号码", "公民身份号码" if single else "统一社会信用代码"), ("法定代表人", "法定代表人（负责人）"),
             ("当事人住所", "住址" if single else "住所"))
    parts = [f"{label}：{values[name]}" for name, label in names if values.get(name)]
    return "，".join(parts) + "。" if parts else ""


def provision(source: Source) -> Provision | None:
    """The provision that applies on the day of the decision, or of the document while nothing is decided."""
    state = _with_law(source)
    if state is None:
        return None
    day = state.facts.get("decided_on") or source.on
    ended = state.facts.get("conduct_ended_on")
    try:
        return applied(state.file["law"], ended, day).provision if ended is None or ended <= day else None
    except Refusal:
        return None


def _with_law(source: Source) -> State | None:
    return next((one for one in (source.state, source.parent) if one and one.file.get("law")), None)


def breached(source: Source, form: Form, values: Mapping[str, str]) -> str:
    """The provision that lays the duty down; "" where the catalogue does not know it."""
    found = provision(source)
    return citations.cite(f"{found.statute} {found.duty}") if found and found.duty and found.duty != "-" else ""


def basis(source: Source, form: Form, values: Mapping[str, str]) -> str:
    """The provision that the penalty, or the decision not to punish, rests on."""
    facts = source.state.facts
    if source.state.file.get("outcome") == "不予处罚" or facts.get("no_penalty_ground"):
        return str(facts.get("no_penalty_basis") or _GROUNDS.get(facts.get("no_penalty_ground", ""), ""))
    if form.number == 30:
        return ""  # which ground it will be is not yet on the file
    if source.state.procedure == "daily_penalty":
        return "《生态环境法典》第一千零六十条" if source.on >= switch("branch").begins else "《环境保护法》第五十九条"
    return str(facts.get("law_cited") or "")


def rights(source: Source, form: Form, values: Mapping[str, str]) -> str:
    """The rights that the document tells, with their periods."""
    who = you(source)
    if form.number in _URGES:
        return f"收到本催告书后，{who}有权进行陈述和申辩（《中华人民共和国行政强制法》第三十六条）。"
    if form.number == 33:
        return f"{who}认为主持人与本案有直接利害关系的，有权申请回避；在听证中有权申辩和质证（《中华人民共和国行政处罚法》第六十四条）。"
    if form.number == 70:
        return f"已当场告知{who}采取措施的理由、依据和{who}依法享有的权利、救济途径，并听取陈述和申辩（《中华人民共和国行政强制法》第十八条）。"
    if form.number == 13:
        return "决定作出之前，不停止调查（《中华人民共和国行政处罚法》第四十三条）。"
    told = (
        f"根据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，{who}有权进行陈述和申辩。{who}可以自收到本告知书之日起{span('D07')}内"
        f"向本机关提出书面或者口头意见；逾期没有提出的，视为放弃。本机关不因{who}陈述、申辩而给予更重的处罚。"
    )
    if not offers_hearing(source):
        return told
    return told + (
        f"\n根据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，{who}有权要求听证。要求听证的，应当自收到本告知书之日起{span('D08')}内"
        f"提出；逾期没有提出的，视为放弃听证。{who}不承担组织听证的费用。"
    )


def offers_hearing(source: Source) -> bool:
    """Whether the notice tells of a hearing: where the rule says so or can't say (too much is harmless, too little is fatal)."""
    facts = known(source.state, Bureau({}, source.local), source.on)
    if "penalty_kinds" not in facts:
        return True
    try:
        verdict = hearing(
            party=facts.get("party_kind", "单位"), penalties=facts["penalty_kinds"], amounts=facts.get("penalty_amounts", []), on=source.on,
            local=facts.get("local_rules"),
        )
    except Refusal:
        return True
    return verdict.holds is not False


def remedies(source: Source, form: Form, values: Mapping[str, str]) -> str:
    """Review and suit by who signs on that day; "" where it can't be said which governments review."""
    city, branch = source.unit.get("上级单位", ""), source.unit.get("名称", "")
    county = values.get("县级人民政府", "")
    if not city.endswith(_CITY) or organ(source) not in (city, branch) or (organ(source) == branch and not county):
        return ""
    government = f"{city.removesuffix(_CITY)}人民政府"
    unit = authority.Bureau(
        authority.Organ(city, "", government), authority.Organ(branch, source.unit.get("文号机关代字", ""), county),
        switch("branch").begins if organ(source) == branch else None,
    )
    try:
        return authority.issuer(unit, source.on).remedy.replace("本决定书", "本文书" if "决定" not in form.name else "本决定书")
    except Refusal:
        return ""


def performance(source: Source, form: Form, values: Mapping[str, str]) -> str:
    """How and by when a fine is paid (《行政处罚法》第六十七条、第七十二条)."""
    if "罚款" not in (source.state.facts.get("penalty_kinds") or ()) or not values.get("缴款账户"):
        return ""
    if form.number in _URGES:
        return "将应缴的罚款和加处的罚款缴至下列账户。"
    percent = spell(int(value("surcharge_percent_per_day", source.on).number))
    return (
        f"自收到本决定书之日起{span('D14')}内，将罚款缴至：{values['缴款账户']}。到期不缴纳的，每日按罚款数额的百分之{percent}加处罚款，"
        "加处罚款的数额不超出罚款的数额。"
    )


def consequence(source: Source, form: Form, values: Mapping[str, str]) -> str:
    """What follows who does not perform."""
    if form.number in (48, 65):
        daily = "《中华人民共和国生态环境法典》第一千零六十条" if source.on >= switch("branch").begins else "《中华人民共和国环境保护法》第五十九条"
        return f"拒不改正违法排放污染物行为的，本机关可以依据{daily}的规定，自责令改正之日的次日起，按照原处罚数额按日连续处罚。"
    return (
        "申请行政复议或者提起行政诉讼的，不停止本决定的执行，法律另有规定的除外。逾期不申请行政复议，不提起行政诉讼，又不履行本决定的，"
        "本机关将依法申请人民法院强制执行。"
    )


def unlawful_issuer(source: Source, form: Form, organ_name: str) -> Refusal | None:
    """A decision in the name of who may not sign on that day is fatally flawed (生态环境法典 53)."""
    city, branch = source.unit.get("上级单位", ""), source.unit.get("名称", "")
    if "REMEDY" not in form.document.fields or organ_name != branch or not city or authority.may_sign("branch", source.on):
        return None
    reason = f"{source.on} 派出机构不得以自己的名义作出《{form.name}》（{switch('branch').begins} 起才可以）"
    return Refusal(reason, f"以“{city}”的名义作出", switch("branch").basis)


TELLS: Mapping[str, Tell] = {
    "当事人情况": party, "违反条款": breached, "处罚依据": basis, "权利告知": rights, "救济途径": remedies, "履行方式和期限": performance,
    "不履行后果": consequence, "催告期限": lambda source, form, values: span("D18"),
    "登记保存期限": lambda source, form, values: span("D03"),
}
