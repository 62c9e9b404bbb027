"""Accounts: the way in for a person of the register. No person, no account; nobody shares one."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from fadu.apps.officers.models.people import Person


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by 工号; they are made by actions only."""


class Account(AbstractBaseUser):
    """`number` is the person's 工号. `roles` are keys of `fadu.web.policy.ROLES`."""

    number = models.CharField("工号", max_length=40, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+", verbose_name="人员")
    roles = models.JSONField("岗位", default=list)
    is_active = models.BooleanField("可用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    password_set_at = models.DateTimeField("设定密码时间")
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    locked_until = models.DateTimeField("锁定至", null=True)

    USERNAME_FIELD = "number"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    @property
    def label(self) -> str:
        """Name and number, as the top bar shows them."""
        return f"{self.person.name}（{self.number}）"
