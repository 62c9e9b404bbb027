"""The bureau of the page tests, for entries by form."""

from tests.pages.conftest import as_role, bureau

__all__ = ["as_role", "bureau"]
