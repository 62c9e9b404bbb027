"""fadu fine --backtest: a benchmark over closed cases, what would have been higher, lower, equal, and what can't be said."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from fadu.core.refusal import Unreadable
from fadu.site.commands import fine

FACTORS = "{eia_type: report_book_not_key, location: outside_redline, stage: in_production, duration: ge12m, times_2y: '1', complaint_1y: verified}"
def case(id: str, more: str = "") -> str:
    return f"- {{id: {id}, table: '1', factors: {FACTORS}, ctx: {{investment: 500000}}{more}}}\n"


def run(folder: Path, text: str, *words: str) -> int:
    path = folder / "cases.yaml"
    path.write_text("cases:\n" + text, encoding="utf-8")
    parser = argparse.ArgumentParser()
    fine.add(parser)
    return fine.run(parser.parse_args(["--cases", str(path), *words]))


def test_closed_cases_are_computed_afresh_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(case(id, f", imposed: {imposed}") for id, imposed in (("a", 15250), ("b", 20000), ("c", 10000)))
    text += "- {id: d, table: '1', factors: {}, ctx: {investment: 500000}, imposed: 9000}\n"
    assert run(tmp_path, text, "--backtest", "HN-2021", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {name: found[name] for name in ("computed", "higher", "lower", "equal")} == {"computed": 3, "higher": 1, "lower": 1, "equal": 1}
    assert (found["before"], found["after"], found["median_change"]) == (45250, 45750, 0)
    assert found["rows"][3]["after"] is None
    assert "eia_type" in found["missing"]


@pytest.mark.parametrize(("more", "ruleset", "said"), [("", "HN-2021", "imposed"), (", imposed: 1", "XX-1", "没有收录")])
def test_without_the_fine_imposed_or_a_known_benchmark_nothing_is_compared(tmp_path: Path, more: str, ruleset: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        run(tmp_path, case("a", more), "--backtest", ruleset)
