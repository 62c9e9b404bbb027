"""A visit on site as facts in a row: what may be recorded, in which order, on which checklist, and how the row is proved whole.

    kinds.KINDS                  the entries of a visit and what each must say
    order.fold                   what a visit has come to; order.stands_against: what the law says of the next entry
    chain.follow                 the digest of an entry, which covers the one before it
    syncing.fresh                which of the entries that a device sends are new; syncing.clock_notes: whether its clock can be right
    offsite.rule                 whether an object is looked at off site first, and by which rule
    checklists.checklist         the questions for an industry with the articles in force on a day
"""
