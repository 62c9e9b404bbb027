"""Records of cases for upper platforms: field tables as dated data, validation against them, and the difference from a platform's list.

    from fadu.core import sending
    table = sending.mapping("credit", date(2026, 9, 1))
    values = sending.filled(table, record, completed={})
    for fault in sending.faults(table, values, record): print(fault.field, fault.reason, fault.mend)

A field table that wasn't read in an official text says so with its grade; what a record lacks is named and never made up.
"""

from fadu.core.sending.checking import Fault, faults, filled
from fadu.core.sending.comparing import Difference, Listed, compare, listed
from fadu.core.sending.mappings import Field, Mapping, mapping, targets
from fadu.core.sending.writing import csv_text

__all__ = [
    "Difference", "Fault", "Field", "Listed", "Mapping", "compare", "csv_text", "faults", "filled", "listed", "mapping", "targets",
]
