"""Which number a document gets: the one that its step gave, else the next of its prefix and year; never one that somebody bears."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.apps.cases.models import Matter
from fadu.apps.cases.queries.folding import State
from fadu.apps.cases.queries.numbers import IN_FILE, bearer, next_serial
from fadu.core.documents import Form
from fadu.core.documents.numbering import Number, parse, prefix
from fadu.core.refusal import Refusal


def allot(
    *, form: Form, matter: Matter, state: State, organ: str, unit: Mapping[str, str], on: date, choice: str, given: str = "",
) -> tuple[str, Number | None]:
    """The number as text and in its parts ("" and None for a kind without one). Called with the head of the ledger locked.

    `given` is a number that another organ gave. Raises Refusal for one that is no number, that somebody bears, or that nobody may give.
    """
    if not form.is_numbered:
        return "", None
    text = given.strip() or str(state.file.get(IN_FILE.get(form.number, "")) or "")
    if text and not given and _is_borne(text, matter):
        text = ""  # told again, ordered again: the number of the earlier document stays with it
    if text:
        known = parse(text)
        if known is None:
            raise Refusal(f"“{text}”不是文号", "写作 机关代字〔年份〕序号号，例如 某环罚〔2026〕1号")
        if _is_borne(text, matter):
            raise Refusal(f"{text} 已经用过", "文号不重复使用；请换一个")
        return str(known), known
    if organ not in (unit.get("名称"), unit.get("上级单位")):  # a branch signs for its city bureau under its own 代字
        raise Refusal(f"“{organ}”的文号不由本单位编", f"向{organ}取得文号后填写", "文号按机关、种类和年度编")
    series = prefix(form.document.prefix, unit.get("文号机关代字", ""), choice)
    made = Number(series, on.year, next_serial(series, on.year))
    return str(made), made


def _is_borne(text: str, matter: Matter) -> bool:
    """Whether a document, or the row of another case, bears it."""
    found = bearer(text)
    own = {matter.number, *([matter.case.number] if matter.case else [])}
    return found is not None and (bool(found.uid) or found.who not in own)
