"""Reads of the vault: whose particulars are kept, who asked to see them, what was erased. Callers get values only from an action.

What was asked, approved, shown and erased stands in the acts alone; the one table holds the encrypted openings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fadu.apps.record import ciphers
from fadu.apps.record.models import Entry, VaultValue
from fadu.core.ledger.entry import Opening, opens
from fadu.core.ledger.envelope import Envelope, unlock
from fadu.core.refusal import Refusal

# Field -> (what people call it, what it is needed for): nothing else is asked of a person (个人信息保护法第六条).
FIELDS: Mapping[str, tuple[str, str]] = {
    "name": ("姓名", "告知受理和办理结果"),
    "phone": ("联系电话", "核实反映的情况，告知办理结果"),
    "id_number": ("证件号码", "兑付举报奖励时核对身份"),
    "address": ("住址", "送达书面答复"),
}
ROLES = ("反映人", "举报人", "线索提供人", "证人", "代理人")
# Purpose -> the article that it rests on.
PURPOSES: Mapping[str, str] = {
    "告知受理或办理结果": "信访工作条例第二十三条；生态环境法典第一百四十六条",
    "核实反映的情况": "个人信息保护法第三十四条",
    "兑付举报奖励": "环办执法〔2020〕8号",
    "依法向有权机关提供": "个人信息保护法第十三条第一款第三项",
}
_FLOW = ("SecretsKept", "UnmaskAsked", "UnmaskApproved", "SecretsUnmasked", "ErasureAsked", "ValuesErased")


@dataclass(frozen=True)
class Ask:
    """A request to see or to erase, and how far it is."""

    index: int
    subject: str
    number: str
    asker: str
    at: datetime
    is_erasure: bool
    fields: tuple[str, ...]
    purpose: str
    approved_by: str = ""
    is_settled: bool = False

    @property
    def labels(self) -> list[str]:
        """The fields as people call them."""
        return [FIELDS[field][0] for field in self.fields]

    @property
    def state(self) -> str:
        """In one word."""
        if self.is_settled:
            return "已办结"
        return "待查看" if self.approved_by else "待批准"


@dataclass(frozen=True)
class Kept:
    """The particulars of one person: the act that put them in, and what the person is to the row."""

    index: int
    role: str
    actor: str
    at: datetime
    is_erased: bool


@dataclass(frozen=True)
class Vault:
    """What the vault says of a row, without any value."""

    people: tuple[Kept, ...]
    asks: tuple[Ask, ...]

    @property
    def standing(self) -> tuple[Kept, ...]:
        """The people whose particulars were not erased."""
        return tuple(person for person in self.people if not person.is_erased)


def of_row(subject: str) -> Vault:
    """Everything about the people of a row, from the acts."""
    people: dict[int, Kept] = {}
    asks: dict[int, Ask] = {}
    for entry in Entry.objects.filter(subject=str(subject), event__in=_FLOW).order_by("index"):
        said = json.loads(entry.after or "{}")
        if entry.event == "SecretsKept":
            people[entry.index] = Kept(entry.index, said["role"], entry.actor, entry.at, False)
        elif entry.event in ("UnmaskAsked", "ErasureAsked"):
            asks[entry.index] = _ask(entry, said)
        elif entry.event == "ValuesErased":
            people = {index: replace(person, is_erased=True) for index, person in people.items()}
            asks = {index: replace(ask, is_settled=True, approved_by=ask.approved_by or entry.actor) for index, ask in asks.items()}
        elif (ask := asks.get(said["ask"])) is not None:
            shown = entry.event == "SecretsUnmasked"
            asks[ask.index] = replace(ask, is_settled=True) if shown else replace(ask, approved_by=entry.actor)
    return Vault(tuple(people.values()), tuple(reversed(asks.values())))


def ask(index: int) -> Ask | None:
    """The request that was made by the act of this index."""
    subject = Entry.objects.filter(index=index, event__in=("UnmaskAsked", "ErasureAsked")).values_list("subject", flat=True).first()
    return None if subject is None else next(found for found in of_row(subject).asks if found.index == index)


def places(subject: str) -> list[tuple[int, str]]:
    """(index of the act, path) of each value of a subject that was not erased."""
    return [(value.entry, value.path) for value in _standing(subject)]


def erased(subject: str = "") -> list[tuple[int, str]]:
    """The places that acts declare erased, of a subject or of all."""
    acts = Entry.objects.filter(event="ValuesErased")
    if subject:
        acts = acts.filter(subject=str(subject))
    return [(index, path) for after in acts.values_list("after", flat=True) if after for index, path in json.loads(after)["erased"]]


def key_names(subject: str) -> list[str]:
    """The names of the subject's keys, the latest last; more than one only after an erasure."""
    sealed = VaultValue.objects.filter(subject=str(subject)).order_by("entry").values_list("sealed", flat=True)
    return list(dict.fromkeys(Envelope.read(text).key for text in sealed))


def openings(index: int) -> dict[str, Opening]:
    """The openings that the act of this index committed to, by path. Raises Refusal where one was erased, its key is missing, or it
    was altered."""
    return {value.path: _opened(value) for value in VaultValue.objects.filter(entry=index).order_by("path")}


def openings_of(indices: Sequence[int]) -> dict[int, dict[str, Opening]]:
    """The openings of these acts but for those that were erased, for an export that shows personal values (`writing.Openings`)."""
    gone = set(erased())
    return {index: openings(index) for index in indices if not any(place == index for place, _ in gone)}


def refuse_leak(subject: str, text: str, what: str) -> None:
    """Raise Refusal where a text that others will read holds a kept value of the row. It names the field, never the value."""
    folded = _folded(text)
    for value in _standing(subject):
        if not ciphers.exists(Envelope.read(value.sealed).key):
            continue  # an erasure that broke off: nobody can know the value any more
        secret = _folded(str(_opened(value).value or ""))
        if len(secret) > 1 and secret in folded:
            label = FIELDS[value.path.partition(".")[2]][0]
            raise Refusal(f"{what}里写有受保护的{label}", "请改成不涉及身份的写法，例如“反映人”", "信访工作条例第三十条")


def notes() -> list[str]:
    """What can't be checked here: the values, where the master key is kept elsewhere (after a restore, in a drill)."""
    if VaultValue.objects.exists() and not ciphers.master_file().exists():
        return [f"保密库主密钥不在 {ciphers.master_file()}，没有核对保密信息"]
    return []


def faults() -> Iterator[tuple[str, str]]:
    """(where, what is wrong): values that are missing, altered or without key although no act says that they were erased, and keys that
    should be gone. Without the master key only what needs no key is checked."""
    gone, has_master = set(erased()), ciphers.master_file().exists()
    stored = {(value.entry, value.path): value for value in VaultValue.objects.all()}
    promised = set()
    for index, private in Entry.objects.exclude(private="").order_by("index").values_list("index", "private"):
        for path in json.loads(private):
            promised.add((index, path))
            value = stored.get((index, path))
            wrong = _wrong(value, json.loads(private), is_gone=(index, path) in gone, has_master=has_master)
            if wrong:
                yield f"保密库（档案第 {index} 条，{FIELDS.get(path.partition('.')[2], (path,))[0]}）", wrong
    for index, path in sorted(set(stored) - promised):
        yield f"保密库（档案第 {index} 条）", f"有一个没有封存过的值：{path}"


def _wrong(value: VaultValue | None, private: dict[str, dict[str, str]], *, is_gone: bool, has_master: bool) -> str:
    if value is None:
        return "" if is_gone else "封存过，但保密库里没有这个值"
    try:
        has_key = ciphers.exists(Envelope.read(value.sealed).key)
        if is_gone:
            return "封存过抹除，但密钥还在" if has_key else ""
        if not has_master:
            return ""
        if not has_key:
            return "密钥不在，也没有封存过抹除；抹除中断过的，请再办理一次"
        return "" if opens(value.path, _opened(value), private) else "与封存时的承诺不符：被换过"
    except Refusal as refusal:
        return refusal.reason


def _ask(entry: Entry, said: dict[str, object]) -> Ask:
    is_erasure = entry.event == "ErasureAsked"
    fields = said.get("fields", ())
    return Ask(
        entry.index, entry.subject, entry.number, entry.actor, entry.at, is_erasure,
        tuple(fields) if isinstance(fields, list) else (), str(said["reason" if is_erasure else "purpose"]),
    )


def _standing(subject: str) -> list[VaultValue]:
    gone = set(erased(subject))
    kept = VaultValue.objects.filter(subject=str(subject)).order_by("entry", "path")
    return [value for value in kept if (value.entry, value.path) not in gone]


def _opened(value: VaultValue) -> Opening:
    def key_of(name: str) -> ciphers.Key | None:
        return ciphers.key_of(name, value.subject)

    return Opening(**json.loads(unlock(value.sealed, key_of, subject=value.subject, path=f"{value.entry}.{value.path}")))


def _folded(text: str) -> str:
    """Without blanks and marks, so that 138 0000 0000 is found in 138-0000-0000."""
    return "".join(char for char in text.casefold() if char.isalnum())
