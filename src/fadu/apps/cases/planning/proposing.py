"""Which law applies, and the proposed penalty with its sheet: the arithmetic is that of `core.law` and `core.discretion`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.apps.cases.planning.applying import applied, range_of
from fadu.apps.cases.planning.asking import Ask, ask
from fadu.apps.cases.planning.given import Given, Left
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State
from fadu.core.discretion import Answer, Finding, Provision, Rules, Span, compute, departure, packs
from fadu.core.law import violations
from fadu.core.law.cases import MONEY
from fadu.core.law.sources import label, labels
from fadu.core.refusal import Refusal

NO_TABLE = "none"


def law_asks(state: State, chosen: Mapping[str, str], bureau: Bureau, on: date) -> tuple[Ask, ...]:
    """The violation, its time, and the facts that may turn the answer."""
    return (
        Ask("violation", "违法行为", "violation", help="代码或者名称，可从列表中选"),
        Ask("conduct_from", "行为开始", "day"),
        ask("conduct_continuing"), ask("conduct_ended_on"),
        Ask("severe", label("fact", "severe"), "yesno", required=False), Ask("refused", label("fact", "refused"), "yesno", required=False),
        Ask("scope", label("fact", "scope"), "choice", tuple(labels("scope").values()), required=False),
        Ask("base", "计罚的基数", "choice", tuple(label("fact", one) for one in MONEY), required=False),
        Ask("base_amount", "基数的数额（元）", "money", required=False),
    )


def law(given: Given) -> Left:
    """The law that applies on this day; kept as a question, so that the day of the decision asks it again."""
    answers = given.answers
    if answers["conduct_continuing"] != (answers.get("conduct_ended_on") is None):
        raise Refusal("行为是否继续与终了日期不符", "已终了的填终了日期并答“否”；还在继续的不填日期并答“是”", "《行政处罚法》第三十六条")
    facts: dict[str, Any] = {key: answers[key] for key in ("severe", "refused") if answers.get(key) is not None}
    if answers.get("scope"):
        facts["scope"] = next(id for id, name in labels("scope").items() if name == answers["scope"])
    if answers.get("base") and answers.get("base_amount") is not None:
        key = next(one for one in MONEY if label("fact", one) == answers["base"])
        facts[key] = str(answers["base_amount"])
    question = {"violation": answers["violation"], "conduct_from": answers["conduct_from"].isoformat(), "facts": facts}
    ended = answers.get("conduct_ended_on")
    answer = applied(question, ended, given.on)
    if answer.choice == "ask":
        missing = "、".join(label("fact", one) if one in (*MONEY, "severe", "refused", "scope", "units") else one for one in answer.missing)
        raise Refusal(f"还不能确定适用的法律：须查明{missing}", "查明以后再填；法律本身有疑问的送法制审核", "《行政处罚法》第三十七条")
    cited = answer.provision.citation if answer.provision else "不予处罚"
    ends = {"conduct_ended_on": ended} if ended else {}
    return (
        {"law_cited": cited, "law_applicable": cited, "conduct_continuing": answers["conduct_continuing"], **ends, **range_of(answer)},
        {"law": question, "law_steps": [str(step) for step in answer.steps], "violation": answers["violation"],
         "violation_name": violations.catalogue()[answers["violation"]], "conduct_from": question["conduct_from"]},
    )


def column(chosen: Mapping[str, str]) -> tuple[Rules, str, str] | None:
    """The table that the address names (`benchmark|table|column`); None where none was chosen."""
    parts = chosen.get("table", "").split("|")
    if len(parts) != 3 or parts[0] not in packs() or (parts[1], parts[2]) not in packs()[parts[0]].columns:
        return None
    return packs()[parts[0]], parts[1], parts[2]


def proposal_asks(state: State, chosen: Mapping[str, str], bureau: Bureau, on: date) -> tuple[Ask, ...]:
    """The factors of the chosen table, the proposed penalty, and the memo for leaving the computed value."""
    table = column(chosen)
    factors: list[Ask] = []
    if table:
        rules, name, key = table
        one = rules.columns[name, key]
        for factor in one.factors:
            factors.append(Ask(f"f_{factor.key}", factor.label, "choice", tuple(option.label for option in factor.options)))
            factors.append(Ask(f"e_{factor.key}", f"{factor.label}的证据", "text"))
        if one.base or (one.provision and one.provision.base):
            factors.append(Ask("table_base", f"{label('fact', one.base or one.provision.base)}（元）", "money"))  # type: ignore[union-attr]
    elif chosen.get("table") == NO_TABLE:
        factors.append(Ask("no_table", "没有适用的裁量基准的理由", "long", help="没有基准可循的，由负责人集体讨论"))
    else:
        return ()
    return (
        *factors, ask("penalty_kinds"), Ask("fine", "拟罚款（元）", "money", required=False),
        Ask("confiscated", "没收的数额（元）", "money", required=False),
        Ask("memo", "偏离裁量结果的说明", "long", required=False, help="与裁量结果不同的必须写明事实、理由和依据"), ask("mitigation_basis"),
        ask("public_interest"), ask("weighty_rights"), ask("complex_case"), *_traits(bureau, on),
    )


def _traits(bureau: Bureau, on: date) -> tuple[Ask, ...]:
    """The case types of the bureau's own lists; nothing is asked where it has none."""
    named = bureau.local.traits_on(on) if bureau.local else ()
    return (replace(ask("case_traits"), choices=named),) if named else ()


def proposal(given: Given) -> Left:
    """The proposed penalty. A fine rests on a sheet; leaving it needs a memo; without a table the heads must deliberate."""
    state, answers = given.state, given.answers
    kinds, fine = list(answers.get("penalty_kinds") or ()), answers.get("fine")
    table = column(given.chosen)
    if "罚款" in kinds and fine is None and table:
        rules, answer = _computed(given, table)
        raise Refusal(f"没有填写拟罚款数额；裁量结果是 {answer.fine} 元", "填写拟罚款数额；与裁量结果不同的写明偏离的说明", rules.doc_no)
    if ("罚款" in kinds) != (fine is not None):
        raise Refusal("处罚种类与拟罚款数额不符", "拟处罚款的同时选“罚款”并填数额；不罚款的两项都不填", "《行政处罚法》第九条")
    noticed = state.facts.get("noticed_fine")
    if fine is not None and noticed is not None and state.facts.get("notice_served_on") and fine > noticed:
        raise Refusal(f"拟罚款 {fine} 元高于告知的 {noticed} 元", "不得因陈述申辩、听证加重；有新事实需要加重的重新告知", "《行政处罚法》第四十五条")
    shared = {key: answers[key] for key in ("public_interest", "weighty_rights", "complex_case")}
    mitigated = {"mitigation_basis": answers["mitigation_basis"]} if answers.get("mitigation_basis") else {}
    confiscated = str(answers["confiscated"]) if answers.get("confiscated") is not None else None
    traits = {"case_traits": list(answers.get("case_traits") or ())} if _traits(given.bureau, given.on) else {}
    facts: dict[str, Any] = {
        "penalty_kinds": kinds, "fine": fine, "head_wants_collective": bool(answers.get("no_table")), **shared, **mitigated, **traits,
    }
    file: dict[str, Any] = {"confiscated": confiscated, "memo": answers.get("memo") or None, "table": given.chosen.get("table")}
    if fine is None:
        return {key: value for key, value in facts.items() if value is not None}, {**file, "sheet": None, "computed": None, "findings": None}
    sheet, computed = _sheet(given, fine)
    findings = {key[2:]: value for key, value in answers.items() if key.startswith("f_")} if table else {}
    return facts, {**file, "sheet": [*sheet, _beside(given, findings, fine)], "computed": computed, "findings": findings}


def _beside(given: Given, findings: Mapping[str, str], fine: Decimal) -> str:
    """The line of the sheet about the bureau's own cases: how many, from where to where, and the ones most alike."""
    state = replace(given.state, file={**given.state.file, "table": given.chosen.get("table")})
    past = given.bureau.similar(state, findings, given.on)
    if not past:
        return "同类案件：本机关三年内没有同一违法行为的处罚案件"
    fines = sorted(one.fine for one in past if one.fine is not None)
    middle = (fines[(len(fines) - 1) // 2] + fines[len(fines) // 2]) / 2
    near = "、".join(f"{one.number} {one.fine} 元" + (f"（情节相同 {one.same}/{one.asked}）" if one.asked else "") for one in past[:3])
    outside = "" if fines[0] <= fine <= fines[-1] else "；拟罚款在此范围以外"
    return f"同类案件：三年内 {len(fines)} 件，罚款 {fines[0]} 至 {fines[-1]} 元，中位数 {middle} 元；最相近的：{near}{outside}"


def _sheet(given: Given, fine: Decimal) -> tuple[list[str], str | None]:
    """The lines of the sheet and the computed fine. Raises Refusal for what is missing, out of range or without a memo."""
    answers, (low, high) = given.answers, _range(given.state)
    if fine > high or (fine < low and not answers.get("mitigation_basis")):
        mend = "在幅度内确定；低于最低的写明减轻处罚的依据"
        raise Refusal(f"拟罚款 {fine} 元不在法定幅度 {low} 至 {high} 元内", mend, "《行政处罚法》第五条、第三十二条")
    table = column(given.chosen)
    if table is None:
        return [f"没有适用的裁量基准：{answers['no_table']}", f"法定幅度 {low} 至 {high} 元，拟罚款 {fine} 元，由负责人集体讨论"], None
    rules, answer = _computed(given, table)
    assert answer.fine is not None
    if fine != answer.fine and not answers.get("memo"):
        left = departure(rules, answer.fine, fine, Span(low, high)) if fine >= low else None
        needs = "、".join(what for _, what in left.needs) if left and left.needs else "偏离说明"
        basis = left.basis if left else "《行政处罚法》第三十二条"
        raise Refusal(f"拟罚款 {fine} 元与裁量结果 {answer.fine} 元不同，没有说明", f"写明偏离的事实、理由和依据（需要：{needs}）", basis)
    return [str(step) for step in answer.steps], str(answer.fine)


def _range(state: State) -> tuple[Decimal, Decimal]:
    low, high = state.facts.get("fine_min"), state.facts.get("fine_max")
    if low is None or high is None:
        raise Refusal("还没有确定适用的法律和罚款幅度", "先在“适用法律”里填写", "《行政处罚法》第三十七条")
    return low, high


def _computed(given: Given, table: tuple[Rules, str, str]) -> tuple[Rules, Answer]:
    """The answer of the chosen table. Raises Refusal where it gives none, or is made for another range than that of the law."""
    rules, name, key = table
    answers, one, (low, high) = given.answers, rules.columns[name, key], _range(given.state)
    findings = {
        factor.key: Finding(next(o.key for o in factor.options if o.label == answers[f"f_{factor.key}"]), answers[f"e_{factor.key}"])
        for factor in one.factors
    }
    base = one.base or (one.provision.base if one.provision else "")
    amounts = {base: answers["table_base"]} if base else {}
    answer = compute(rules, name, key, findings=findings, amounts=amounts, provision=None if one.provision else Provision("amount", low, high))
    if answer.fine is None:
        gaps = "；".join(f"{gap.label}（{gap.say}）" for gap in answer.missing)
        raise Refusal(f"裁量表算不出罚款：{gaps}", "补齐缺少的因素，或者换一个裁量表", rules.doc_no)
    if answer.band and (answer.band.low, answer.band.high) != (low, high):
        reason = f"这个裁量表的幅度 {answer.band.low} 至 {answer.band.high} 元，与适用的罚则 {low} 至 {high} 元不同"
        raise Refusal(reason, "换用与罚则幅度一致的裁量表，或者选“没有适用的裁量基准”", rules.doc_no)
    return rules, answer
