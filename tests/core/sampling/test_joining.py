"""Draws of separate units become one list; neither is changed, and what can't be one list is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from fadu.core.refusal import Refusal
from fadu.core.sampling import document, dump, join, parse, smallest
from fadu.site.cli import main
from tests.core.sampling.frames import drawn, each, objects, officers

ONE, TWO = objects(40), objects(30, start=40)


def unit(things: list[dict[str, str]], people: str, seed: str = "双色球 03 08 11", office: str = "") -> str:
    sent = [{"id": f"{people}{row['id']}"} for row in officers(4)]
    return dump(document(drawn(things, sent, {**each(3), "office": office, "officers_per_object": 2}, seed)))


def test_what_separate_units_drew_is_one_list_in_the_order_of_one_draw_over_all() -> None:
    texts = [unit(ONE, "A", office="甲分局"), unit(TWO, "B", office="乙分局")]
    found = join(texts)
    parts = [parse(text) for text in texts]
    assert [(part["office"], part["digest"]) for part in found["parts"]] == [
        ("甲分局", parts[0]["digest"]["sha256"]), ("乙分局", parts[1]["digest"]["sha256"]),
    ]
    assert [{name: value for name, value in entry.items() if name != "part"} for entry in found["drawn"] if entry["part"] == 2] == parts[1]["drawn"]
    assert len(found["drawn"]) == 24
    every = [id for _, id in smallest("双色球 03 08 11", [row["id"] for row in (*ONE, *TWO)], 12)]
    assert [entry["object"] for entry in found["drawn"]][:12] == every
    assert join(texts[::-1])["drawn"] == [{**entry, "part": 3 - entry["part"]} for entry in found["drawn"]]


@pytest.mark.parametrize(("other", "word"), [
    (unit(TWO, "B", seed="另一个"), "种子不同"), (unit(TWO + ONE[:1], "B"), "对象名录都有 G0000"), (unit(TWO, "A"), "人员名录都有 AP00"),
    (unit(TWO, "B").replace("G0041", "G9999", 1), "第 2 份重算不符"),
])
def test_what_cannot_be_one_list_is_refused(other: str, word: str) -> None:
    with pytest.raises(Refusal, match=word):
        join([unit(ONE, "A"), other])
    with pytest.raises(Refusal, match="只有一份"):
        join([other])


def test_the_command_writes_the_list_and_never_over_a_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two, made = tmp_path / "A.json", tmp_path / "B.json", tmp_path / "LIST.json"
    one.write_text(unit(ONE, "A"), "utf-8")
    two.write_text(unit(TWO, "B"), "utf-8")
    assert main(["join", str(one), str(two), "-o", str(made)]) == 0
    assert "共 24 家次" in capsys.readouterr().out and parse(made.read_text("utf-8")) == join([one.read_text("utf-8"), two.read_text("utf-8")])
    assert main(["join", str(one), str(two), "-o", str(one)]) == 1 and "不能改动" in capsys.readouterr().err
    assert main(["join", str(one), str(tmp_path / "none"), "-o", str(made)]) == 2
