"""The demo: an instance of its own, filled through the real actions, with accounts whose passwords are made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import as_file, files

from fadu.apps.exchange.actions import import_workbook
from fadu.apps.exchange.actions.importing import require_accepted
from fadu.apps.officers.actions.accounts import open_account

ACTOR = "示范"
YEARS = ("lanshan-2023.xlsx", "lanshan-2024.xlsx")
# Who may look at the demo in which office; the numbers are people of the sample.
OFFICES = (
    ("431127015", ("chief",), "主要负责人"),
    ("431127016", ("committee",), "案审委员"),
    ("431127013", ("reviewer",), "法制审核人员"),
    ("431127001", ("officer",), "执法人员"),
    ("431127017", ("clerk", "report_writer"), "内勤、报告撰写人"),
    ("431127018", ("system_admin",), "系统管理员"),
    ("431127019", ("security_admin",), "安全管理员"),
    ("431127020", ("audit_admin",), "审计管理员"),
)


@dataclass(frozen=True)
class Login:
    """One account of the demo and its one-time password."""

    number: str
    office: str
    password: str


def fill(at: datetime, tell: Callable[[str], None]) -> list[Login]:
    """Import the sample years and open the accounts; raises Refusal where the sample does not go in."""
    for place, name in enumerate(YEARS):
        with as_file(files("fadu.site.sample") / name) as path:
            # A year apart from each other only in time of sealing, so that the ledger shows two acts.
            outcome = import_workbook(path, actor=ACTOR, at=at + timedelta(seconds=place))
        require_accepted(outcome.plan)
        totals, findings = outcome.plan.report()["totals"], outcome.plan.report()["findings"]
        tell(f"{name}：新增 {totals['new']} 行，更正 {totals['changed']} 行，不变 {totals['unchanged']} 行，发现 {len(findings)} 条")
    return [
        Login(number, office, open_account(person_number=number, roles=list(roles), actor=ACTOR, at=at))
        for number, roles, office in OFFICES
    ]
