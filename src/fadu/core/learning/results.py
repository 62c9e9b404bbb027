"""Result sheets of 如法网 and others: who studied, who sat, with which score. Columns go by many names; people are matched, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fadu.core.learning import grid
from fadu.core.learning.grid import LineProblem, Lines
from fadu.core.refusal import Refusal
from fadu.core.workbook.schema import Kind, Sheet, code, key, number, yes_no

__all__ = ["SHEET", "Known", "Result", "read"]

SHEET = Sheet(
    "学法考试成绩", "learning", "成绩",
    (
        key("姓名", "name", Kind.TEXT), code("工号", "number"), yes_no("参学", "studied"), yes_no("参考", "sat"),
        number("成绩", "score", Kind.DECIMAL, high=1000), yes_no("合格", "passed"), number("学时", "hours", Kind.DECIMAL, high=10000),
    ),
    title="name",
)
_OTHER_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("学员姓名", "用户姓名", "人员姓名", "真实姓名"), "姓名"),
    **dict.fromkeys(("人员工号", "账号", "用户名", "学员编号", "人员编号"), "工号"),
    **dict.fromkeys(("是否参学", "参学(是/否)", "学习状态", "是否完成学习", "学习完成情况", "参学情况"), "参学"),
    **dict.fromkeys(("是否参考", "参考(是/否)", "考试状态", "是否考试", "参考情况"), "参考"),
    **dict.fromkeys(("分数", "得分", "考试成绩", "最高分", "考试分数"), "成绩"),
    **dict.fromkeys(("是否合格", "合格(是/否)", "是否通过", "考试结果", "合格情况"), "合格"),
    **dict.fromkeys(("累计学时", "获得学时", "完成学时"), "学时"),
}
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("已完成", "完成", "已学", "已参学", "已考", "已参考", "参考", "参学", "合格", "通过", "已通过", "√", "优秀"), "是"),
    **dict.fromkeys(("未完成", "未学", "未参学", "未考", "未参考", "缺考", "不合格", "未通过", "不通过", "×", "未参加"), "否"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in post on the day of the results."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """One person's result; None where the sheet does not say."""

    line: int
    number: str
    name: str
    studied: bool | None
    sat: bool | None
    score: Decimal | None
    passed: bool | None
    hours: Decimal | None


def read(lines: Lines, people: Sequence[Known], pass_mark: Decimal | None = None) -> tuple[list[Result], list[LineProblem]]:
    """The results of a sheet, each matched to somebody in post, and what is wrong with the other lines.

    `pass_mark` decides who passed where the sheet gives a score and no verdict; without it the verdict stays unknown. Raises Unreadable.
    """
    rows, problems = grid.read(lines, SHEET, other_names=_OTHER_NAMES, words=_WORDS)
    results: list[Result] = []
    seen: dict[str, int] = {}
    for line, values in rows:
        try:
            person = _match(values["name"], values.get("number") or "", people)
            first = seen.setdefault(person.number, line)
            if first != line:
                raise Refusal(f"{person.name}（{person.number}）与第 {first} 行重复", "一人只留一行；几次考试的取最终一次")
            results.append(_result(line, person, values, pass_mark))
        except Refusal as refusal:
            problems.append(LineProblem(line, refusal.reason, refusal.mend))
    return results, sorted(problems, key=lambda problem: problem.line)


def _match(name: str, number: str, people: Sequence[Known]) -> Known:
    plain = "".join(name.split())
    if number:
        found = next((each for each in people if each.number == number), None)
        if found is None:
            raise Refusal(f"当日在职的人员里没有工号 {number}（{name}）", "请核对工号；离职、未登记的人员不能记成绩")
        if "".join(found.name.split()) != plain:
            raise Refusal(f"工号 {number} 登记的姓名是{found.name}，这里写的是{name}", "请核对工号和姓名")
        return found
    same = [each for each in people if "".join(each.name.split()) == plain]
    if not same:
        raise Refusal(f"当日在职的人员里没有{name}", "请核对姓名，或先在“人员”里登记")
    if len(same) > 1:
        raise Refusal(f"有 {len(same)} 人叫{name}（{'、'.join(each.number for each in same)}）", "请在表里加“工号”一列写明是哪一位")
    return same[0]


def _result(line: int, person: Known, values: Mapping[str, object], pass_mark: Decimal | None) -> Result:
    studied, sat, passed = (_flag(values.get(field)) for field in ("studied", "sat", "passed"))
    score, hours = (value if isinstance(value := values.get(field), Decimal) else None for field in ("score", "hours"))
    if studied is None and sat is None and score is None and passed is None and hours is None:
        raise Refusal(f"{person.name}一项结果也没有", "请填写参学、参考、成绩中的至少一项，或者删去这一行")
    if sat is False and (score or passed):
        raise Refusal(f"{person.name}没有参考，却有成绩或者合格", "请核对“参考”和“成绩”")
    if sat is False:
        score = passed = None  # platforms print 0 and 不合格 for who was absent
    if score is not None and sat is None:
        sat = True
    if passed is not None and sat is None:
        raise Refusal(f"{person.name}写了是否合格，没有写是否参考", "请补填“参考”或“成绩”")
    if score is not None and pass_mark is not None:
        reached = score >= pass_mark
        if passed is not None and passed != reached:
            raise Refusal(f"{person.name}成绩 {score:f}，合格分 {pass_mark:f}，表里写的是{'合格' if passed else '不合格'}", "请核对成绩、合格分")
        passed = reached
    return Result(line, person.number, person.name, studied, sat, score, passed, hours)


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
