"""The file of a draw: whatever is touched, the replay finds it; and what may not go in at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.hashes import digests
from fadu.core.refusal import Refusal, Unreadable
from fadu.core.sampling import document, draw, dump, fairness, freeze, parse, plan, read, replay
from fadu.core.sampling.writing import digest
from fadu.site import cli

from .frames import drawn, each, objects, officers

PLAN = {
    "classes": {"key": {"mode": "pct_per_quarter", "value": 0.25}, "general": {"mode": "per_officer_per_year", "value": 2.5}},
    "on": "2026-01-05", "load": "even", "supplements": [{"class": "general", "count": 2, "reason": "两家已注销"}],
}


def made(seed: str = "彩票 2026001") -> dict[str, Any]:
    things = objects(16) + objects(3, start=16, skip="停产") + objects(5, "key")
    people = [*officers(4), {"id": "P99", "certificate_until": "2025-12-31"}]
    written = document(draw(things, people, plan(PLAN), seed))
    return json.loads(dump(written))  # type: ignore[no-any-return]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each_ in items:
        yield (*path, key)
        yield from places(each_, (*path, key))


def inside(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def changed(value: Any) -> Any:
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return [*value, "x"] if isinstance(value, list) else {**value, "x": "x"}


def test_an_untouched_file_replays() -> None:
    assert replay(json.dumps(made(), ensure_ascii=False)) == []
    assert replay(json.dumps(made(), indent=4)) == []  # the layout isn't the draw


@pytest.mark.slow
def test_every_single_change_and_every_removal_in_the_file_is_found() -> None:
    original = made()
    tried = 0
    for path in places(original):
        if path[0] == "format":
            continue
        for act in ("change", "remove"):
            touched = copy.deepcopy(original)
            parent = inside(touched, path[:-1])
            if act == "change":
                parent[path[-1]] = changed(parent[path[-1]])
            else:
                del parent[path[-1]]
            assert replay(json.dumps(touched)) != [], (act, path)
            tried += 1
    assert tried > 300


def test_a_change_with_its_digest_made_anew_is_found_by_the_recomputation() -> None:
    for path, value in {("drawn", 0, "officers"): ["P00", "P01", "P02"], ("drawn", 1, "ticket"): "0" * 64, ("seed",): "另一个种子"}.items():
        touched = made()
        inside(touched, path[:-1])[path[-1]] = value
        found = replay(json.dumps({**touched, "digest": digest(parse(json.dumps(touched)))}))
        assert found
        assert not any(line.startswith("digest：与文件内容") for line in found)


def test_the_replay_says_where() -> None:
    touched = made()
    row = next(row for row in touched["frames"]["objects"] if row["id"] not in {one["object"] for one in touched["drawn"]} and "skip" not in row)
    row["address"] = "别处"
    found = replay(json.dumps(touched))
    assert "名录或者计划被改动" in found[0]
    touched = made()
    touched["drawn"][0]["officers"].reverse()
    name = touched["drawn"][0]["object"]
    assert any(f"drawn[{name}" in line for line in replay(json.dumps(touched)))


def test_the_frame_digest_is_known_before_the_seed_and_outlives_a_continued_draw() -> None:
    one, other = (document(drawn(objects(9), officers(3), each(1), seed)) for seed in ("a", "b"))
    assert one["frame_digest"] == other["frame_digest"] == freeze(objects(9), officers(3), each(1))
    more = {**each(1), "supplements": [{"class": "general", "count": 1, "reason": "补"}]}
    assert freeze(objects(9), officers(3), more) == one["frame_digest"]
    frozen = {"objects": objects(9), "officers": officers(3), "plan": plan(each(1)).written}
    assert one["frame_digest"] == digests(canonical(frozen).encode()).hex()
    assert freeze(objects(9)[::-1], officers(3), each(1)) == one["frame_digest"]
    assert freeze(objects(10), officers(3), each(1)) != one["frame_digest"]
    assert freeze(objects(9), officers(3), each(2)) != one["frame_digest"]


@pytest.mark.parametrize(
    ("things", "people", "written", "reason"),
    [
        ([*objects(3), objects(1)[0]], officers(2), each(1), "重复"), (objects(3), [*officers(2), {"id": "P00"}], each(1), "重复"),
        ([{"id": "x"}], officers(2), each(1), "没有类别"), ([{"id": "x", "class": "secret"}], officers(2), each(1), "不在计划里"),
        ([{"class": "general"}], officers(2), each(1), "没有编号"), ([{"id": "a\nb", "class": "general"}], officers(2), each(1), "控制字符"),
        (objects(3, visits="many"), officers(2), {**each(1), "cap_per_object": 2}, "不是整数"),
        (objects(3), officers(2, certificate_until="soon"), {**each(1), "on": "2026-01-01"}, "不是日期"),
        (objects(3), officers(2), {**each(1), "supplements": [{"class": "general", "count": 9, "reason": "补"}]}, "补抽"),
    ],
)
def test_a_frame_that_is_doubtful_stops_the_draw(
    things: list[dict[str, str]], people: list[dict[str, str]], written: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refusal) as caught:
        drawn(things, people, written)
    assert reason in caught.value.reason
    assert caught.value.mend


@pytest.mark.parametrize(
    "written",
    [
        [], {}, {"classes": {}}, {"classes": {"x": {"mode": "all"}}}, {"classes": {"x": "all"}}, {"classes": {"x": {"mode": "pct_per_year"}}},
        {"classes": {"x": {"mode": "pct_per_year", "value": 25}}}, {"classes": {"x": {"mode": "pct_per_year", "value": 0}}},
        {"classes": {"x": {"mode": "pct_per_year", "value": True}}}, {"classes": {"x": {"mode": "pct_per_year", "value": "a fifth"}}},
        {"classes": {"x": {"mode": "pct_per_year", "value": "0.12345678901234567891"}}},
        {"classes": {"x": {"mode": "pct_per_year", "value": 0.1, "rounding": "up"}}},
        {"classes": {"x": {"mode": "pct_per_year", "value": 0.1, "valeu": 1}}},
        {"classes": {"x": {"mode": "pct_per_quarter", "value": 0.1, "replacement": "no"}}}, {**each(1), "officers_per_object": 0},
        {**each(1), "officers_per_object": 2.5}, {**each(1), "officers_per_object": True}, {**each(1), "load": "fair"}, {**each(1), "on": "soon"},
        {**each(1), "rotation": 1}, {**each(1), "surprise": 1}, {**each(1), "supplements": {}}, {**each(1), "supplements": [{"class": "general"}]},
        {**each(1), "supplements": [{"class": "x", "count": 1, "reason": "补"}]},
        {**each(1), "supplements": [{"class": "general", "count": 1, "reason": " "}]}, {**each(1), "officers_per_object": 1},
    ],
)
def test_a_plan_that_is_wrong_is_refused(written: Any) -> None:
    with pytest.raises(Refusal) as caught:
        plan(written)
    assert caught.value.mend


@pytest.mark.parametrize("seed", ["", "  ", "a\nb"])
def test_a_seed_must_be_there_and_on_one_line(seed: str) -> None:
    with pytest.raises(Refusal):
        drawn(objects(3), officers(2), each(1), seed)


def test_ids_that_look_alike_are_one_and_empty_columns_change_nothing() -> None:
    rows = read("id,class,skip\ne\u0301,general,\nx,general,停产\n\n", "objects")
    assert rows == [{"id": "e\u0301", "class": "general"}, {"id": "x", "class": "general", "skip": "停产"}]
    assert draw(rows, officers(2), plan(each(1)), "s").objects[1]["id"] == "é"
    with pytest.raises(Refusal):
        drawn([*rows, {"id": "é", "class": "general"}], officers(2), each(1))


@pytest.mark.parametrize("text", ["", "name\nx", "id\nx", "id,class,id\nx,y,z", "id,class\nx", "id,class\nx,y,z"])
def test_a_table_that_is_none_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text, "objects")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "fadu-draw/9"}', '{"format": "fadu-draw/1", "format": "fadu-draw/1"}', '{"format": NaN}']
)
def test_a_file_that_is_no_draw_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        replay(text)


def test_looking_back_over_years_tells_chance_from_a_draw_that_favours() -> None:
    things, people = objects(100), officers(6)
    fair = [drawn(things, people, each(0.2, "pct_per_year"), f"year {year}") for year in range(8)]
    found = fairness(fair)
    assert found.objects == 100
    assert found.never.expected == pytest.approx(100 * 0.8**8)
    assert not found.never.odd
    assert not found.always.odd
    assert sum(visits for _, visits in found.pairs) == 160
    assert found.pairs[0][1] <= found.pair_limit
    same = fairness([fair[0]] * 8)
    assert same.never.odd
    assert same.always.odd
    assert (same.never.seen, same.always.seen) == (80, 20)
    pair = [drawn(things, officers(4, absent="休假") + officers(6)[4:], each(0.2, "pct_per_year"), "x")]
    assert fairness(pair).pairs[0] == (("P04", "P05"), 20)
    assert fairness([]).objects == 0


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    try:
        code = cli.main([str(arg) for arg in args])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def files(tmp_path: Path) -> list[object]:
    (tmp_path / "o.csv").write_bytes("\ufeffid,class,名称\nA1,general,甲厂\nA2,general,乙厂\nA3,general,丙厂\n".encode())
    (tmp_path / "p.csv").write_bytes("id,姓名\nP1,张\nP2,李\nP3,王\n".encode("gb18030"))
    (tmp_path / "plan.json").write_text(json.dumps(each(0.5, "pct_per_year")), "utf-8")
    return ["draw", "--objects", tmp_path / "o.csv", "--officers", tmp_path / "p.csv", "--plan", tmp_path / "plan.json"]


def test_the_commands_freeze_draw_and_replay(files: list[object], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "DRAW.json"
    code, frozen, _ = run(capsys, *files, "--freeze")
    digest = json.loads(frozen)["sm3"]
    assert code == 0
    code, said, err = run(capsys, *files, "--seed", "0123", "--frame", digest, "-o", out)
    assert (code, err) == (0, "")
    assert "general：3 个中抽取 2 家次" in said
    written = json.loads(out.read_text("utf-8"))
    assert {"frames", "seed", "algorithm", "drawn"} <= set(written)
    assert [set(one) for one in written["drawn"]] == [{"object", "class", "ticket", "officers"}] * 2
    assert run(capsys, "replay", out, "--frame", digest)[0] == 0
    out.write_text(out.read_text("utf-8").replace("丙厂", "丁厂"), "utf-8")
    code, said, err = run(capsys, "replay", out)
    assert (code, said) == (1, "")
    assert "frame_digest" in err
    assert run(capsys, *files, "--seed", "0123", "--frame", "0" * 64, "-o", out)[0] == 1
    code, _, err = run(capsys, "replay", out, "--frame", "0" * 64)
    assert (code, "事先公布" in err) == (1, True)


def test_the_commands_say_what_is_wrong(files: list[object], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "DRAW.json"
    assert run(capsys, *files)[0] == 2
    assert run(capsys, "replay", tmp_path / "absent.json")[0] == 2
    assert run(capsys, *files, "--seed", "1", "-o", tmp_path / "no" / "folder.json")[0] == 2
    (tmp_path / "p.csv").write_text("id\nP1\n", "utf-8")
    code, said, err = run(capsys, *files, "--seed", "1", "-o", out)
    assert (code, said, len(err.strip().splitlines())) == (1, "", 2)
    assert not out.exists()
    (tmp_path / "plan.json").write_text("{", "utf-8")
    assert run(capsys, *files, "--seed", "1", "-o", out)[0] == 2
    (tmp_path / "o.csv").write_bytes(b"\xff\xfe\x00")
    assert run(capsys, *files, "--seed", "1", "-o", out)[0] == 2
