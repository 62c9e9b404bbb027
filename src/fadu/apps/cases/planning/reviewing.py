"""Legal review: a checklist made from what the file holds, and its conclusion (《行政处罚法》第五十八条, 《生态环境行政处罚办法》第五十条)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from fadu.apps.cases.planning.asking import Ask, elements_of
from fadu.apps.cases.planning.given import Given, Left
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State
from fadu.core.refusal import Refusal

ARTICLE = "《行政处罚法》第五十八条"
PASSED, FAILED = "审核通过", "审核不通过，退回"


def reviewer_here(state: State, bureau: Bureau, on: date) -> Iterator[Refusal]:
    """Somebody of the register may review, and did not investigate (《行政处罚法》第五十八条)."""
    here = [man for man in bureau.people.values() if man.is_reviewer and (man.left_on is None or man.left_on > on)]
    if not any(man.qualified and man.number not in (state.file.get("team") or ()) for man in here):
        names = "、".join(man.label for man in here)
        yield Refusal(f"登记的法制审核人员里没有能审核本案的（{names}）" if here else "没有登记法制审核人员", WAYS_OUT, ARTICLE)


def checklist(state: State) -> list[str]:
    """The questions of this case, each with what the file says."""
    facts, file = state.facts, state.file
    items = [
        f"主体合法：以{facts.get('issuer', file.get('authority', '（未填）'))}名义，本机关有管辖权",
        f"办案人员两名，持证有效：{'、'.join(file.get('team') or ())}",
        f"当事人认定准确：{file.get('party', '')}",
        "事实清楚、证据合法充分：" + ("各要件都有证据" if elements_of(state).keys() <= (file.get("matrix") or {}).keys() else "要件与证据没有填齐"),
        f"适用法律正确：{facts.get('law_cited', '（未填）')}",
    ]
    if facts.get("lab_reports"):
        items.append(f"监测、鉴定报告 {len(facts['lab_reports'])} 份，结果已告知，链条完整")
    if facts.get("notice_served_on"):
        told = "，告知了听证权利" if facts.get("notice_offers_hearing") else ""
        items.append(f"程序合法：{facts['notice_served_on']} 送达事先告知书{told}")
    if facts.get("objection_on"):
        items.append(f"陈述申辩 {len(file.get('points') or ())} 点已逐点复核，没有因此加重")
    if facts.get("hearing_held"):
        items.append(f"听证程序合法：{facts.get('hearing_on')} 举行")
    if facts.get("fine") is not None:
        computed = file.get("computed")
        leaving = f"，偏离裁量结果 {computed} 元，有说明" if computed and computed != str(facts["fine"]) else ""
        items.append(f"裁量适当：拟罚款 {facts['fine']} 元，法定幅度 {facts.get('fine_min')} 至 {facts.get('fine_max')} 元{leaving}")
    if facts.get("mitigation_basis"):
        items.append(f"减轻处罚有法定依据：{facts['mitigation_basis']}")
    items.append("没有超越职权、滥用职权，没有涉嫌犯罪应当移送的情形")
    return items


def asks(state: State, chosen: Mapping[str, str], bureau: Bureau, on: date) -> tuple[Ask, ...]:
    """The checklist as questions, then the conclusion."""
    return (
        *(Ask(f"check_{place}", item, "yesno") for place, item in enumerate(checklist(state))),
        Ask("conclusion", "审核结论", "choice", (PASSED, FAILED)), Ask("opinion", "审核意见", "long"),
    )


def review(given: Given) -> Left:
    """The review. Only the reviewer who was named gives it; it can't pass over a question that was answered with no."""
    named = given.state.file.get("reviewer")
    if named != given.me:
        raise Refusal(f"本案的法制审核人员是{given.bureau.label(named or '（未指定）')}", "由指定的审核人员办理", ARTICLE)
    man = given.bureau.people.get(given.me)
    if man is not None and not man.qualified:
        raise Refusal(f"{man.label}初次从事法制审核，没有法律职业资格", WAYS_OUT, ARTICLE)
    items = checklist(given.state)
    noes = [item for place, item in enumerate(items) if not given.answers[f"check_{place}"]]
    if given.answers["conclusion"] == PASSED and noes:
        raise Refusal(f"有 {len(noes)} 项答“否”：{'；'.join(noes)}", "有问题的退回改正；没有问题的改答“是”", "《生态环境行政处罚办法》第五十条")
    passed = given.answers["conclusion"] == PASSED
    said = {item: bool(given.answers[f"check_{place}"]) for place, item in enumerate(items)}
    return (
        {"legal_review_passed": passed, "legal_review_on": given.on},
        {"review": {"by": given.me, "on": given.on.isoformat(), "opinion": given.answers["opinion"], "items": said, "passed": passed}},
    )


WAYS_OUT = "由有法律职业资格的人员审核：调配本单位有资格的人、请上级生态环境部门或者司法行政部门的公职律师审核；已取得资格的先在“人员”里补填证号"
