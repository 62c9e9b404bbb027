"""On both engines, with real threads: no number twice, none left out, none used by what was refused; no leave beside another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.cases.numbers_at_once import EACH, PEOPLE
from tests.apps.cases.test_at_once import database  # noqa: F401  the two engines
from tests.faults.conftest import part_of_the_sample
from tests.site.commands import environ, fadu

pytestmark = pytest.mark.slow


def test_people_who_issue_or_enter_at_once_get_numbers_without_gap_or_double_and_no_leave_twice(database: str, tmp_path: Path) -> None:  # noqa: F811
    data, more = tmp_path / "data", {"database": database} if database else {}
    done = fadu("init", "--bureau", part_of_the_sample(tmp_path, "people.xlsx", "单位", "人员"), data=data, **more)
    assert done.returncode == 0, done.stderr
    environment = environ(data, database) if database else environ(data)
    environment |= {"DJANGO_SETTINGS_MODULE": "fadu.site.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.apps.cases.numbers_at_once"], env=environment, capture_output=True, text=True, timeout=180, check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    issued = PEOPLE * ((EACH + 1) // 2)
    assert (found["issued"], found["refused"]) == (issued, PEOPLE * EACH - issued)
    assert found["serials"] == list(range(1, issued + 1))
    assert found["faults"] == []
    assert found["leaves"] == 1
    assert (found["told"].count(""), sum("有重叠" in one for one in found["told"])) == (1, PEOPLE - 1)
