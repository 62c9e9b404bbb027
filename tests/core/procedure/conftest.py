"""Local rule packs for the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from fadu.core.procedure.rules import local


@pytest.fixture
def local_none() -> local.LocalRules:
    return local.read(Path(__file__).parent / "local" / "none.json")


@pytest.fixture
def local_stricter() -> local.LocalRules:
    return local.read(Path(__file__).parent / "local" / "stricter.json")
