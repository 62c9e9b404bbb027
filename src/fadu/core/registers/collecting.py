"""Finds the declared registers and puts them in the order of the report's headings."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from fadu.core.registers import declared
from fadu.core.registers.declaration import Register, refuse_faults
from fadu.core.workbook.schema import Sheet

# Headings of the report in its order; a register stands under one of them.
HEADINGS = (
    "组织领导", "第一责任人", "学法考法", "普法宣传", "制度建设", "专项整治", "环评审批", "权责与服务", "监管对象", "双随机", "执法检查",
    "非现场监管", "行政处罚", "配套措施", "移送与强制执行", "复议诉讼", "生态环境损害赔偿", "环境质量", "信访", "执法力量", "监督问责",
    "政务公开", "考核荣誉",
)


def _collect() -> dict[str, Register]:
    names = sorted(module.name for module in pkgutil.iter_modules(declared.__path__))
    found: list[Register] = [importlib.import_module(f"{declared.__name__}.{name}").REGISTER for name in names]
    for name, one in zip(names, found, strict=True):
        refuse_faults(one)
        if one.id != name:
            raise ValueError(f"{name}.py declares the register {one.id}")
    if len({one.sheet.name for one in found}) < len(found):
        raise ValueError("two registers have the same name")
    return {one.id: one for one in sorted(found, key=lambda one: HEADINGS.index(one.heading))}


DECLARED: Mapping[str, Register] = _collect()
SHEETS: Mapping[str, Sheet] = {one.sheet.name: one.sheet for one in DECLARED.values()}
