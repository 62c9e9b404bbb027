"""An instance with the sample year, made by commands once a run and copied by those who need one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.apps.exchange.workbooks import SAMPLE_2024
from tests.site.commands import fadu


@pytest.fixture(scope="session")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Puts a data folder with the year 2024 at a path and gives the path."""
    made = tmp_path_factory.mktemp("bureau") / "data"
    for words in (["init"], ["import", SAMPLE_2024]):
        done = fadu(*words, data=made)
        assert done.returncode == 0, done.stderr
    return lambda data: Path(shutil.copytree(made, data))
