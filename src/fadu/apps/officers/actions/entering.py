"""Signing in: five wrong passwords close the account to tries for half an hour (GB/T 22239-2019 8.1.4.1 b)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fadu.apps.officers.models import Account
from fadu.apps.record.actions import enter
from fadu.core.refusal import Refusal
from fadu.events.accounts import SignedIn, SignInRefused

TRIES = 5
LOCKED = timedelta(minutes=30)
_WRONG = Refusal("工号或密码不对", "请重新输入；忘记密码请找系统管理员重置")


def sign_in(*, number: str, password: str, address: str, at: datetime) -> Account:
    """The account that number and password open. Raises Refusal, in words that don't tell whether the number exists."""
    with transaction.atomic():
        account = Account.objects.select_for_update(of=("self",)).select_related("person").filter(number=number).first()
        refusal = _examined(account, password, address, at)
        if refusal is None and account is not None:
            enter(SignedIn(subject=number, address=address), actor=number, at=at)
    # Raised outside, so that the count of failures is kept.
    if refusal is not None or account is None:
        raise refusal or _WRONG
    return account


def _examined(account: Account | None, password: str, address: str, at: datetime) -> Refusal | None:
    if account is None:
        make_password(password)  # as long as a real check, so that the time tells nothing
        return _WRONG
    if account.locked_until is not None and account.locked_until > at:
        return Refusal("连续输错密码，账号已锁定", "请 30 分钟后再试，或找系统管理员重置密码")
    left = account.person.left_on
    if account.check_password(password) and account.is_active and (left is None or left > at.date()):
        account.failures, account.locked_until, account.last_login = 0, None, at
        account.save(update_fields=["failures", "locked_until", "last_login"])
        return None
    account.failures += 1
    if account.failures >= TRIES:
        account.failures, account.locked_until = 0, at + LOCKED
    account.save(update_fields=["failures", "locked_until"])
    enter(SignInRefused(subject=account.number, address=address, locked=account.locked_until is not None), actor=account.number, at=at)
    return _WRONG
