"""docs/figures.md lists every figure as it is, and tells of the relations that run and no others."""

from __future__ import annotations

import re

from tools import figures_page

from fadu.apps.reports.relations import RELATIONS


def test_the_page_of_figures_is_what_the_figures_say() -> None:
    text = figures_page.PAGE.read_text("utf-8")
    assert figures_page.page(text) == text, "run python tools/figures_page.py"


def test_every_kind_of_relation_stands_in_the_docs_and_every_one_in_the_docs_runs() -> None:
    told = set(re.findall(r"^\| (R\d+|zero|monitored) \|", figures_page.PAGE.read_text("utf-8"), re.M))
    assert told == {relation.id.split(".")[0] for relation in RELATIONS}
    assert len({relation.id for relation in RELATIONS}) == len(RELATIONS)
