"""The replay in a real Chromium says what Python says: on sound files of every mode, and on files touched in every place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from fadu.apps.inspections.documents import single_file
from fadu.core.ledger.hashes import digests
from fadu.core.sampling import document, draw, dump, freeze, parse, plan, replay
from fadu.core.sampling.writing import digest
from tests.core.sampling.frames import county, objects, officers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ONCE, FIVE = {"mode": "each_once_per_year"}, {"mode": "per_officer_per_year", "value": 5}
YEAR = {"certificate_from": "2025-01-01", "certificate_until": "2025-12-31"}
PEOPLE = [
    *officers(6, **YEAR), {"id": "𠀀甲"}, {"id": "\uffee乙", "certificate_until": "2024-12-31"}, {"id": "Z", "recuse": "G0001；G0002"},
    {"id": "A", "absent": "休假"},
]
SOUND: dict[str, tuple[Any, Any, Any]] = {
    "the county": (county(), officers(12), {"classes": {"key": ONCE, "general": FIVE}}),
    "even loads": (county(), officers(12), {"classes": {"key": ONCE, "general": FIVE}, "load": "even"}),
    "a maximum each": (county(), officers(12), {"classes": {"key": ONCE, "general": FIVE}, "max_per_officer": 14}),
    "even and a maximum": (county(), officers(12), {"classes": {"key": ONCE, "general": FIVE}, "load": "even", "max_per_officer": 14}),
    "quarters": (county(), officers(12), {"classes": {
        "key": {"mode": "pct_per_quarter", "value": 0.4}, "general": {"mode": "pct_per_quarter", "value": 0.30, "replacement": True},
    }}),
    "three officers": (county(), officers(9), {
        "classes": {"key": ONCE, "general": {"mode": "pct_per_year", "value": "0.2"}}, "officers_per_object": 3,
    }),
    "everything": (
        [*objects(50, last_officers="P01;P02", visits="1"), *objects(3, start=60, visits="5"), *objects(2, start=70, skip="停产"),
         *objects(2, start=80, avoid="P00;P01", name="例 \"引\" \\ 号")],
        PEOPLE, {
            "classes": {"general": {"mode": "pct_per_year", "value": 0.333, "rounding": "floor"}}, "on": "2025-06-01", "cap_per_object": 3,
            "rotation": True, "supplements": [{"class": "general", "count": 2, "reason": "补"}, {"class": "general", "count": 1, "reason": "再补"}],
            "seed_source": "掷骰", "title": "计划",
        },
    ),
}


def made(name: str, seed: str = "双色球 2026123期 03 08") -> str:
    things, people, written = SOUND[name]
    return dump(document(draw(things, people, plan(written), seed)))


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("citizen") / "replay.html"
    path.write_text(single_file(), "utf-8")
    return path


@pytest.fixture(scope="module")
def citizen(browser: Browser, single: Path) -> Iterator[Page]:
    """Somebody with the one file on a disk, and no network."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(single.as_uri())
    yield page
    context.close()


def in_browser(page: Page, text: str, published: str = "") -> Any:
    return page.evaluate("([text, frame]) => { try { return FaduReplay.replay(text, frame) } catch (e) { return e.message } }", [text, published])


def test_both_digests_are_those_of_the_standards(citizen: Page) -> None:
    for text in ("", "abc", "名录" * 9, "x" * 55, "x" * 56, "x" * 63, "x" * 64, "x" * 65, "𠀀" * 1000):
        wanted = digests(text.encode()).hex()
        assert {kind: citizen.evaluate("([text, kind]) => FaduReplay.hash(text, kind)", [text, kind]) for kind in wanted} == wanted


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_replays(citizen: Page, name: str) -> None:
    text = made(name)
    assert replay(text) == []
    assert in_browser(citizen, text) == []
    assert in_browser(citizen, text, parse(text)["frame_digest"]["sm3"]) == []


def _set(*path: Any, to: Any) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return change


TOUCHED: dict[str, Callable[[Any], Any]] = {
    "another officer": _set("drawn", 3, "officers", 0, to="P05"), "another ticket": _set("drawn", 0, "ticket", to="0" * 64),
    "another class": _set("drawn", 1, "class", to="key"), "one left out": lambda v: v["drawn"].pop(4), "one put in": lambda v: v["drawn"].append(
        {"object": "G0099", "class": "general", "ticket": "1" * 64, "officers": ["P01", "P02"]}),
    "one twice": lambda v: v["drawn"].append(copy.deepcopy(v["drawn"][0])), "another order": lambda v: v["drawn"].reverse(),
    "a supplement's number": _set("drawn", -1, "supplement", to=7), "an excuse": lambda v: v["skipped"].update(G0001="停产"),
    "an excuse taken away": lambda v: v["skipped"].popitem(), "an officer said unfit": lambda v: v["unfit"].update(P00="休假"),
    "the algorithm": _set("algorithm", "ticket", to="MD5"), "the seed": _set("seed", to="另一个"),
    "an object's name": _set("frames", "objects", 5, "name", to="改"),
    "an object's visits": _set("frames", "objects", 5, "visits", to="9"), "an object gone": lambda v: v["frames"]["objects"].pop(7),
    "an object more": lambda v: v["frames"]["objects"].append({"id": "G9999", "class": "general"}),
    "an officer gone": lambda v: v["frames"]["officers"].pop(1),
    "a certificate": _set("frames", "officers", 1, "certificate_until", to="2025-05-31"),
    "the ratio": _set("plan", "classes", "general", "value", to=0.5),
    "the cap": _set("plan", "cap_per_object", to=1), "the rotation": _set("plan", "rotation", to=False), "the title": _set("plan", "title", to="改"),
    "the frame digest": _set("frame_digest", "sha256", to="0" * 64), "the digest": _set("digest", "sm3", to="0" * 64),
    "something added": lambda v: v.update(note="无"), "frames in another order": lambda v: v["frames"]["objects"].reverse(),
    "no digest": lambda v: v.pop("digest"), "no drawn list": lambda v: v.pop("drawn"),
}


@pytest.mark.parametrize("resealed", [False, True])
@pytest.mark.parametrize("name", TOUCHED)
def test_a_touched_file_is_found_and_the_browser_names_the_same_places_as_python(citizen: Page, name: str, resealed: bool) -> None:
    value = json.loads(made("everything"))
    TOUCHED[name](value)
    if resealed:  # somebody who knows how makes the digest anew
        value["digest"] = digest(parse(json.dumps(value)))
    text = dump(value)
    said, found = replay(text), in_browser(citizen, text)
    if name in ("the digest", "no digest") and resealed:
        assert said == found == []
        return
    assert said and found == said


@pytest.mark.parametrize(("name", "change"), [
    ("a double", lambda v: v["frames"]["objects"].append(dict(v["frames"]["objects"][0]))),
    ("a class without a rule", _set("frames", "objects", 0, "class", to="new")),
    ("too few officers", lambda v: v["frames"].update(officers=v["frames"]["officers"][:1])),
    ("a rule nobody knows", _set("plan", "weights", to=1)), ("a mode nobody knows", _set("plan", "classes", "general", "mode", to="x")),
    ("a share over one", _set("plan", "classes", "general", "value", to=1.5)), ("one officer", _set("plan", "officers_per_object", to=1)),
    ("a date that is none", _set("frames", "officers", 1, "certificate_until", to="2025-02-30")), ("no day", lambda v: v["plan"].pop("on")),
    ("no frames", lambda v: v.pop("frames")), ("no plan", lambda v: v.pop("plan")), ("no seed", lambda v: v.pop("seed")),
    ("a line break in the seed", _set("seed", to="a\nb")), ("more than there are", _set("plan", "supplements", 0, "count", to=999)),
])
def test_what_cannot_be_drawn_again_is_said_to_be_so(citizen: Page, name: str, change: Callable[[Any], Any]) -> None:
    value = json.loads(made("everything"))
    change(value)
    said, found = replay(dump(value)), in_browser(citizen, dump(value))
    assert [line[:9] for line in found] == [line[:9] for line in said]
    assert found[-1].startswith(("按文件里的名录", "文件缺少名录"))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format":"fadu-draw/1","format":"fadu-draw/1"}', '{"format":"fadu-draw/1",}', "no"])
def test_what_is_no_draw_is_unreadable(citizen: Page, text: str) -> None:
    assert in_browser(citizen, text).startswith(("不是", "JSON 里"))


def test_another_list_with_everything_made_anew_is_found_by_the_digest_published_before(citizen: Page) -> None:
    things, people, written = SOUND["the county"]
    published = freeze(things, people, written)["sha256"]
    other = dump(document(draw(things[1:], people, plan(written), "种子")))
    assert in_browser(citizen, other) == []
    assert in_browser(citizen, other, published) == ["frame_digest：与事先公布的摘要不符，名录或者计划在公布之后被换过"]


def test_a_citizen_chooses_the_file_and_reads_the_verdict(citizen: Page, tmp_path: Path) -> None:
    good, bad = tmp_path / "DRAW.json", tmp_path / "TOUCHED.json"
    good.write_text(made("the county"), "utf-8")
    bad.write_text(made("the county").replace('"officers": ["P', '"officers": ["Q', 1), "utf-8")
    for path, words in ((good, "重算相符：81 家次"), (bad, "不相符")):
        citizen.locator("#file").set_input_files(path)
        citizen.get_by_role("button", name="重算").click()
        expect(citizen.locator("#verdict")).to_contain_text(words)
    expect(citizen.locator("#verdict")).to_contain_text("officers[0]：文件为")
