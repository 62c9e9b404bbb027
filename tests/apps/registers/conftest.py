"""The bureau of the page tests, with registers."""

from tests.pages.conftest import as_role, bureau

__all__ = ["as_role", "bureau"]
