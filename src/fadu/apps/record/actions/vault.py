"""Keep personal particulars apart from the record, show them to one person for a purpose that a second one agreed to, erase them.

The acts are sealed with commitments; the values and their salts lie encrypted under the key of the subject, which lies outside of the
database. Values never come back from here except by `show`, once for each approved request.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fadu.apps.record import ciphers, vault
from fadu.apps.record.actions.sealing import enter, locked_head
from fadu.apps.record.models import VaultValue
from fadu.core.ledger.canonical import canonical, plain
from fadu.core.ledger.entry import SALT_BYTES, Opening, erasure, salts, withhold
from fadu.core.ledger.envelope import NONCE_BYTES, Unmasking, lock
from fadu.core.refusal import Refusal
from fadu.events.vault import ErasureAsked, SecretsKept, SecretsUnmasked, UnmaskApproved, UnmaskAsked, ValuesErased

KEEPING = "个人信息保护法第五十一条；信访工作条例第三十条"
ERASING = "个人信息保护法第四十七条"
_LONGEST = 200


@dataclass(frozen=True)
class Shown:
    """The particulars of one person: (what the field is called, its value)."""

    role: str
    values: tuple[tuple[str, str], ...]


def keep(*, subject: str, number: str, values: Mapping[str, str], role: str, actor: str, at: datetime) -> int:
    """Put the particulars of one person into the vault; returns the index of the act.

    `values` by field of `vault.FIELDS`; a field without a value is committed to as well, so that nobody sees whether there was one.
    Raises Refusal for unknown fields, no value at all, or a master key that is missing.
    """
    wanted = _checked(values)
    if role not in vault.ROLES:
        raise Refusal("没有这种身份", f"可选：{'、'.join(vault.ROLES)}")
    with transaction.atomic():
        locked_head()
        key = _current_key(subject)
        salt = salts(secrets.token_bytes(SALT_BYTES * len(vault.FIELDS)))
        hidden = withhold("after", wanted, vault.FIELDS, salt)
        entry = enter(SecretsKept(subject=subject, number=number, role=role), actor=actor, at=at, basis=KEEPING, private=canonical(hidden.private))
        VaultValue.objects.bulk_create(
            VaultValue(entry=entry.index, subject=subject, path=path, sealed=_locked(opening, key, subject, f"{entry.index}.{path}"))
            for path, opening in hidden.openings.items()
        )
    return entry.index


def ask(*, subject: str, number: str, fields: Iterable[str], purpose: str, detail: str, actor: str, at: datetime) -> int:
    """Ask to see some fields for a purpose of `vault.PURPOSES`; `detail` says of which matter. Returns the index of the act."""
    names = tuple(field for field in vault.FIELDS if field in set(fields))
    if not names:
        raise Refusal("没有选择要看的项目", "只选办理这件事用得着的", "个人信息保护法第六条")
    if purpose not in vault.PURPOSES or not detail.strip() or len(detail) > _LONGEST:
        raise Refusal("查看个人信息要写明目的", f"请选择目的，并用一句话（不超过 {_LONGEST} 字）写明办理哪一件事", "个人信息保护法第六条")
    with transaction.atomic():
        locked_head()
        _require_kept(subject)
        vault.refuse_leak(subject, detail, "说明")
        event = UnmaskAsked(subject=subject, number=number, fields=names, purpose=f"{purpose}：{detail.strip()}")
        return enter(event, actor=actor, at=at, basis=vault.PURPOSES[purpose]).index


def approve(index: int, *, actor: str, at: datetime) -> None:
    """Agree to the request of the act `index`, as another person than who asked."""
    with transaction.atomic():
        locked_head()
        found = _open_ask(index, is_erasure=False)
        if found.approved_by:
            raise Refusal("这个申请已经批准过", "请申请人查看")
        for field in found.fields:
            Unmasking(found.subject, f"after.{field}", found.asker, actor, found.purpose).check()
        enter(UnmaskApproved(subject=found.subject, number=found.number, ask=index), actor=actor, at=at)


def show(index: int, *, actor: str, at: datetime) -> list[Shown]:
    """The values that the approved request of the act `index` asked for, to who asked, once. That they were shown is sealed first."""
    with transaction.atomic():
        locked_head()
        found = _open_ask(index, is_erasure=False)
        if actor != found.asker:
            raise Refusal("只有申请人本人可以查看", "需要的人请另行申请", "个人信息保护法第六条")
        if not found.approved_by:
            raise Refusal("还没有另一人同意", "请由有权批准的人在这一行的页面上批准", "个人信息保护法第五十一条")
        people = [
            Shown(person.role, tuple((vault.FIELDS[field][0], str(opened[f"after.{field}"].value or "—")) for field in found.fields))
            for person in vault.of_row(found.subject).standing
            if (opened := vault.openings(person.index))
        ]
        enter(SecretsUnmasked(subject=found.subject, number=found.number, ask=index), actor=actor, at=at)
    return people


def ask_erasure(*, subject: str, number: str, reason: str, actor: str, at: datetime) -> int:
    """Ask that all particulars of the row's people be erased; returns the index of the act."""
    if not reason.strip() or len(reason) > _LONGEST:
        raise Refusal("抹除要写明理由", f"例如：处理目的已实现，保存期限已满（不超过 {_LONGEST} 字）", ERASING)
    with transaction.atomic():
        locked_head()
        _require_kept(subject)
        vault.refuse_leak(subject, reason, "理由")
        return enter(ErasureAsked(subject=subject, number=number, reason=reason.strip()), actor=actor, at=at, basis=ERASING).index


def erase(index: int, *, actor: str, at: datetime) -> int:
    """Do what the act `index` asked, as another person: destroy the subject's key and seal that its values are gone.

    Returns the index of the act. The key goes last, right before the commit: a broken-off erasure can be done again, and no act ever
    claims what was not done. Where the keys are gone already, the act is sealed all the same.
    """
    with transaction.atomic():
        locked_head()
        found = _open_ask(index, is_erasure=True)
        if actor == found.asker:
            raise Refusal("抹除要由另一人批准", "请由主要负责人办理", ERASING)
        places = vault.places(found.subject)
        gone = tuple((place, path) for place, path in erasure(places)["erased"])
        entry = enter(ValuesErased(subject=found.subject, number=found.number, erased=gone), actor=actor, at=at, basis=ERASING)
        for name in vault.key_names(found.subject):
            ciphers.destroy(name)
    return entry.index


def _checked(values: Mapping[str, str]) -> dict[str, str | None]:
    if set(values) - set(vault.FIELDS):
        raise Refusal("保密库没有这样的项目", "可存的有：" + "、".join(label for label, _ in vault.FIELDS.values()))
    wanted = {field: str(plain(values.get(field) or "")).strip() or None for field in vault.FIELDS}
    if not any(wanted.values()):
        raise Refusal("没有填写任何一项", "匿名反映的不用存入保密库")
    for field, value in wanted.items():
        if value and (len(value) > _LONGEST or not value.isprintable()):
            raise Refusal(f"{vault.FIELDS[field][0]}太长，或有看不见的字符", f"请写在一行里，不超过 {_LONGEST} 字")
    return wanted


def _current_key(subject: str) -> ciphers.Key:
    """The key of the subject; a new one for the first value, and after an erasure."""
    if ciphers.master() is None:
        if VaultValue.objects.exists():
            raise Refusal(f"保密库主密钥不在 {ciphers.master_file()}", "请放回原来的 keys/vault.key（另处保管的那一份）")
        ciphers.make_master()
    if not vault.places(subject):
        return ciphers.make(subject)
    name = vault.key_names(subject)[-1]
    key = ciphers.key_of(name, subject)
    if key is None:
        raise Refusal(f"这一件的密钥 {name} 不在了，也没有封存过抹除", "请放回 keys/vault 里的密钥文件；确已销毁的，先办理抹除")
    return key


def _locked(opening: Opening, key: ciphers.Key, subject: str, path: str) -> str:
    return lock(canonical(opening.plain()), key, key=key.name, nonce=secrets.token_bytes(NONCE_BYTES), subject=subject, path=path)


def _require_kept(subject: str) -> None:
    if not vault.places(subject):
        raise Refusal("保密库里没有这一件的个人信息", "没有存过，或已经抹除")


def _open_ask(index: int, *, is_erasure: bool) -> vault.Ask:
    found = vault.ask(index)
    if found is None or found.is_erasure != is_erasure:
        raise Refusal(f"档案第 {index} 条不是这样的申请", "请从这一行的“保密信息”里办理")
    if found.is_settled:
        raise Refusal("这个申请已经办结", "需要的请另行申请；已经抹除的不能恢复")
    return found
