"""Does the record hold? Every leaf, node, root and signature recomputed, and every row compared with its last act.

    Fault             something that is not as it was sealed
    ledger_faults     entries, nodes, signed roots, the end, the clock, the devices
    state_faults      the rows of one table against their last acts
    whole             all of it, with the checkpoints and the key
    check_entry       one entry, step by step, as its page shows it
    check_row         one row likewise
    compare           receipts that others kept, against each other and the ledger
"""

from fadu.apps.record.verifying.comparing import compare
from fadu.apps.record.verifying.entries import ledger_faults
from fadu.apps.record.verifying.faults import Fault
from fadu.apps.record.verifying.one import Step, check_entry, check_row
from fadu.apps.record.verifying.states import state_faults
from fadu.apps.record.verifying.whole import Report, whole

__all__ = ["Fault", "Report", "Step", "check_entry", "check_row", "compare", "ledger_faults", "state_faults", "whole"]
