"""The bureau of the page tests."""

from tests.pages.conftest import as_role, bureau

__all__ = ["as_role", "bureau"]
