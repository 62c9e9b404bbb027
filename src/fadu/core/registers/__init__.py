"""Declared registers: dated facts with evidence that need a form, a list and figures, but no office of their own.

A file of `declared` is a register. From it follow sheet, form, list, import and export, figures, reminders and the docs.

    from fadu.core import registers
    registers.DECLARED["court_observation"].sheet.columns
"""

from fadu.core.registers.collecting import DECLARED, HEADINGS, SHEETS
from fadu.core.registers.declaration import ANY, Deadline, How, Measure, Register, refuse_faults
from fadu.core.registers.rhythm import RHYTHMS, Every, Gap, Node, Rhythm, gaps

__all__ = [
    "ANY", "DECLARED", "HEADINGS", "RHYTHMS", "SHEETS", "Deadline", "Every", "Gap", "How", "Measure", "Node", "Register", "Rhythm", "gaps",
    "refuse_faults",
]
