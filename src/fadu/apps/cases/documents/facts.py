"""What the case says for each field: a function a field, from the folded matter and its day. Empty where nothing is known, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.apps.cases.planning.asking import elements_of
from fadu.apps.cases.planning.paying import owed
from fadu.apps.cases.queries.sources import Source
from fadu.core.documents import catalogue
from fadu.core.documents.amounts import written as money
from fadu.core.law.authority import may_sign
from fadu.core.procedure.limits import due

Say = Callable[[Source], str]
RECEIPT = 40  # 送达回证
_SOURCE = re.compile(r"〔(?:[^〔〕]|〔[^〔〕]*〕)*〕$")  # where a line of a sheet was taken from
_OF_THE_SHEET = ("表注：", "建议罚款", "同类案件：")


def day(value: Any) -> str:
    """A day as documents write it: 2026年9月1日."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def organ(source: Source) -> str:
    """Who makes the document: the organ of the step, of the case; else the unit itself, or its city bureau while a branch may not sign."""
    facts, file = source.state.facts, source.state.file
    named = facts.get("issuer") or file.get("authority") or _parents(source, "authority")
    own, city = source.unit.get("名称", ""), source.unit.get("上级单位", "")
    return str(named or (city if city and not may_sign("branch", source.on) else own))


def you(source: Source) -> str:
    """How the party is addressed."""
    return "你" if source.state.file.get("party_kind") == "个人" else "你单位"


def _parents(source: Source, key: str) -> str:
    return str(source.parent.file.get(key) or source.parent.facts.get(key) or "") if source.parent else ""


def _file(key: str) -> Say:
    return lambda source: str(source.state.file.get(key) or "")


def _day(key: str) -> Say:
    return lambda source: day(source.state.facts.get(key) or (source.parent.facts.get(key) if source.parent else None))


def _first(*keys: str) -> Say:
    return lambda source: str(next((said for key in keys if (said := source.state.file.get(key) or source.state.facts.get(key))), ""))


def _evidence(source: Source) -> str:
    """Each piece of evidence once, with the elements that it proves."""
    state = source.parent if source.parent and not source.state.file.get("matrix") else source.state
    proves: dict[str, list[str]] = {}
    for key, element in elements_of(state).items():
        for line in (state.file.get("matrix") or {}).get(key, "").splitlines():
            if line.strip():
                proves.setdefault(line.strip(), []).append(element)
    lines = [f"{place}. {name}（证明{'、'.join(elements)}）" for place, (name, elements) in enumerate(proves.items(), 1)]
    return "；\n".join(lines) + "。" if lines else ""


def _penalty(source: Source) -> str:
    """Kinds and amounts of the penalty that is proposed or decided."""
    facts, file = source.state.facts, source.state.file
    lines = []
    for kind in facts.get("penalty_kinds") or ():
        if kind == "罚款" and facts.get("fine") is not None:
            lines.append(f"罚款人民币{money(facts['fine'])}")
        elif "没收" in kind and file.get("confiscated"):
            lines.append(f"{kind}人民币{money(Decimal(file['confiscated']))}")
        else:
            lines.append(kind)
    return "；\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1)) + "。" if lines else ""


def _discretion(source: Source) -> str:
    """The sheet as the party is told it: without what it says of its own sources and of itself."""
    file = source.state.file
    lines = [plain for line in file.get("sheet") or () if (plain := _told(str(line)))]
    memo = file.get("memo")
    return "\n".join([*lines, *([f"与裁量结果不同的理由：{memo}"] if memo and file.get("computed") else [])])


def _told(line: str) -> str:
    """A line of the sheet; the benchmark by its name and number alone, no notes on the table, no proposal."""
    if line.startswith(_OF_THE_SHEET):
        return ""
    return _SOURCE.sub("", line.partition("，可信度：")[0])


def _course(source: Source) -> str:
    """What was told, what the party said, what became of it (《行政处罚法》第四十四条、第四十五条、第六十五条)."""
    facts, file, who = source.state.facts, source.state.file, you(source)
    told = facts.get("notice_served_on")
    if told is None:
        return ""
    rights = "陈述、申辩和申请听证的权利" if facts.get("notice_offers_hearing") else "陈述、申辩的权利"
    number = f"（{file['notice_number']}）" if file.get("notice_number") else ""
    lines = [f"本机关于{day(told)}向{who}送达事先告知书{number}，告知了拟作出行政处罚的事实、理由、依据、内容和{who}享有的{rights}。"]
    if facts.get("hearing_held"):
        lines.append(f"应{who}的申请，本机关于{day(facts.get('hearing_on'))}举行了听证。{file.get('hearing_report') or ''}")
    elif facts.get("hearing_withdrawn"):
        lines.append(f"{who}申请听证后撤回，或者视为放弃听证。")
    if file.get("points"):
        lines.append(f"{who}于{day(facts.get('objection_on'))}提出陈述、申辩，本机关复核如下：")
        lines += _answers(source).splitlines()
    elif facts.get("waived_in_writing"):
        lines.append(f"{who}书面放弃陈述、申辩。")
    elif not facts.get("hearing_held"):
        lines.append(f"{who}在规定的期限内没有提出陈述、申辩{'，也没有申请听证' if not facts.get('hearing_requested') else ''}。")
    return "\n".join(lines)


def _answers(source: Source) -> str:
    answers = source.state.file.get("answers") or {}
    return "\n".join(
        f"{place}. {point}——{answers.get(point, '（没有复核）')}" for place, point in enumerate(source.state.file.get("points") or (), 1)
    )


def _officers(source: Source) -> str:
    team = source.state.file.get("team") or ()
    known = [(source.name(number), source.people[number].certificate if number in source.people else "") for number in team]
    return "、".join(f"{name}（执法证号{certificate}）" if certificate else name for name, certificate in known)


def _person(place: str) -> Say:
    return lambda source: source.name(source.state.file.get(place))


def _member(place: int) -> Say:
    return lambda source: source.name((*(source.state.file.get("team") or ()), "", "")[place])


def _original(source: Source) -> str:
    """The decision that is performed, enforced or repeated daily."""
    parent = source.parent if source.parent and source.state.procedure == "daily_penalty" and "decided_on" not in source.state.facts else None
    state = parent or (source.parent if source.parent and source.state.procedure == "daily_penalty" else source.state)
    number, on = state.file.get("decision_number"), state.facts.get("decided_on")
    name = "不予行政处罚决定书" if state.file.get("outcome") == "不予处罚" else "行政处罚决定书"
    return f"《{name}》（{number}，{day(on)}）" if number and on else ""


def _order(source: Source) -> str:
    state = source.state if source.state.file.get("order_number") else source.parent or source.state
    number, on = state.file.get("order_number"), state.file.get("order_again_on") or state.facts.get("order_served_on")
    return f"{day(on)}，本机关向{you(source)}送达责令改正违法行为决定书（{number}）。" if number and on else ""


def _rechecks(source: Source) -> str:
    rounds = source.state.file.get("rounds") or ()
    return "\n".join(f"责令改正于{day(one['served_on'])}送达，{day(one['rechecked_on'])}复查，{you(source)}仍未改正。" for one in rounds)


def _owed(source: Source) -> str:
    if not source.state.facts.get("fine"):
        return ""
    fine, extra, paid = owed(source.state, source.on)
    more = f"；到{day(source.on)}加处罚款{money(extra)}" if extra else ""
    return f"缴纳罚款{money(fine)}{more}；已缴{money(paid) if paid else '0元'}。"


def _performed(source: Source) -> str:
    lines = [f"{day(one['on'])}缴款{money(Decimal(one['amount']))}（{one['receipt']}）。" for one in source.state.file.get("payments") or ()]
    urged = source.state.facts.get("reminder_served_on")
    if urged:
        lines.append(f"{day(urged)}送达催告书。")
    return "\n".join(lines)


def _discussed(source: Source) -> str:
    """The meeting with every vote and the minority's words (《行政处罚法》第五十七条第二款)."""
    talk = source.state.file.get("discussion")
    if not talk:
        return ""
    votes = "；".join(f"{source.name(number)}：{vote}" for number, vote in talk["votes"].items())
    lines = [
        f"会议编号：{source.state.file.get('meeting', '')}；时间：{day(source.state.facts.get('collective_on'))}；"
        f"主持人：{source.name(talk['chair'])}；应到{talk.get('size', '')}人，实到{len(talk['votes'])}人。",
        f"各人意见：{talk['opinions']}", f"表决：{votes}。",
    ]
    if talk["minority"]:
        lines.append(f"少数意见：{talk['minority']}")
    fine = f"，罚款{money(Decimal(talk['fine']))}" if talk["fine"] and talk["conclusion"] != "不予处罚" else ""
    return "\n".join([*lines, f"结论：{talk['conclusion']}{fine}。"])


def _measure_term(source: Source) -> str:
    since = source.state.facts.get("measure_taken_on")
    if since is None:
        return ""
    last = due("D39", since, extend=int(source.state.facts.get("seizure_extension") or 0)).due
    return f"自{day(since)}起至{day(last)}止" if last else ""


def _reports(source: Source) -> str:
    return "、".join(one["name"] for one in source.state.facts.get("lab_reports") or ())


def _to_serve(source: Source) -> str:
    """What is for the party and has not come back signed."""
    waiting = [one for one in source.issued if one.served is None and catalogue()[one.kind].audience == "当事人" and one.kind != RECEIPT]
    return "\n".join(f"《{one.name}》{one.number or day(one.on)}" for one in waiting)


def _in_file(source: Source) -> str:
    """The documents of the file, but for its cover, list and note."""
    kept = [one for one in source.issued if catalogue()[one.kind].stage != "归档"]
    return "\n".join(f"{n}. {one.name}　{one.number}　{day(one.on)}　{one.pages}页" for n, one in enumerate(kept, 1))


SAYS: Mapping[str, Say] = {
    "机关": organ, "成文日期": lambda source: day(source.on), "当事人": _file("party"), "称谓": you,
    "证件号码": lambda source: str(source.state.file.get("credit_code") or source.credit_code), "当事人住所": lambda source: source.address,
    "案由": _file("cause"), "案号": _file("case_number"), "案件来源": lambda source: _file("source")(source) or _parents(source, "source"),
    "发现日期": _day("found_on"), "立案日期": _day("filed_on"), "违法行为": _file("violation_name"),
    "事由": _first("reason", "grounds", "ground", "summary"),
    "证据": _evidence, "处罚内容": _penalty, "裁量说明": _discretion, "告知情况": _course, "复核情况": _answers, "执法人员": _officers,
    "主办人": _member(0), "协办人": _member(1), "案件审查人员": _person("examiner"), "法制审核人员": _person("reviewer"),
    "听证主持人": _person("presider"), "联系人": _member(0), "联系电话": lambda source: source.unit.get("电话", ""),
    "机关地址": lambda source: source.unit.get("地址", ""), "物品清单": _file("items"), "收件机关": _file("receiver"), "检测报告": _reports,
    "审核意见": lambda source: str((source.state.file.get("review") or {}).get("opinion", "")), "讨论情况": _discussed,
    "听证情况": _file("hearing_report"), "原处罚决定": _original, "责令改正情况": _order, "复查情况": _rechecks, "措施期限": _measure_term,
    "延期安排": _file("plan"), "应缴情况": _owed, "受理法院": _file("court"), "送达文书": _to_serve,
    "送达方式": lambda source: f"{source.state.facts['service_method']}送达" if source.state.facts.get("service_method") else "",
    "执行情况": _performed, "结案理由": _first("closing_reason"), "案卷号": _file("archive_number"), "卷内文书": _in_file,
}
