"""Declare a register of the bureau's own: checked, kept, sealed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fadu.apps.record import registry
from fadu.apps.record.actions import enter
from fadu.apps.registers.models import OwnRegister
from fadu.core.refusal import Refusal
from fadu.core.registers import DECLARED, Register
from fadu.core.registers.own import Own, make
from fadu.events.registers import RegisterDeclared


def declare_register(own: Own, *, actor: str, at: datetime) -> Register:
    """Keep a declaration. Raises Refusal where it can't work, or a register of that name stands already."""
    with transaction.atomic():
        code = f"own{OwnRegister.objects.count() + 1}"
        register = make(code, own)
        if registry.table(own.name) or code in DECLARED:
            raise Refusal(f"已经有名为“{own.name}”的登记簿", "请换一个名称，或直接使用那个登记簿")
        OwnRegister.objects.create(code=code, name=own.name, declaration=own.plain(), declared_by=actor, declared_at=at)
        enter(RegisterDeclared(subject=code, name=own.name, declaration=own.plain()), actor=actor, at=at)
    return register
