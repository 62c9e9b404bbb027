"""What the ledger says of a report."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from fadu.core.wording.backing import Held, backings, figures_named
from fadu.core.wording.draft import Draft
from fadu.core.wording.linting import lint
from fadu.core.wording.texts import read_document

DATA = Path(__file__).parents[2] / "data"
LEDGER = json.loads((DATA / "lanshan-2024.figures.json").read_text("utf-8"))
HELD = {key: Held(key, None if value is None else Decimal(str(value))) for key, value in LEDGER.items()}
SEED = read_document(DATA / "wording" / "texts" / "seed-a-2024.txt")


def test_a_real_report_agrees_with_its_ledger() -> None:
    draft = Draft(SEED)
    found = list(backings(draft.plain, draft.facts, HELD))
    assert [backing.fact.text for backing in found if backing.differs] == []
    backed = [backing for backing in found if backing.held and backing.held.value is not None]
    assert len(backed) >= 43 and len({backing.figure for backing in backed}) >= 42


def test_a_changed_number_is_found_at_its_place() -> None:
    held = HELD | {"case.filed": Held("行政处罚立案", Decimal(47)), "quality.air.pm25": Held("PM2.5浓度", Decimal("26.5"))}
    found = [(finding.text, finding.reason) for finding in lint(SEED, held=held) if finding.check == "ledger_differs"]
    assert [text for text, _ in found] == ["46起", "25.5微克/立方米"]
    assert "行政处罚立案" in found[0][1] and "47" in found[0][1]


def test_every_figure_that_is_compared_exists_in_the_ledger() -> None:
    known = set((DATA.parents[1] / "docs" / "figures.md").read_text("utf-8").split("`"))
    assert figures_named() <= known
