"""The calculation of a fine from a benchmark: rule set, table, provision and findings in; fine, working and band out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fadu.core.discretion import rounding
from fadu.core.discretion.choosing import choose, weight
from fadu.core.discretion.forms import FORMS, Outcome, Work
from fadu.core.discretion.forms.base import LevelFormula, plain
from fadu.core.discretion.model import Answer, Column, Finding, Gap, Neighbour, Option, Provision, Rules, Span, Step, opening
from fadu.core.discretion.span import applies, bounds, span

PARTIES = {"citizen": "公民", "organisation": "法人或者其他组织"}


def compute(
    rules: Rules, table: str, column: str = "", *, findings: Mapping[str, Finding], amounts: Mapping[str, Decimal] | None = None,
    provision: Provision | None = None, party: str = "", decided_on: date | None = None,
    formulas: Mapping[str, LevelFormula] | None = None, stated: Decimal | None = None,
) -> Answer:
    """The proposed fine in yuan, or what is missing; the steps in Chinese with the rule each rests on.

    `table`, `column`: as the rule set names them; without a column it is taken from the case where that is possible.
    `findings`: factor -> what was found and on which evidence. `amounts`: investment, disposal_cost, illegal_income, base … in yuan.
    `provision`: the range of the penalty article of this case. A table with a range of its own is refused where the two differ,
    because its start was worked out from that range. `party`: citizen | organisation, needed where the law names no minimum.
    `decided_on`: the day of the decision, for the validity of the benchmark and of the laws it rests on.
    `stated`: the total percentage an earlier decision states, instead of findings.
    A human decides: the answer is a proposal (《行政处罚法》第五十七条).
    """
    steps = [opening(rules)]
    amounts = amounts or {}
    if gap := out_of_force(rules, decided_on):
        return answer(rules, None, steps, [gap])
    picked = pick(rules, table, column, provision, amounts)
    if isinstance(picked, list):
        band = known_band(provision, amounts)
        return answer(rules, band, steps, picked)
    steps.append(Step(picked.title, picked.basis))
    gaps: list[Gap] = []
    law, unfit = statutory(picked, provision, amounts)
    band, start_low = None, Decimal(0)
    if unfit:
        gaps.append(unfit)
    if law is not None:
        found = span(law, amounts)
        if isinstance(found, Gap):
            gaps.append(found)
        else:
            band = found[0]
            steps.append(Step(found[1], "处罚条款"))
            start_low = start(rules, picked, band, party, decided_on, steps, gaps)
    chosen = decide(rules, picked, findings, steps, gaps) if stated is None else {}
    steps.extend(cautions(picked, decided_on))
    if gaps or law is None or band is None:
        return answer(rules, band, steps, gaps)
    work = Work(picked, chosen, band, start_low, amounts, rules.settings, formulas or {}, stated)
    return conclude(rules, work, law, steps)


def out_of_force(rules: Rules, on: date | None) -> Gap | None:
    """The gap where the benchmark isn't in force on the day of the decision."""
    if on is None:
        return None
    if rules.valid_from and on < rules.valid_from:
        return Gap("ruleset", "裁量基准", f"{rules.name}自{rules.valid_from}施行，{on}尚未施行")
    if rules.valid_until and on > rules.valid_until:
        return Gap("ruleset", "裁量基准", f"{rules.name}有效期至{rules.valid_until}，请核对现行基准")
    return None


def pick(
    rules: Rules, table: str, column: str, provision: Provision | None, amounts: Mapping[str, Decimal]
) -> Column | list[Gap]:
    """The column of the table, given or found by its condition; a table that fails its proof is refused here."""
    tables = dict.fromkeys(name for name, _ in rules.columns)
    if not table and len(tables) == 1:
        table = next(iter(tables))
    columns = rules.of(table)
    if not columns:
        return untabled(rules, table)
    if column:
        chosen = rules.columns.get((table, column))
        if chosen is None:
            return [Gap("variant", "列", f"表{table}没有“{column}”列，可选：{named(columns)}")]
        if applies(chosen.applies, provision, amounts) is False:
            return [Gap("variant", "列", f"{chosen.title}的适用条件与本案的数额不符，可选：{named(columns)}")]
    elif len(columns) == 1:
        chosen = columns[0]
    else:
        tests = [(each, applies(each.applies, provision, amounts)) for each in columns]
        fitting = [each for each, test in tests if test is True and each.applies]
        if len(fitting) != 1:
            gaps = [test for _, test in tests if isinstance(test, Gap)]
            return gaps[:1] or [Gap("variant", "列", f"请选定表{table}的列：{named(columns)}")]
        chosen = fitting[0]
    if faults := rules.faults[(chosen.table, chosen.key)]:
        return [Gap("table", "裁量表", f"{chosen.title}没有通过校验，不能使用：{'；'.join(faults)}")]
    return chosen


def untabled(rules: Rules, table: str) -> list[Gap]:
    """What is missing where the pack has no such table."""
    offered = "、".join(dict.fromkeys(name for name, _ in rules.columns))
    say = f"{rules.name}没有收录表{table}" if table else "请选定裁量表"
    gaps = [Gap("table", "裁量表", say + (f"，已收录：{offered}" if offered else "；该基准的裁量表尚未收录"))]
    if formula := rules.settings.get("formula"):
        gaps.append(Gap("formula", formula["label"], "公式未收录，不猜；请取得官方附件"))
    return gaps


def named(columns: list[Column]) -> str:
    """Columns to choose from."""
    return "、".join(f"{each.key}（{each.label or each.name}）" for each in columns)


def known_band(provision: Provision | None, amounts: Mapping[str, Decimal]) -> Span | None:
    """The statutory range where nothing else is known."""
    found = span(provision, amounts) if provision else None
    return found[0] if isinstance(found, tuple) else None


def statutory(column: Column, given: Provision | None, amounts: Mapping[str, Decimal]) -> tuple[Provision | None, Gap | None]:
    """The range of the case. A table made for another range than the case's provision must not be used for it."""
    own = column.provision
    if own is None:
        gap = None if given else Gap("legal_max", "法定幅度", f"{column.title}按处罚条款的幅度计算，请给出法定最低和最高")
        return given, gap
    if given is None or same_range(own, given, amounts):
        return own, None
    return given, Gap("statutory", "法定幅度", f"本案处罚条款的幅度与{column.title}所依据的幅度不同，起点不再成立，不能套用本表")


def same_range(own: Provision, given: Provision, amounts: Mapping[str, Decimal]) -> bool:
    """Whether the case's provision has the table's range: in yuan, so that it doesn't matter how either is written."""
    mine, theirs = span(own, amounts), span(given, amounts)
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return mine[0] == theirs[0]
    alike = (own.kind, own.low or Decimal(0), own.high) == (given.kind, given.low or Decimal(0), given.high)
    return alike or given.kind == "amount"  # the amount that is missing is asked for next


def start(
    rules: Rules, column: Column, band: Span, party: str, on: date | None, steps: list[Step], gaps: list[Gap]
) -> Decimal:
    """Where a share of the range starts: the legal minimum, or the simple-procedure cap where the table says so."""
    if column.form != "share" or band.low:
        return band.low
    if column.floorless != "简易程序上限":
        gaps.append(Gap("legal_min", "法定最低罚款", f"本条没有法定最低罚款，{column.title}没有规定这时的起点"))
        return band.low
    caps = [cap for cap in rules.settings["simple_procedure_cap"] if on is None or date.fromisoformat(cap["from"]) <= on]
    if party not in PARTIES or not caps:
        gaps.append(Gap("party", "当事人类别", "没有法定最低罚款，起点按简易程序罚款上限：请说明当事人是公民（citizen）还是组织（organisation）"))
        return band.low
    cap = Decimal(caps[-1][party])
    steps.append(Step(f"没有法定最低罚款，起点按对{PARTIES[party]}的简易程序罚款上限{plain(cap)}元", caps[-1]["basis"]))
    return min(cap, band.high) if band.high is not None else cap


def decide(rules: Rules, column: Column, findings: Mapping[str, Finding], steps: list[Step], gaps: list[Gap]) -> dict[str, Option]:
    """The option of every factor; steps and gaps are added to."""
    chosen: dict[str, Option] = {}
    for factor in column.factors:
        result = choose(column, factor, findings.get(factor.key) or findings.get(factor.label), rules.settings)
        if isinstance(result, Gap):
            gaps.append(result)
        else:
            chosen[factor.key], step = result
            steps.append(step)
    own = {name for factor in column.factors for name in (factor.key, factor.label)}
    steps.extend(Step(f"“{key}”不是{column.title}的裁量因素，不计") for key in findings if key not in own)
    return chosen


def cautions(column: Column, on: date | None) -> list[Step]:
    """What an officer must look at before relying on the figure."""
    found = []
    if on and column.basis_until and on > column.basis_until:
        found.append(Step(f"注意：{column.basis}已于{column.basis_until}后废止，先按从旧兼从轻确定适用的法律", "《生态环境法典》第一千零五十七条"))
    if column.note:
        found.append(Step(f"表注：{column.note}"))
    return found


def conclude(rules: Rules, work: Work, law: Provision, steps: list[Step]) -> Answer:
    """The outcome rounded and kept in the range; the neighbours."""
    outcome = FORMS[work.column.form].derive(work)
    if outcome.gap:
        return answer(rules, work.span, steps, [outcome.gap])
    steps.append(Step(outcome.text, rules.doc_no))
    if outcome.low != outcome.high:
        gap = Gap("decision", "具体数额", "本档是一个幅度，数额由集体讨论在幅度内决定")
        return answer(rules, Span(outcome.low, outcome.high), steps, [gap])
    fine = settled(rules, work, law, outcome)
    if fine != outcome.low:
        exact, kept = rounding.rounded(outcome.low, law.kind, rules.settings), f"法定幅度{bounds(work.span.low, work.span.high)}"
        inside = outcome.low >= work.span.low and (work.span.high is None or outcome.low <= work.span.high)
        why = "取整" if exact == fine else f"在{kept}内取整" if inside else f"超出{kept}，按界限"
        steps.append(Step(f"{plain(outcome.low)}元{why}为{plain(fine)}元", rules.settings["rounding"].get("note", "")))
    steps.append(Step(f"建议罚款{plain(fine)}元", "软件建议，由有权的人决定"))
    near = () if work.stated is not None else neighbours(rules, work, law)
    return Answer(fine, outcome.percent, work.span, tuple(steps), (), near, rules.reviewed, rules.id)


def settled(rules: Rules, work: Work, law: Provision, outcome: Outcome) -> Decimal:
    """Rounded, and inside the statutory range."""
    return rounding.clamped(rounding.rounded(outcome.low, law.kind, rules.settings), work.span)


def neighbours(rules: Rules, work: Work, law: Provision) -> tuple[Neighbour, ...]:
    """What would change the fine: each factor moved to the next lighter and the next heavier option."""
    found = []
    derive = FORMS[work.column.form].derive
    for factor in work.column.factors:
        ordered = sorted(factor.options, key=lambda option: weight(factor, option))
        at = ordered.index(work.chosen[factor.key])
        for option in (*ordered[max(at - 1, 0):at], *ordered[at + 1:at + 2]):
            outcome = derive(replace(work, chosen={**work.chosen, factor.key: option}))
            if outcome.gap is None and outcome.low == outcome.high:
                found.append(Neighbour(factor.key, factor.label, option.key, option.label, settled(rules, work, law, outcome)))
    return tuple(found)


def answer(rules: Rules, band: Span | None, steps: list[Step], gaps: list[Gap]) -> Answer:
    """An answer without a fine."""
    told = [Step(f"缺少：{gap.label}。{gap.say}") for gap in gaps]
    return Answer(None, None, band, (*steps, *told), tuple(gaps), (), rules.reviewed, rules.id)
