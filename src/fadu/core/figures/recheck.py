#!/usr/bin/env python3
"""Works out again the figures of a report that Fadu (法度) published, from the rows published with it. Python 3.8 or later, nothing else.

    python3 recheck.py [FOLDER]

FOLDER (this one, unless named) holds report.json, rows/ and proof.json as they were published. Asked is: is report.json what the signed act
seals; are the rows of each figure those that report.json names; does each figure follow from its rows or from its parts; does the text say
each figure as it is. That the act itself lies in a signed ledger is asked of the same proof by standalone.py, which is beside this file.
Exit: 0 all holds, 1 something does not, 2 not a published report. This file shares no code with the product.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PLACES = {"percent": 1, "average": 2}


def main(arguments: list[str]) -> int:
    """Check a folder and say what holds and what does not."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        text = (folder / "report.json").read_bytes()
        report = json.loads(text)
        entry = json.loads((folder / "proof.json").read_text("utf-8"))["entry"]
    except (OSError, ValueError, KeyError) as problem:
        sys.stderr.write(f"{folder} 里没有可核的报告：{problem}\n")
        return 2
    faults = sealed(text, entry)
    worked, stated = 0, 0
    values = {one["figure"]: one for one in report["figures"]}
    for one in report["figures"]:
        wrong, again = figure(folder, one, values)
        faults += wrong
        worked, stated = worked + again, stated + (not again)
    faults += [wrong for line in report["lines"] for run in line["runs"] if isinstance(run, dict) for wrong in said(run, values)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    verdict = f"{len(faults)} 处不符" if faults else "全部相符"
    told = f"{worked} 个数由各行重算，{stated} 个数以来源文件或登记所载为准、只核了行"
    sys.stdout.write(f"{report['title']}（{report['number']}）：{told}；{verdict}\n")
    return 1 if faults else 0


def sealed(text: bytes, entry: Any) -> list[str]:
    """Is the text that which the act seals?"""
    kept = entry.get("after", {}).get("content", {})
    same = entry.get("event") == "ReportSigned" and kept.get("sha256") == hashlib.sha256(text).hexdigest() and kept.get("size") == len(text)
    return [] if same else ["report.json 不是签发时封存的那一份"]


def figure(folder: Path, one: Any, values: Any) -> tuple[list[str], bool]:
    """(what is wrong, whether the value could be worked out again) of one figure."""
    name, value = f"{one['name']}（{one['figure']}）", None if one["value"] is None else Decimal(one["value"])
    data = (folder / "rows" / f"{one['figure']}.json").read_bytes() if (folder / "rows" / f"{one['figure']}.json").is_file() else b"[]"
    if hashlib.sha256(data).hexdigest() != one["rows"]["sha256"]:
        return [f"{name}：各行与签发时的不同"], False
    rows = json.loads(data)
    how, again = one["how"], None
    if len({row[0] for row in rows}) != len(rows):
        return [f"{name}：同一行计了两次"], False
    if how == "sum":
        again = sum((Decimal(row[1]) for row in rows), Decimal(0))
    elif how == "distinct":
        again = Decimal(len({row[1] for row in rows} - {"0"}))
    elif how in ("percent", "average", "total"):
        again = combined(how, [values[part]["value"] for part in one["parts"]])
    if how == "stated" or (again is None and value is None):
        return [], False
    return ([] if again == value else [f"{name}：写的是 {value}，由各行算出 {again}"]), True


def combined(how: str, parts: list[Any]) -> Decimal | None:
    """A figure from its parts."""
    known = [None if part is None else Decimal(part) for part in parts]
    if how == "total":
        return sum((part for part in known if part is not None), Decimal(0))
    first, second = known
    if first is None or not second:
        return None
    return (first * (100 if how == "percent" else 1) / second).quantize(Decimal(1).scaleb(-PLACES[how]), rounding=ROUND_HALF_EVEN)


def said(run: Any, values: Any) -> list[str]:
    """Does the text say a figure as it is?"""
    one = values.get(run["figure"])
    if one is None or one["value"] is None:
        return []
    value, shown = Decimal(one["value"]), run["shown"]
    found = NUMBER.search(shown)
    if run["says"] == "none":
        return [] if value == 0 else [f"文中写“{shown}”，{one['name']}是 {value}"]
    if run["says"] == "change":
        return changed(one, value, shown)
    if run["says"] == "before":
        value = Decimal(one["before"])
    number = Decimal(found[0]) if found else None
    if number is not None and "万元" in shown:
        number *= 10000
    return [] if number == value else [f"文中写“{shown}”，{one['name']}是 {value}"]


def changed(one: Any, value: Decimal, shown: str) -> list[str]:
    """Does the text word a change as it is? Where a document states the change, the figure is the change itself."""
    found = NUMBER.search(shown)
    number = Decimal(found[0]) if found else Decimal(0)
    if one["figure"].endswith(".yoy"):
        again = abs(value)
    elif one["before"] is None:
        return [f"文中写“{shown}”，{one['name']}没有上年数"]
    else:
        before = Decimal(one["before"])
        again = abs(value - before)
        if "%" in shown and before:
            again = again * 100 / abs(before)
    places = len(found[0].partition(".")[2]) if found else 1
    step = Decimal(1).scaleb(-max(places, 1))  # figures are rounded to one place at least, and zeros at the end are not written
    close = abs(again - number) <= step / 2 if found else again < step
    return [] if close else [f"文中写“{shown}”，由 {one['before']} 和 {value} 算出 {again:.4f}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
