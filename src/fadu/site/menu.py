"""The left menu, on one page: groups, labels, addresses, and the right that shows an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from fadu.apps.officers import queries as officers
from fadu.web import policy


@dataclass(frozen=True)
class Item:
    """An entry. `address` is the name of its route."""

    label: str
    address: str
    icon: str
    right: policy.Policy


MENU: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("工作台", (Item("今日", "desk:home", "home", policy.SIGNED_IN),)),
    ("年度报告", (
        Item("报告", "reports:report", "report", policy.READ_REPORT),
        Item("报告起草", "reports:drafts", "edit", policy.READ_REPORT),
        Item("指标", "reports:figures", "figures", policy.READ_FIGURES),
        Item("勾稽核对", "reports:checks", "check", policy.READ_FIGURES),
        Item("公文检查", "reports:lint", "edit", policy.LINT),
    )),
    ("台账", (
        Item("登记簿", "record:sheets", "ledger", policy.READ_LEDGER),
        Item("专项登记簿", "registers:registers", "ledger", policy.READ_LEDGER),
        Item("环评时限", "approvals:limits", "duty", policy.READ_LEDGER),
        Item("信访督办", "complaints:watch", "duty", policy.READ_LEDGER),
        Item("环境质量", "ambient:year", "air", policy.READ_LEDGER),
        Item("发现", "record:findings", "finding", policy.READ_LEDGER),
        Item("导入与导出", "exchange:imports", "exchange", policy.READ_LEDGER),
    )),
    ("检查", (
        Item("抽查计划", "inspections:year", "draw", policy.READ_LEDGER),
        Item("现场检查", "inspections:visits", "inspect", policy.READ_DRAWS),
        Item("整改与公示", "inspections:follow", "publish", policy.READ_LEDGER),
        Item("监管对象", "desk:facilities", "facility", policy.READ_LEDGER),
        Item("回避关系", "inspections:ties", "people", policy.STATE_RECUSAL),
        Item("重算抽取", "inspections:replay", "check", policy.SIGNED_IN),
    )),
    ("办案", (
        Item("案件", "cases:list", "case", policy.READ_CASE),
        Item("期限日历", "cases:calendar", "duty", policy.READ_CASE),
        Item("文书", "cases:catalogue", "report", policy.READ_CASE),
        Item("案卷评查", "cases:reviews", "check", policy.READ_CASE),
        Item("案卷档案", "cases:archive", "seal", policy.READ_CASE),
        Item("平台报送", "cases:outbox", "exchange", policy.READ_CASE),
        Item("案件统计", "cases:statistics", "figures", policy.READ_CASE),
        Item("本机关规则", "cases:rules", "rights", policy.READ_CASE),
    )),
    ("学法考试", (
        Item("我的学习", "learning:mine", "learn", policy.TAKE_EXAM),
        Item("学习与考试", "learning:office", "check", policy.READ_LEARNING),
    )),
    ("法律工具", (
        Item("查法", "desk:law", "law", policy.USE_LAW),
        Item("算期限", "desk:due", "duty", policy.USE_LAW),
        Item("新旧法适用", "desk:applies", "rights", policy.USE_LAW),
        Item("算裁量", "desk:fine", "edit", policy.USE_LAW),
    )),
    ("档案", (
        Item("封存记录", "record:entries", "seal", policy.READ_RECORD),
        Item("检查点与回执", "record:checkpoints", "lock", policy.READ_RECORD),
        Item("恢复演练", "record:drills", "undo", policy.READ_RECORD),
    )),
    ("系统", (
        Item("账号", "officers:accounts", "accounts", policy.READ_ACCOUNTS),
        Item("权限表", "desk:rights", "rights", policy.SIGNED_IN),
    )),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """The menu for who is signed in, and the bureau's name."""
    bureau_name = SimpleLazyObject(lambda: officers.unit("名称"))  # asked for only where a page shows it
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "bureau_name": bureau_name}
    return {"menu": _groups(user.roles, request.path), "bureau_name": bureau_name}


def _groups(roles: list[str], here: str) -> list[dict[str, Any]]:
    shown = [(label, [(item, reverse(item.address)) for item in items if item.right.allows(roles)]) for label, items in MENU]
    addresses = [address for _, items in shown for _, address in items if here == address or (address != "/" and here.startswith(address))]
    current = max(addresses, key=len, default="")
    return [
        {"label": label, "items": [{"label": i.label, "url": url, "icon": i.icon, "current": url == current} for i, url in items]}
        for label, items in shown
        if items
    ]
