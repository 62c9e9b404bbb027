"""The self-check: the machine, the data folder, the database, the ledger, the people. Each check says what it saw and how to mend it.

    machine    Python, libraries, room on the disk, typefaces, clock
    folder     who may read the data folder, its secret and its keys
    database   structure, triggers on what is sealed, durability, integrity
    ledger     checkpoints, kept copies, receipts, backups
    people     accounts, passwords, offices, addresses
    dengbao    the rows of GB/T 22239-2019 that the software answers itself
"""
