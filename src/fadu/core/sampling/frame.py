"""The frames (名录库): who can be drawn and who can be sent, as rows that are checked, put in one order and frozen by a digest."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from fadu.core.refusal import Refusal, Unreadable

Row = Mapping[str, str]

# What each column says. Columns without a name here are kept as they are and are part of the digest.
OBJECT_COLUMNS = {
    "id": "公开的编号(统一社会信用代码等)", "class": "类别", "skip": "不参加抽取的原因(正面清单、停产、已注销等)", "visits": "本年已查次数",
    "avoid": "须回避的人员编号，用分号隔开", "last_officers": "上次检查该对象的人员编号，用分号隔开",
}
OFFICER_COLUMNS = {
    "id": "工号", "certificate_from": "执法证起", "certificate_until": "执法证止", "absent": "不在岗的原因", "recuse": "须回避的对象编号，用分号隔开",
}


def read(text: str, kind: str) -> list[Row]:
    """Rows of a CSV file with `id` (objects: and `class`) among its columns; blank rows are left out.

    Raises Unreadable where the file isn't such a table, with the line; empty cells are dropped, so that adding an empty column changes nothing.
    """
    lines = csv.reader(text.lstrip("\ufeff").splitlines())
    head = [name.strip() for name in next(lines, [])]
    for needed in ("id", "class") if kind == "objects" else ("id",):
        if needed not in head:
            raise Unreadable(f"{NAMES[kind]}缺少“{needed}”列", f"首行应写明列名：{'、'.join(COLUMNS[kind])}")
    if doubled := sorted({name for name in head if head.count(name) > 1}):
        raise Unreadable(f"{NAMES[kind]}的列名重复：{'、'.join(doubled)}", "请给每列一个不同的名称")
    rows: list[Row] = []
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            raise Unreadable(f"{NAMES[kind]}第 {lines.line_num} 行有 {len(cells)} 格，应有 {len(head)} 格", "请补齐或者删去多余的格")
        rows.append({name: cell.strip() for name, cell in zip(head, cells, strict=True) if cell.strip()})
    return rows


def frozen(rows: Iterable[Row], kind: str) -> list[Row]:
    """The rows in the order of their ids, in NFC. Raises Refusal for a missing id or class, a double or a control character."""
    found: dict[str, Row] = {}
    for number, row in enumerate(rows, 1):
        plain = dict(row)
        for name, value in row.items():
            if not (value.isascii() and value.isprintable()):
                plain[name] = clean(value, f"{NAMES[kind]}第 {number} 条“{name}”")
        id = plain.get("id", "")
        if not id:
            raise Refusal(f"{NAMES[kind]}第 {number} 条没有编号", "请给每条一个公开的编号")
        if kind == "objects" and not plain.get("class"):
            raise Refusal(f"对象 {id} 没有类别", "请先确定该对象在计划日的类别")
        if id in found:
            raise Refusal(f"{NAMES[kind]}里编号 {id} 重复", "请先合并重复的记录")
        found[id] = plain
    return [found[id] for id in sorted(found)]


def clean(value: str, where: str) -> str:
    """A text in NFC without control characters: a line break would make two different texts hash alike."""
    if any(unicodedata.category(char) == "Cc" for char in value):
        raise Refusal(f"{where}含有换行或者控制字符", "请删去这些字符")
    return unicodedata.normalize("NFC", value)


def listed(row: Row, name: str) -> tuple[str, ...]:
    """Ids in one cell, separated by ; or ；."""
    return tuple(part.strip() for part in row.get(name, "").replace("；", ";").split(";") if part.strip())


def unfit(officers: Iterable[Row], on: date | None) -> Iterator[tuple[str, str]]:
    """Officers who can't be sent on the day, with the reason: away, or without a valid certificate (《行政处罚法》第四十二条).

    Raises Refusal where certificates are listed and no day is given to judge them by.
    """
    for row in officers:
        if "absent" in row:
            yield row["id"], row["absent"]
        elif "certificate_from" in row or "certificate_until" in row:
            if on is None:
                raise Refusal("人员名录有执法证期限，计划没有写明日期（on）", "请在计划里写明 on，以便核对执法证")
            start, end = day(row, "certificate_from"), day(row, "certificate_until")
            if (start and on < start) or (end and on > end):
                yield row["id"], f"{on} 执法证不在有效期内（{start or ''}至{end or ''}）"


def day(row: Row, name: str) -> date | None:
    """A date of a row."""
    if name not in row:
        return None
    try:
        return date.fromisoformat(row[name])
    except ValueError:
        raise Refusal(f"{row['id']} 的“{name}”不是日期：{row[name]}", "请写作 2026-01-31") from None


NAMES = {"objects": "对象名录", "officers": "人员名录"}
COLUMNS = {"objects": OBJECT_COLUMNS, "officers": OFFICER_COLUMNS}
