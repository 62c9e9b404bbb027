"""案卷评查: the items by which a case file is reviewed, as dated data, and what of them can be computed from the facts of the case.

    from fadu.core import filereview
    found = filereview.review(filereview.CaseFile("penalty", facts, file), filereview.edition(date(2026, 9, 1)))
    found.fatal, found.floor, found.ceiling

An item is found, not found, not applicable, not yet reached, or left to a person ("人工评"); what isn't known is never taken for fine.
The data lie in `data/`, a folder an edition. Errors: `pack.BadPack` for data that can't be used, `Refusal` where no edition is known.
"""

from fadu.core.filereview.casefile import CaseFile, Place
from fadu.core.filereview.editions import Edition, edition
from fadu.core.filereview.marks import Marks, total
from fadu.core.filereview.review import Finding, Mark, Review, State, review

__all__ = ["CaseFile", "Edition", "Finding", "Mark", "Marks", "Place", "Review", "State", "edition", "review", "total"]
