"""Open and close accounts, grant roles, set passwords. Passwords are made here, shown once, and never stored or sealed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from fadu.apps.officers.models import Account, Person
from fadu.apps.record.actions import enter
from fadu.core.refusal import Refusal
from fadu.events.accounts import AccountClosed, AccountOpened, PasswordChanged, PasswordReset, RolesGranted
from fadu.web.policy import ADMINS, ROLES

# Letters and digits that can't be taken for each other on paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 14
SEPARATION = "GB/T 22239-2019 8.1.5"


def open_account(*, person_number: str, roles: Iterable[str], actor: str, at: datetime) -> str:
    """Open an account for a person of the register; returns the one-time password. Raises Refusal."""
    wanted = _checked(roles)
    with transaction.atomic():
        person = Person.objects.filter(number=person_number).first()
        if person is None:
            raise Refusal(f"人员登记里没有工号 {person_number}", "请先导入或登记该人员")
        if person.left_on is not None and person.left_on <= at.date():
            raise Refusal(f"{person.name}（{person_number}）已于 {person.left_on} 离职", "离职人员不能开通账号")
        if Account.objects.filter(number=person_number).exists():
            raise Refusal(f"工号 {person_number} 已有账号", "忘记密码请用重置密码")
        password = _new_password()
        account = Account(number=person_number, person=person, roles=wanted, password_set_at=at)
        account.set_password(password)
        account.save()
        enter(AccountOpened(subject=person_number, roles=tuple(wanted)), actor=actor, at=at)
    return password


def grant_roles(*, person_number: str, roles: Iterable[str], actor: str, at: datetime) -> None:
    """Replace the roles of an account. Raises Refusal; nobody grants roles to themselves."""
    wanted = _checked(roles)
    if actor == person_number:
        raise Refusal("不能给自己授予岗位", "请由另一名安全管理员办理", SEPARATION)
    with transaction.atomic():
        account = _account(person_number)
        before, account.roles = tuple(account.roles), wanted
        account.save(update_fields=["roles"])
        enter(RolesGranted(subject=person_number, roles=tuple(wanted), roles_before=before), actor=actor, at=at)


def reset_password(*, person_number: str, actor: str, at: datetime) -> str:
    """Make a new one-time password and unlock the account; returns the password."""
    with transaction.atomic():
        account = _account(person_number)
        password = _new_password()
        account.set_password(password)
        account.must_change_password, account.password_set_at = True, at
        account.failures, account.locked_until, account.is_active = 0, None, True
        account.save()
        enter(PasswordReset(subject=person_number), actor=actor, at=at)
    return password


def change_password(*, person_number: str, old: str, new: str, at: datetime) -> None:
    """Set one's own password. Raises Refusal where the old one is wrong or the new one is weak."""
    with transaction.atomic():
        account = _account(person_number)
        if not account.check_password(old):
            raise Refusal("原密码不对", "请重新输入；忘记了请找系统管理员重置")
        if account.check_password(new):
            raise Refusal("新密码与原密码相同", "请换一个")
        try:
            validate_password(new, account)
        except ValidationError as weak:
            raise Refusal("新密码不合要求：" + "".join(weak.messages), "请换一个不少于 10 位、不全是数字、不常见的密码") from weak
        account.set_password(new)
        account.must_change_password, account.password_set_at = False, at
        account.save()
        enter(PasswordChanged(subject=person_number), actor=person_number, at=at)


def close_account(*, person_number: str, actor: str, at: datetime) -> None:
    """Let nobody in through this account any more; its acts stay."""
    if actor == person_number:
        raise Refusal("不能停用自己的账号", "请由另一名系统管理员办理")
    with transaction.atomic():
        account = _account(person_number)
        account.is_active = False
        account.save(update_fields=["is_active"])
        enter(AccountClosed(subject=person_number), actor=actor, at=at)


def _account(number: str) -> Account:
    account = Account.objects.select_for_update(of=("self",)).select_related("person").filter(number=number).first()
    if account is None:
        raise Refusal(f"工号 {number} 没有账号", "请先开通")
    return account


def _checked(roles: Iterable[str]) -> list[str]:
    wanted = [role for role in ROLES if role in set(roles)]
    unknown = set(roles) - set(ROLES)
    if unknown or not wanted:
        raise Refusal("没有选择岗位" if not unknown else f"没有“{'、'.join(sorted(unknown))}”这个岗位", f"可选：{'、'.join(ROLES)}")
    if set(wanted) & ADMINS and len(wanted) > 1:
        raise Refusal("系统、安全、审计管理员各由一人专任，不兼其他岗位", "请为每个管理岗位指定不同的人", SEPARATION)
    return wanted


def _new_password() -> str:
    while True:
        password = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        if any(c.isdigit() for c in password) and any(c.islower() for c in password) and any(c.isupper() for c in password):
            return password
