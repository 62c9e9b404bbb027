"""The checks behind the rows of `dengbao.csv`: each looks at the running installation and says what it saw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from fadu.site.doctor import database, ledger, machine, people
from fadu.site.doctor.result import Check, Seen


def _judged(holds: Any, said: str, otherwise: str = "") -> Seen:
    return ("pass", said) if holds else ("fail", otherwise or said)


def _as_row(check: Check) -> Callable[[datetime], Seen]:
    """A check of the self-check as a row: a reminder is not yet met."""

    def row(at: datetime) -> Seen:
        result = check(at)
        return _judged(result.state == "ok", result.said)

    return row


def identity(at: datetime) -> Seen:
    """One number, one person, kept by the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "officers_account").values()
    unique = {tuple(constraint["columns"]) for constraint in found if constraint["unique"]}
    return _judged({("number",), ("person_id",)} <= unique, "数据库保证工号唯一、一人一个账号", "数据库里没有唯一约束")


def complexity(at: datetime) -> Seen:
    """Weak passwords are tried; GB/T 22239 also wants several kinds of characters."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    taken = []
    for word in ("12345678", "password123", "1234567890", "qwertyuiop", "chunfenghuayu"):
        try:
            validate_password(word)
        except ValidationError:
            continue
        taken.append(word)
    return _judged(not taken, "试过的弱口令都不收", f"“{taken[-1]}”这样只有一种字符的口令也收" if taken else "")


def lockout(at: datetime) -> Seen:
    """How many tries, and for how long."""
    from fadu.apps.officers.actions import entering

    holds = entering.TRIES <= 5 and timedelta(minutes=30) <= entering.LOCKED
    return _judged(holds, f"连续 {entering.TRIES} 次失败，锁定 {int(entering.LOCKED.total_seconds() // 60)} 分钟")


def idle(at: datetime) -> Seen:
    """How long a session lasts without use."""
    from django.conf import settings

    holds = settings.SESSION_COOKIE_AGE <= 1800 and settings.SESSION_SAVE_EVERY_REQUEST and settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    return _judged(holds, f"空闲 {settings.SESSION_COOKIE_AGE // 60} 分钟退出；没有绝对时限")


def routes(at: datetime) -> Seen:
    """Every address has a policy of the one table."""
    from django.urls import URLResolver, get_resolver

    from fadu.web.policy import POLICIES

    waiting, found = [get_resolver()], []
    while waiting:
        for pattern in waiting.pop().url_patterns:
            if isinstance(pattern, URLResolver):
                waiting.append(pattern)
            else:
                found.append(pattern)
    bare = [str(pattern.pattern) for pattern in found if getattr(pattern.callback, "policy", None) not in POLICIES]
    return _judged(not bare, f"{len(found)} 个地址各绑定一项权限", f"没有绑定权限：{'、'.join(bare)}")


def granting(at: datetime) -> Seen:
    """Only the security administrator grants offices."""
    from fadu.web.policy import GRANT_ROLES

    return _judged(GRANT_ROLES.roles == frozenset({"security_admin"}), "只有安全管理员能授予岗位，每次封存")


def columns(at: datetime) -> Seen:
    """What a sealed act says."""
    from fadu.apps.record.models import Entry

    wanted = {"at", "actor", "event", "subject", "source", "before", "after"}
    held = wanted <= {field.name for field in Entry._meta.get_fields()}
    return _judged(held, "时间、经办、行为、对象、来源、前后内容都在封存之内；失败的登录另成一类")


def kept(at: datetime) -> Seen:
    """The first act is still there, and nothing can remove it."""
    from fadu.apps.record.models import Entry

    first = Entry.objects.order_by("index").values_list("index", "at").first()
    if first is None:
        return "pass", "档案还是空的；没有清除档案的功能"
    return _judged(first[0] == 0, f"从 {first[1]:%Y-%m-%d} 的第 0 条起都在；没有清除档案的功能", f"最早的一条是第 {first[0]} 条")


def clock(at: datetime) -> Seen:
    """A clock that went back is seen; how far it is off can't be told from inside."""
    result = machine.clock(at)
    return ("fail", result.said) if result.state != "ok" else ("not_checked", "没有回拨；与标准时间的偏差无法离线核对")


def components(at: datetime) -> Seen:
    """Nothing is installed beside what Fadu needs."""
    import re
    from importlib import metadata

    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name)[0]).lower()

    needed, waiting = {"pip", "setuptools", "wheel"}, ["fadu"]
    installed = {plain(str(found.metadata["Name"])): found for found in metadata.distributions()}
    while waiting:
        name = waiting.pop()
        if name not in needed and name in installed:
            waiting.extend(map(plain, installed[name].requires or ()))
        needed.add(name)
    extra = sorted(set(installed) - needed)
    return _judged(not extra, f"{len(installed)} 个组件都是需要的", f"多装了 {len(extra)} 个，例如 {'、'.join(extra[:3])}")


def transit(at: datetime) -> Seen:
    """Over the network only by TLS."""
    from django.conf import settings

    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        return "not_applicable", "只在本机可用，不经网络传输"
    return _judged(settings.HTTPS, "经 TLS 访问", "可用明文访问")


def encrypted(at: datetime) -> Seen:
    """Passwords slow to guess; nothing in the vault lies plain."""
    from django.conf import settings

    from fadu.apps.record.models import VaultValue
    from fadu.core.ledger.envelope import Envelope

    values = 0
    for text in VaultValue.objects.values_list("sealed", flat=True).iterator(chunk_size=2000):
        Envelope.read(text)
        values += 1
    return _judged("Argon2" in settings.PASSWORD_HASHERS[0], f"口令用 Argon2；保密库 {values} 个值都已加密")


def erased(at: datetime) -> Seen:
    """No key of an erased value is left."""
    from fadu.apps.record import vault

    wrong = list(vault.faults())
    return _judged(not wrong, f"已抹除 {len(vault.erased())} 个值，密钥都已销毁", "；".join(reason for _, reason in wrong[:3]))


def purposes(at: datetime) -> Seen:
    """Each personal field says what it is needed for."""
    from fadu.apps.record import vault

    return _judged(all(purpose for _, purpose in vault.FIELDS.values()), f"{len(vault.FIELDS)} 个保密字段各有用途，其他的不收")


def unmask(at: datetime) -> Seen:
    """Who asks does not approve."""
    from fadu.web.policy import APPROVE_UNMASK, ASK_UNMASK

    apart = not (APPROVE_UNMASK.roles or frozenset()) & (ASK_UNMASK.roles or frozenset())
    return _judged(apart, "申请查看和批准查看是不同的岗位，本人不能批准自己")


def auditing(at: datetime) -> Seen:
    """The audit administrator reads and signs, and changes nothing."""
    from fadu.web.policy import POLICIES

    rights = [policy for policy in POLICIES if policy.roles and "audit_admin" in policy.roles]
    others = [policy.label for policy in rights if not policy.name.startswith("read_") and policy.name not in ("signed_in", "sign_checkpoint")]
    return _judged(not others, f"{len(rights)} 项权限，都是查看和签署检查点", f"还能：{'、'.join(others)}")


def signed(at: datetime) -> Seen:
    """At least one checkpoint, and all signatures hold."""
    from fadu.apps.record.verifying.signatures import check_signatures

    found = check_signatures()
    wrong = found.faults[0].reason if found.faults else "还没有签名检查点"
    return _judged(found.held and not found.faults, f"{len(found.held)} 个签名检查点有效", wrong)


def limits(at: datetime) -> Seen:
    """Sizes are bounded; rates are not."""
    from django.conf import settings

    return "fail", f"请求不超过 {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB、工作簿和证据另有上限；没有频率和查询成本的上限"


def baseline(at: datetime) -> Seen:
    """This table."""
    return "pass", "本表就是基线，可用 --json 存档比对"


CHECKS: dict[str, Callable[[datetime], Seen]] = {
    "identity": identity, "complexity": complexity, "lockout": lockout, "idle": idle, "remote": transit, "routes": routes,
    "defaults": _as_row(people.passwords), "leavers": _as_row(people.leavers), "separation": _as_row(people.administrators),
    "granting": granting, "columns": columns, "triggers": _as_row(database.triggers), "kept": kept, "clock": clock, "components": components,
    "transit": transit, "stored": _as_row(ledger.checkpoint), "encrypted": encrypted, "backup": _as_row(ledger.backups), "erased": erased,
    "purposes": purposes, "unmask": unmask, "auditing": auditing, "signed": signed, "durability": _as_row(database.durability),
    "limits": limits, "baseline": baseline,
}
