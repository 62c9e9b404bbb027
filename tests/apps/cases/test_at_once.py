"""On both engines, with real threads and a real kill: never two decisions, never half of one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.faults.conftest import part_of_the_sample
from tests.site.commands import environ, fadu

pytestmark = pytest.mark.slow
POINTS = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield ""
        return
    with postgres.server() as server:
        yield server.get_uri()


def test_two_people_never_make_two_decisions_and_a_killed_act_leaves_a_lawful_state(database: str, tmp_path: Path) -> None:
    data, more = tmp_path / "data", {"database": database} if database else {}
    done = fadu("init", "--bureau", part_of_the_sample(tmp_path, "people.xlsx", "单位", "人员"), data=data, **more)
    assert done.returncode == 0, done.stderr
    environment = environ(data, database) if database else environ(data)
    environment |= {"DJANGO_SETTINGS_MODULE": "fadu.site.settings", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.apps.cases.at_once", str(POINTS)], env=environment, capture_output=True, text=True, timeout=120, check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    together = found["at_once"]
    assert (together["decisions"], together["stage"], together["said"].count("")) == (1, "S75", 1)
    assert all("又有人办过一步" in one for one in together["said"] if one)
    assert len(found["killed"]) == POINTS
    for one in found["killed"]:
        assert one["killed"]
        assert (one["stage"], one["outcome"], one["acts"], one["faults"]) == ("S70", "在办", 0, [])
        assert one["after"] == "S75", "the same person goes on where it was"
    assert found["faults"] == []
