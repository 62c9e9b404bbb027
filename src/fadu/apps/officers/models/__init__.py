"""People, the unit's own particulars, accounts."""

from fadu.apps.officers.models.accounts import Account
from fadu.apps.officers.models.people import Person, UnitItem

__all__ = ["Account", "Person", "UnitItem"]
