"""What a case gives for a field table: values by the names of `core.sending.mappings.SOURCES`, and what its conditions ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.apps.cases.decided import Decided
from fadu.apps.cases.planning.knowing import Bureau
from fadu.core.law import violations
from fadu.core.ledger.canonical import decimal_text
from fadu.core.procedure.rules.credit import publicity
from fadu.core.refusal import Refusal

ENTITY, INDIVIDUAL, PERSON = "法人及非法人组织", "个体工商户", "自然人"
_WAN = Decimal(10000)
_LICENCE = {"暂扣许可证件", "吊销许可证件"}


def record_of(one: Decided, around: Bureau, written: Mapping[str, str], bureau: str) -> dict[str, Any]:
    """The record of a decided case; what is not known is None. Amounts in yuan, those for 双公示 in 万元.

    `written` is what people wrote in the fields of the decision as it was issued, `bureau` the name of this house.
    """
    facts, file, case = one.state.facts, one.state.file, one.case
    kinds, fine = list(facts.get("penalty_kinds") or ()), _fine(facts, file)
    confiscated = Decimal(file["confiscated"]) if file.get("confiscated") else None
    party = _class(file)
    overturned = facts.get("overturned_on")
    return {
        "party": file.get("party"), "party_class": party, "credit_code": _code(one), "head": _line(written.get("法定代表人")),
        "facts": _line(written.get("违法事实")), "decision_number": file.get("decision_number"),
        "violation": file.get("violation_name") or violations.catalogue().get(file.get("violation") or "") or file.get("cause"),
        "basis": facts.get("law_cited"), "kinds": ";".join(kinds) or None, "content": _content(kinds, fine, confiscated), "fine": fine,
        "fine_wan": fine / _WAN if fine else None, "confiscated_wan": confiscated / _WAN if confiscated else None,
        "decided_on": facts.get("decided_on"), "ends_on": _ends(facts), "issuer": facts.get("issuer") or file.get("authority"),
        "bureau": bureau or None, "remark": _remark(file, overturned), "case_number": case.number, "cause": file.get("cause"),
        "source": file.get("source"), "filed_on": facts.get("filed_on"), "noticed_on": facts.get("notice_served_on"),
        "outcome": file.get("outcome"), "served_on": facts.get("served_on"), "paid_on": facts.get("paid_on"), "closed_on": facts.get("closed_on"),
        "team": "、".join(_name(around, number) for number in file.get("team") or () if number) or None,
        # conditions
        "entity": party in (ENTITY, INDIVIDUAL), "legal_person": party == ENTITY, "person": party == PERSON, "fined": "罚款" in kinds and fine != 0,
        "confiscated": bool(confiscated), "licence": bool(_LICENCE & set(kinds)), "punished": file.get("outcome") == "处罚",
        "changed": overturned is not None,
    }


def _fine(facts: Mapping[str, Any], file: Mapping[str, Any]) -> Decimal | None:
    """What is to be paid: what reconsideration or litigation left of the fine."""
    changed = file.get("changed_fine")
    return Decimal(changed) if changed is not None else facts.get("fine")


def _class(file: Mapping[str, Any]) -> str:
    """A credit code that begins with 92 is that of an individual business (GB 32100)."""
    if file.get("party_kind") != "单位":
        return PERSON
    return INDIVIDUAL if str(file.get("credit_code") or "").startswith("92") else ENTITY


def _code(one: Decided) -> str | None:
    own = one.state.file.get("credit_code")
    return own or (one.case.facility.credit_code if one.case.facility else None) or None


def _content(kinds: list[str], fine: Decimal | None, confiscated: Decimal | None) -> str | None:
    """The penalty in words, from its kinds and amounts; other kinds by their name."""
    words = [kind for kind in kinds if kind != "罚款" and not kind.startswith("没收")]
    if "罚款" in kinds and fine is not None:
        words.append(f"罚款人民币{decimal_text(fine)}元")
    if confiscated:
        words.append(f"{'、'.join(kind for kind in kinds if kind.startswith('没收')) or '没收'}人民币{decimal_text(confiscated)}元")
    return "；".join(words) or None


def _line(text: str | None) -> str | None:
    """A text on one line: platforms take no breaks."""
    return " ".join(text.split()) if text else None


def _ends(facts: Mapping[str, Any]) -> date | None:
    """The end of publicity, where the grade was entered."""
    if not facts.get("grade") or not facts.get("decided_on"):
        return None
    try:
        return publicity(facts["decided_on"], facts["grade"]).ends
    except Refusal:
        return None


def _remark(file: Mapping[str, Any], overturned: date | None) -> str | None:
    if overturned is None:
        return None
    said = [f"{number} {one['category']}{one['result']}" for number, one in (file.get("appeals") or {}).items() if one.get("result")]
    return f"决定于{overturned}被变更、撤销或者确认违法：{'；'.join(said) or '见案卷'}"


def _name(around: Bureau, number: str) -> str:
    man = around.people.get(number)
    return man.name if man else number
