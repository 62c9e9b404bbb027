"""A small benchmark written to files, so that a test says only what it changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fadu.core.discretion import Finding, Rules, load

HEAD = "# 名称: 试验\n# 版本: 1\n# 核对: 2026-11-22\n# 来源: 试验\n# 复核: {signed}\n"
NAMES = {
    "tables": "表,列,列名,名称,法律依据,依据截止,算法,幅度,基数,基数下限,最低,最高,起点,无最低时,适用条件,备注",
    "options": "表,列,因素,因素名,单位,选项,选项名,自,至,分值,组",
    "cells": "表,列,选项,计法,区间",
    "lookups": "表,因素,口径,口径名,区间,选项",
}
WEIGHTS = "T,default,,试验表,某法第一条,,weights,amount,,,10000,100000,10,,,"
OPTIONS = (
    "T,,harm,后果,,none,无,,,0,",
    "T,,harm,后果,,some,有,,,40,",
    "T,,days,持续时间,天,short,不足5天,0,5,0,",
    "T,,days,持续时间,天,long,5天以上,5,,50,",
)


def write(folder: Path, *, signed: str = "", settings: dict[str, Any] | None = None, **files: tuple[str, ...]) -> Path:
    """The files of a benchmark "X"; `tables` and `options` have a sound default."""
    files.setdefault("tables", (WEIGHTS,))
    files.setdefault("options", OPTIONS)
    for name, rows in files.items():
        text = HEAD.format(signed=signed) + "\n".join([NAMES[name], *rows]) + "\n"
        (folder / f"X.{name}.csv").write_text(text, "utf-8")
    head = {"名称": "试验", "版本": "1", "核对": "2026-11-22", "来源": "试验", "复核": signed}
    own = {
        "pack": head, "id": "X", "jurisdiction": "某省", "title": "某省基准", "doc_no": "某发〔2026〕1号",
        "from": "2026-01-01", "until": "2026-12-31",
        "confidence": "试验", "closure": "lower", "closure_basis": "以上含本数", "unknown_option": None, "several": {},
        "rounding": {"amount": {"unit": 1, "mode": "half_up"}}, "simple_procedure_cap": [], "adjustments": [], "departure": None,
    }
    (folder / "X.json").write_text(json.dumps({**own, **(settings or {})}, ensure_ascii=False, indent=1), "utf-8")
    return folder


def benchmark(folder: Path, **given: Any) -> Rules:
    """The benchmark loaded."""
    return load(write(folder, **given), "X")


def found(**values: Any) -> dict[str, Finding]:
    """Findings by factor, each resting on a record."""
    return {factor: Finding(value, "现场检查笔录") for factor, value in values.items()}
