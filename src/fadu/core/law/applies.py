"""Which law applies to an act: the old one, the new one, or none (从旧兼从轻, 生态环境法典 1057, 行政处罚法 37).

    answer = applies.decide(cases.read(raw))
    answer.choice     # old | new | not_punishable | ask

"Old" is the rule in force when the act ended, "new" the one in force when the case is decided. Where a fact that the answer
needs is not known, or the law itself leaves a question, the answer is `ask` and `missing` names it. Each step says on what
it rests. The rules R0–R8 are those of `rules.py`; this module decides nothing that they do not say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Literal

from fadu.core.law import rules, statutes
from fadu.core.law.cases import FLAGS, Case
from fadu.core.law.citations import cite
from fadu.core.law.governing import Governing, Weighed, governing, recorded, weigh, which_group
from fadu.core.law.provisions import Catalogue, Money, Provision, catalogue
from fadu.core.law.sources import label
from fadu.core.law.tiers import Comparison, Unsettled, compare, heavier
from fadu.core.pack import UNREVIEWED

__all__ = ["Answer", "Choice", "Step", "decide"]

Choice = Literal["old", "new", "not_punishable", "ask"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning, and the article, rule or provision that it rests on."""

    text: str
    basis: str

    def __str__(self) -> str:
        return self.text if not self.basis or self.basis in self.text else f"{self.text}〔{self.basis}〕"


@dataclass(frozen=True, slots=True)
class Answer:
    """The law that applies. `fine` and `person_fine` in yuan, least and most (0–0: no fine, order to correct only); `rule` is
    the one of R0–R8 that decided, None where facts are missing; `missing` holds keys of facts, or a question for review."""

    choice: Choice
    provision: Provision | None
    fine: Money | None
    person_fine: Money | None
    rule: str | None
    steps: tuple[Step, ...]
    missing: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The shape that `fadu applies --json` prints."""
        return {
            "choice": self.choice,
            "statute": self.provision.statute if self.provision else None,
            "penalty_article": self.provision.penalty if self.provision else None,
            "fine": _range(self.fine),
            "person_fine": _range(self.person_fine),
            "rule": self.rule,
            "steps": [str(step) for step in self.steps],
            "missing": list(self.missing),
        }


def decide(case: Case, known: Catalogue | None = None, book: statutes.Book | None = None) -> Answer:
    """The answer for a case; `known` and `book` are another edition of the packs.

    Facts about severity and refusal that are not known are asked for only where they change the answer.
    """
    laws = _Laws(case, known or catalogue(), book or statutes.book())
    if case.ended is None or case.decided is None:
        needed = {"conduct.to": case.ended, "decision_date": case.decided}
        return laws.ask(tuple(name for name, value in needed.items() if value is None), "须查明行为终了之日和决定之日")
    open_flags = [name for name in FLAGS if getattr(case.facts, name) is None]
    worlds = {}
    for values in product((False, True), repeat=len(open_flags)):
        guess = dict(zip(open_flags, values, strict=True))
        facts = replace(case.facts, severe=guess.get("severe", case.facts.severe), refused=guess.get("refused", case.facts.refused))
        worlds[values] = _Laws(replace(case, facts=facts), laws.known, laws.book).answer(case.ended, case.decided)
    first = next(iter(worlds.values()))
    turning = tuple(name for index, name in enumerate(open_flags) if _turns(worlds, index))
    if not turning:
        idle = "、".join(label("fact", name) for name in open_flags)
        return replace(first, steps=(*first.steps, Step(f"未给出：{idle}；不影响结论", ""))) if idle else first
    shared = set.intersection(*(set(answer.missing) for answer in worlds.values()))
    missing = (*turning, *(name for name in first.missing if name in shared))
    return laws.ask(missing, f"须查明：{'、'.join(label('fact', name) for name in turning)}；结论取决于此")


def _turns(worlds: dict[tuple[bool, ...], Answer], index: int) -> bool:
    """Whether one open flag changes the answer, the others staying as they are."""
    for values, answer in worlds.items():
        other = worlds[(*values[:index], not values[index], *values[index + 1 :])]
        if _result(answer) != _result(other):
            return True
    return False


def _result(answer: Answer) -> tuple[object, ...]:
    return answer.choice, answer.provision, answer.fine, answer.person_fine, answer.missing


class _Laws:
    """The reasoning about one case whose dates are known."""

    def __init__(self, case: Case, known: Catalogue, book: statutes.Book) -> None:
        self.case, self.known, self.book = case, known, book
        self.violation = known.violations[case.violation]
        self.provisions = known.provisions[case.violation]
        self.steps: list[Step] = []

    def answer(self, ended: date, decided: date) -> Answer:
        case = self.case
        self.say(f"“{self.violation.name}”：行为自 {case.began} 至 {ended}，{decided} 作出决定", "")
        if case.facts.unread:
            self.say(f"未用到的事实：{'、'.join(case.facts.unread)}", "")
        try:
            then = governing(self.provisions, case.facts, ended)
            if then is None:
                return self.unfined(ended)
            now = governing(self.provisions, case.facts, decided)
            if now is None:
                live = [provision for provision in self.provisions if provision.on(decided)]
                if live:  # rules for other groups only: that this one is free is not known
                    raise which_group(live)
                self.say(f"决定之日（{decided}）有效的规定对该行为不再处罚", _rests("R2"))
                return self.close("not_punishable", None, "R2")
            if now.provision is then.provision:
                return self.one_rule(now, ended, decided)
            return self.two_rules(then, now, ended, decided)
        except Unsettled as stop:
            return self.ask(stop.missing, stop.question)

    def unfined(self, ended: date) -> Answer:
        """No rule when the act ended."""
        if not recorded(self.provisions, self.violation.verdict, self.case.facts, ended, self.book):
            raise Unsettled(question=f"目录没有 {ended} 有效的罚则，而当时另有旧版本或前身法律，须查明其规定")
        self.say(f"行为终了之日（{ended}）没有罚款规定；同一事实是否构成其他违法行为，另行核对", _rests("R4"))
        return self.close("not_punishable", None, "R4")

    def one_rule(self, rules_now: Governing, ended: date, decided: date) -> Answer:
        """The same rule was in force when the act ended and when the case is decided."""
        one = self.higher("行为终了之日和决定之日均有效", weigh(rules_now, self.case.facts))
        if one.provision.begins > self.case.began:
            self.say("行为持续到该规定施行之后；如为各自独立的几个行为，应分别判断", _rests("R3"))
            return self.close("new", one, "R3")
        later = [provision for provision in self.provisions if provision.begins > decided and provision.lane == "primary"]
        if later:
            self.say(f"{later[0].citation}自 {later[0].begins} 起施行，决定之日尚未施行", _rests("R0"))
            return self.close("old", one, "R0")
        if ended >= rules.switch("code").begins:
            self.say("行为在法典施行之日或之后终了，适用现行规定", _rests("R3"))
            return self.close("new", one, "R3")
        self.say("行为已经终了，规定未变", _rests("R1"))
        return self.close("old", one, "R1")

    def two_rules(self, then: Governing, now: Governing, ended: date, decided: date) -> Answer:
        """The rule changed between the end of the act and the decision: the lighter one, else the old one."""
        olds = weigh(then, self.case.facts)
        heaviest = self.higher(f"行为终了之日（{ended}）有效", olds)
        new = self.higher(f"决定之日（{decided}）有效", weigh(now, self.case.facts))
        besides = frozenset(code for one in now.subordinates for code in one.sanctions)
        if now.subordinates:
            self.say(f"{'、'.join(one.citation for one in now.subordinates)}仍有效，与上位法不一致的以上位法为准", _rests("R7"))
        compared = [self.compared(new, old, besides) for old in olds]
        if len({one.lighter for one in compared}) > 1:
            raise Unsettled(question="同一行为违反数个规定：择高（第1055条）与从轻（第1057条）结论相反，请法制审核确定以何者为旧法")
        if compared[0].lighter is None:
            raise Unsettled(question=f"处罚种类轻重互见（{compared[0].reason}），请法制审核确定何者较轻")
        if compared[0].lighter:
            self.say("新法对本案事实较轻，适用新法", _rests("R2"))
            return self.close("new", new, "R2")
        self.say("新法不较轻，行为适用旧法，旧法已废止的也适用", _rests("R1"))
        return self.close("old", heaviest, "R1")

    def compared(self, new: Weighed, old: Weighed, besides: frozenset[str]) -> Comparison:
        found = compare((new.provision, new.tier), (old.provision, old.tier), self.violation.verdict, besides)
        self.say(found.reason, _rests("R5"))
        return found

    def higher(self, when: str, found: Sequence[Weighed]) -> Weighed:
        """The heaviest of rules that one act breaks together."""
        heaviest = found[0]
        for one in found:
            self.weighed(when, one)
            if heavier(one.tier, heaviest.tier):
                heaviest = one
        if len(found) > 1:
            self.say(f"同一行为违反数个应当罚款的规定，以罚款较高的{heaviest.provision.citation}为准", cite("行政处罚法 29"))
        return heaviest

    def weighed(self, when: str, one: Weighed) -> None:
        self.say(f"{when}：{one.provision.citation}，{one.tier.words}", one.provision.citation)
        if one.provision.note:
            self.say(f"该规定的说明：{one.provision.note}", one.provision.citation)
        if not one.provision.text:
            self.say("该规定凭记忆录入，引用前须核对原文", one.provision.citation)

    def close(self, choice: Choice, chosen: Weighed | None, rule: str) -> Answer:
        if chosen and chosen.tier.at_least:
            raise Unsettled(("units",), f"罚款按{label('per', chosen.provision.fine.per)}计，须查明数量")
        if chosen and chosen.provision.optional:
            self.say("该规定为“可以”处罚款，可以不罚款", chosen.provision.citation)
        self.remarks()
        if chosen is None:
            return Answer(choice, None, None, None, rule, tuple(self.steps))
        return Answer(choice, chosen.provision, chosen.tier.fine, chosen.tier.person, rule, tuple(self.steps))

    def ask(self, missing: tuple[str, ...], question: str = "") -> Answer:
        """Stop: facts to find, or a question for legal review."""
        named = "、".join(f"{name}（{label('fact', name)}）" for name in missing)
        self.say(question or f"缺少事实：{named}", "" if missing else _rests("R8"))
        self.remarks()
        return Answer("ask", None, None, None, None if missing else "R8", tuple(self.steps), missing or (f"提请法制审核：{question}",))

    def remarks(self) -> None:
        violation = self.violation
        compared = "。".join(filter(None, (label("verdict", violation.verdict), violation.comparison)))
        self.say(f"目录的比较（一般情形）：{compared}", "违法行为目录")
        if violation.hint:
            self.say(f"选用本条目前核对：{violation.hint}", "违法行为目录")
        if not self.known.reviewed:
            self.say(UNREVIEWED, "、".join(f"{one.name}（{one.version}）" for one in self.known.packs))

    def say(self, text: str, basis: str) -> None:
        self.steps.append(Step(text, basis))


def _rests(id: str) -> str:
    rule = rules.rule(id)
    return f"{rule.id}（{rule.basis}{'，推断' if rule.inferred else ''}）"


def _range(money: Money | None) -> dict[str, int | float] | None:
    return None if money is None else {"min": _number(money[0]), "max": _number(money[1])}


def _number(amount: Decimal) -> int | float:
    """Yuan as JSON has it: whole where it is whole, else to the fen."""
    return int(amount) if amount == amount.to_integral_value() else float(round(amount, 2))
