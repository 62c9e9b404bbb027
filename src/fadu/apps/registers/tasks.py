"""Plan and execution: the tasks under each yearly plan, how many are done, which are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.apps.registers.models import Fact

_PLANS = ("规划", "年度计划", "实施方案")


@dataclass(frozen=True)
class Task:
    """A task of a plan. `state`: 已完成, 超期, 未到期, or 没有时限."""

    uid: str
    number: str
    title: str
    section: str
    due: date | None
    done: date | None
    state: str


@dataclass(frozen=True)
class Plan:
    """A plan with its tasks in the order of their deadlines."""

    uid: str
    number: str
    title: str
    issued: date
    tasks: Sequence[Task]

    @property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(task.done is not None for task in self.tasks)

    @property
    def over(self) -> int:
        """How many are overdue."""
        return sum(task.state == "超期" for task in self.tasks)


def plans(today: date) -> tuple[list[Plan], list[Task]]:
    """Plans, latest first, each with its tasks; and the tasks under no plan. Two queries."""
    by_plan: dict[str, list[Task]] = {}
    for row in Fact.standing.filter(register="法治任务分解").order_by("day", "number"):
        by_plan.setdefault(row.values.get("plan") or "", []).append(_task(row, today))
    rows = Fact.standing.filter(register="法治文件", kind__in=_PLANS).order_by("-day", "number")
    found = [Plan(str(row.uid), row.number, row.values["title"], row.day, sorted(by_plan.pop(row.number, []), key=_by_deadline)) for row in rows]
    # What names a document of another kind, or a plan that was withdrawn, is under no plan.
    return found, [task for some in by_plan.values() for task in some]


def _by_deadline(task: Task) -> tuple[date, str]:
    return task.due or date.max, task.number


def _task(row: Fact, today: date) -> Task:
    due, done = (date.fromisoformat(text) if (text := row.values.get(field)) else None for field in ("due_on", "done_on"))
    state = "已完成" if done else "没有时限" if due is None else "超期" if due < today else "未到期"
    return Task(str(row.uid), row.number, row.values["task"], row.values["section"], due, done, state)
