"""Declare a register of the bureau's own, add to it, close it: checked, kept, sealed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from fadu.apps.record import registry
from fadu.apps.record.actions import enter
from fadu.apps.registers.models import Fact, OwnRegister
from fadu.core.refusal import Refusal
from fadu.core.registers import DECLARED, Register
from fadu.core.registers.own import Own, OwnColumn, closed, extended, make, read
from fadu.events.registers import RegisterAltered, RegisterClosed, RegisterDeclared


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


def alter_register(
    name: str, more: Sequence[OwnColumn], *, keeper: str, evidence: str, every: str, reason: str, actor: str, at: datetime
) -> Register:
    """Add columns, change keeper, evidence or rhythm. Raises Refusal where old rows would lose their meaning, or nothing is altered."""
    day = at.date()
    return _change(name, lambda own: extended(own, more, keeper=keeper, evidence=evidence, every=every, on=day), RegisterAltered, reason, actor, at)


def close_register(name: str, *, reason: str, actor: str, at: datetime) -> Register:
    """Take nothing dated later than today any more. Raises Refusal where it is closed, or has rows of later days."""
    day = at.date()
    if later := Fact.standing.filter(register=name, day__gt=day).order_by("day").first():
        raise Refusal(f"{later.number} 的日期 {later.day} 晚于今天", "请先更正或者作废这一行，再停用")
    return _change(name, lambda own: closed(own, day), RegisterClosed, reason, actor, at)


def _change(
    name: str, change: Callable[[Own], Own], event: type[RegisterAltered], reason: str, actor: str, at: datetime
) -> Register:
    if not reason.strip():
        raise Refusal("没有写理由", "请写明为什么变更，理由随同封存")
    with transaction.atomic():
        kept = OwnRegister.objects.select_for_update().filter(name=name).first()
        if kept is None:
            raise Refusal(f"“{name}”不是本单位自设的登记簿", "只有自设的登记簿可以在页面上变更")
        own = change(read(kept.declaration))
        register = make(kept.code, own)
        kept.declaration = own.plain()
        kept.save(update_fields=["declaration"])
        enter(event(subject=kept.code, name=name, declaration=kept.declaration, reason=reason.strip()[:200]), actor=actor, at=at)
    return register
