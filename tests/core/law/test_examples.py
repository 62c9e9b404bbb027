"""The examples of `examples.yaml`, worked out by hand from the articles, come out exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from fadu.core.law import applies, cases

EXAMPLES = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text("utf-8"))["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_an_example_comes_out_as_worked_out_by_hand(example: dict) -> None:
    answer = applies.decide(cases.read(example)).as_dict()
    assert {key: answer[key] for key in example["expected"]} == example["expected"]
    assert answer["steps"]
    assert bool(answer["missing"]) == (answer["choice"] == "ask")


def test_every_rule_that_chooses_has_an_example() -> None:
    assert {example["expected"].get("rule") for example in EXAMPLES} >= {"R0", "R1", "R2", "R3", "R4", "R8"}
