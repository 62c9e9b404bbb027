"""Findings are derived from rows, and figures count by them: are those that stand the ones that the rows give?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fadu.apps.record.models import Finding
from fadu.apps.record.tables import Table
from fadu.apps.record.verifying import Fault
from fadu.core.workbook import rules

# Number of the row, rule, grade, field.
_Said = tuple[str, str, str, str]


def finding_faults(table: Table) -> Iterator[Fault]:
    """Findings of a table that were removed, added or altered behind the ledger's back.

    Asked of the rules that look at the row alone; figures count by these. What other rules said depends on the people and the day of
    the import, and can't be repeated.
    """
    name = table.sheet.name
    stored: dict[str, Counter[_Said]] = {}
    for subject, number, rule, grade, field in Finding.objects.filter(sheet=name).values_list("subject", "number", "rule", "grade", "field"):
        stored.setdefault(subject, Counter())[number, rule, grade, field] += 1
    for row in table.read(table.rows()):
        number = table.label(table.key_of(row.snapshot))
        problems, alone = rules.check_alone(table.sheet, row.snapshot)
        derived: Counter[_Said] = Counter((number, p.rule, p.grade, p.field) for p in problems if not row.snapshot["withdrawn"])
        there = stored.pop(str(row.uid), Counter())
        for called, rule, _, field in ((there - derived) + (derived - there)).elements():
            if rule in alone or called != number:
                yield Fault(f"{name} {number}", f"这一行的发现被增、删或改过：{table.sheet.header(field)}（{rule}）")
    for subject in stored:
        yield Fault(name, f"有发现不属于任何一行（{subject}）")
