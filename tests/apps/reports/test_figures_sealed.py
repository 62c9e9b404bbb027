"""fadu figures seal: the proof of a figure, as somebody checks it who has only the stand-alone verifier and the public key."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fadu.core.ledger import standalone
from fadu.core.ledger.canonical import canonical
from tests.apps.exchange.workbooks import SAMPLE_2024
from tests.site.commands import fadu, said

pytestmark = pytest.mark.slow

Json = dict[str, Any]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sealed") / "data"
    assert fadu("init", data=folder).returncode == 0
    assert fadu("import", SAMPLE_2024, data=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def filed(data: Path) -> Path:
    path = data.parent / "filed.json"
    told = said("figures", "seal", "case.filed", "--year", "2024", "-o", path, data=data)
    assert {name: told[name] for name in ("figure", "value", "how", "rows")} == {"figure": "case.filed", "value": "46", "how": "sum", "rows": 46}
    return path


def check(path: Path, data: Path) -> tuple[int, Json]:
    [key] = said("ledger", "key", data=data)["keys"]
    command = [sys.executable, "-I", str(standalone.__file__), "--json", "--key", key, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)


def test_the_proof_of_a_count_is_worked_out_again_and_names_the_figure(data: Path, filed: Path) -> None:
    code, told = check(filed, data)
    assert (code, told["faults"]) == (0, [])
    assert not any("没有复算" in note for note in told["notes"])
    assert any("case.filed" in line and "46" in line for line in told["held"])


def test_the_act_says_period_day_and_the_rows_that_are_shown(data: Path, filed: Path) -> None:
    proof = json.loads(filed.read_text("utf-8"))
    after = proof["entry"]["after"]
    assert (after["first"], after["last"], after["as_of"]) == ("2024-01-01", "2024-12-31", "2024-12-31")
    shown = said("figures", "show", "case.filed", "--year", "2024", data=data)
    assert proof["rows"] == sorted([row["seal"]["index"], "1"] for row in shown)


def _row(proof: Json) -> None:
    proof["rows"][3][0] = proof["rows"][-1][0] + 1


def _contribution(proof: Json) -> None:
    proof["rows"][3][1] = "2"


def _left_out(proof: Json) -> None:
    proof["rows"].pop()


def _value(proof: Json) -> None:
    proof["entry"]["after"]["value"] = "47"


def _period(proof: Json) -> None:
    proof["entry"]["after"]["first"] = "2024-02-01"


@pytest.mark.parametrize("change", [_row, _contribution, _left_out, _value, _period])
def test_a_changed_proof_does_not_hold(data: Path, filed: Path, tmp_path: Path, change: Callable[[Json], None]) -> None:
    proof = json.loads(filed.read_text("utf-8"))
    change(proof)
    path = tmp_path / "changed.json"
    path.write_text(canonical(proof) + "\n", "utf-8")
    code, told = check(path, data)
    assert code == 1
    assert told["faults"]


@pytest.mark.parametrize(("id", "how", "field"), [("case.fines_yuan", "sum", "fine"), ("inspection.objects", "distinct", "facility")])
def test_an_amount_and_a_count_of_different_things_are_worked_out_from_the_rows_themselves(
    data: Path, tmp_path: Path, id: str, how: str, field: str,
) -> None:
    path = tmp_path / "proof.json"
    told = said("figures", "seal", id, "--year", "2024", "-o", path, data=data)
    assert (told["how"], told["field"]) == (how, field)
    said("ledger", "proof", told["index"], "-o", path, data=data)  # it can be had again later
    code, held = check(path, data)
    assert (code, held["faults"]) == (0, [])
    assert any("逐行复算" in line for line in held["held"])
    proof = json.loads(path.read_text("utf-8"))
    proof["shown"][0]["entry"]["after"][field] = "1"
    path.write_text(canonical(proof) + "\n", "utf-8")
    assert check(path, data)[0] == 1


@pytest.mark.parametrize("id", ["quality.air.index"])
def test_a_figure_that_counts_no_rows_says_that_it_was_not_worked_out(data: Path, tmp_path: Path, id: str) -> None:
    path = tmp_path / "proof.json"
    assert said("figures", "seal", id, "--year", "2024", "-o", path, data=data)["how"] == "stated"
    code, told = check(path, data)
    assert (code, told["faults"]) == (0, [])
    assert any("没有复算" in note for note in told["notes"])


def test_what_cannot_be_proven_or_written_is_not_sealed(data: Path, tmp_path: Path) -> None:
    before = said("verify", data=data)["entries"]
    unknown = fadu("figures", "seal", "quality.air.so2", "--year", "2024", "-o", tmp_path / "no.json", data=data)
    assert (unknown.returncode, len(unknown.stderr.strip().splitlines())) == (1, 2)
    assert "不知道" in unknown.stderr
    nowhere = fadu("figures", "seal", "case.filed", "--year", "2024", "-o", tmp_path / "none" / "no.json", data=data)
    assert nowhere.returncode == 2
    assert fadu("figures", "seal", "case.filed", "--year", "2024", data=data).returncode == 2
    assert list(tmp_path.iterdir()) == []
    assert not list((data / "evidence" / "incoming").iterdir())
    told = said("verify", data=data)
    assert (told["ok"], told["entries"]) == (True, before)
