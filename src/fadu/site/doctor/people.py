"""People: no known password, no account of somebody who left, three administrators apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fadu.site.doctor.result import Check, Result, judged

_KNOWN = ("123456",)  # each costs a slow hash an account


def passwords(at: datetime) -> Result:
    """No account opens with its own number or with a word that everybody tries."""
    weak = [account.number for account in _active() if any(map(account.check_password, (account.number, *_KNOWN)))]
    said = f"{len(_active())} 个可用账号，没有默认密码" if _active() else "还没有账号；开通时生成随机的一次性密码"
    return judged("密码", "、".join(weak) and f"密码人人猜得到：{'、'.join(weak)}", said, "fadu account reset 工号")


def leavers(at: datetime) -> Result:
    """Nobody who left can come in."""
    gone = [account.number for account in _active() if account.person.left_on and account.person.left_on <= at.date()]
    wrong = f"已离职而账号未停用：{'、'.join(gone)}" if gone else ""
    return judged("离职人员", wrong, "没有离职人员的可用账号", "fadu account close 工号", "warn")


def administrators(at: datetime) -> Result:
    """System, security and audit administration are three people (GB/T 22239-2019 8.1.5)."""
    from fadu.web.policy import ADMINS, ROLES

    mixed = [account.number for account in _active() if set(account.roles) & ADMINS and len(account.roles) > 1]
    if mixed:
        return Result("管理员", "fail", f"管理岗位兼任其他岗位：{'、'.join(mixed)}", "请由安全管理员重新授予岗位")
    missing = [ROLES[role] for role in sorted(ADMINS) if not any(role in account.roles for account in _active())]
    return judged("管理员", "、".join(missing) and f"没有{'、'.join(missing)}", "三个管理岗位各有专人", "fadu account open 工号 --role …", "warn")


def addresses(at: datetime) -> Result:
    """Beyond this machine, pages go over TLS only."""
    from django.conf import settings

    outside = [host for host in settings.ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1", "[::1]")]
    plain = f"{'、'.join(outside)} 可用明文访问" if outside and not settings.HTTPS else ""
    said = "只在本机可用" if not outside else f"{'、'.join(outside)} 经 TLS 访问"
    return judged("访问地址", plain, said, "请在代理上启用 TLS 并设 FADU_HTTPS=1")


def _active() -> list[Any]:
    from fadu.apps.officers.models import Account

    return list(Account.objects.filter(is_active=True).select_related("person").order_by("number"))


ALWAYS: tuple[Check, ...] = ()
WITH_DATA: tuple[Check, ...] = (passwords, leavers, administrators, addresses)
