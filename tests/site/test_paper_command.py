"""fadu paper: draw an examination paper again from its file alone."""

from __future__ import annotations

import json
from pathlib import Path

from fadu.core.learning import papers
from tests.core.learning.test_papers import BANK, RULE
from tests.site.commands import fadu


def test_a_paper_is_drawn_again_and_a_touched_one_is_found(tmp_path: Path) -> None:
    paper = papers.make("5f1c2ab0d94e7783aa10c2d4e6f80911", BANK, RULE)
    whole, touched = tmp_path / "paper.json", tmp_path / "touched.json"
    whole.write_text(papers.dump(paper), "utf-8")
    touched.write_text(papers.dump(paper).replace(paper.seed, "0" * 32), "utf-8")

    done = fadu("paper", whole, "--digest", paper.digest, "--json", data=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["questions"] == [each.number for each in paper.questions]
    assert fadu("paper", whole, "--digest", "0" * 64, data=tmp_path).returncode == 1
    wrong = fadu("paper", touched, data=tmp_path)
    assert wrong.returncode == 1
    assert "按种子重抽" in wrong.stderr


def test_what_is_no_paper_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", "utf-8")
    for name in ("other.json", "missing.json"):
        done = fadu("paper", tmp_path / name, data=tmp_path)
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 2
