"""Checklists by day, the chain and what a device sends, as plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from fadu.core.pack import BadPack
from fadu.core.refusal import Refusal
from fadu.core.visits import chain, checklists, kinds, order, syncing

NOON = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)


def test_a_list_cites_the_law_of_the_day() -> None:
    before, after = (checklists.checklist("chemical", day) for day in (date(2026, 8, 14), date(2026, 8, 15)))
    assert [item.id for item in before.items] == [item.id for item in after.items]
    closed = {item.id: item.basis for item in before.items}["V01"], {item.id: item.basis for item in after.items}["V01"]
    assert closed[0].startswith("《大气污染防治法》") and closed[1].startswith("《生态环境法典》")


@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2026, 9, 1)])
def test_an_item_rests_on_an_article_or_says_that_none_is_known(day: date) -> None:
    silent = {item.id for id in checklists.names() for item in checklists.checklist(id, day).items if not item.basis}
    assert silent <= {"J02"}  # the old law named no duty of a test station beside forged reports


def test_the_industry_proposes_its_list() -> None:
    assert [checklists.suggested(words) for words in ("加油站", "页岩砖厂", "", "百货零售")] == ["petrol", "building", "common", "common"]
    with pytest.raises(Refusal, match="没有“x”"):
        checklists.checklist("x", date(2026, 1, 1))


def test_a_broken_pack_says_file_and_line(tmp_path: Path) -> None:
    source = resources.files(checklists.__package__) / "data"
    for name in ("lists.csv", "items.csv"):
        (tmp_path / name).write_text((source / name).read_text("utf-8"), "utf-8")
    text = (tmp_path / "items.csv").read_text("utf-8")
    for wrong, word in ((text + "petrol,P01,又一项,,air.odour\n", "用了两次"), (text + "petrol,P09,又一项,,air.nothing\n", "目录里没有"),
                        (text + "nowhere,P09,又一项,,air.odour\n", "清单")):
        (tmp_path / "items.csv").write_text(wrong, "utf-8")
        with pytest.raises(BadPack, match=word):
            checklists.load(tmp_path)


def entry(seq: int, previous: str, **more: object) -> dict[str, object]:
    made: dict[str, object] = {
        "visit": "v", "seq": seq, "kind": "notice", "said": {"mode": "提前通知"}, "by": "1", "previous": previous,
        "device": {"at": "2026-09-01T04:00:00Z", "boot": "b", "elapsed": seq * 1000, "id": "d"}, **more,
    }
    return {**made, "digest": chain.follow(made)}


def test_every_character_of_an_entry_is_covered() -> None:
    one = entry(1, "s")
    for name in chain.COVERED:
        changed = {**one, name: {"x": 1} if isinstance(one[name], dict) else "x" if isinstance(one[name], str) else 9}
        assert chain.follow(changed) != one["digest"], name
    assert chain.follow({**one, "said": {"mode": "e\u0301"}}) == chain.follow({**one, "said": {"mode": "é"}})


def test_what_is_not_whole_is_refused() -> None:
    start = "0" * 64
    one = entry(1, start)
    two = entry(2, str(one["digest"]))
    assert [digest for _, digest in syncing.fresh("v", [], start, [one, two])] == [one["digest"], two["digest"]]
    assert syncing.fresh("v", [str(one["digest"])], start, [one]) == []
    for sent, word in (
        ([two], "缺第 1 条"), ([one, {**two, "said": {}}], "摘要不符"), ([entry(1, "1" * 64)], "接不上"), ([{}], "不完整"),
        ([{**one, "visit": "w"}], "不完整"), ([{**one, "seq": "1"}], "不完整"), ([{**one, "said": {"x": 1.5}}], "不完整"),
    ):
        with pytest.raises(Refusal, match=word):
            syncing.fresh("v", [], start, sent)


@pytest.mark.parametrize("wrong", [None, {}, {"at": "x"}, {"boot": ""}, {"elapsed": -1}, {"elapsed": True}, {"id": "a b"}])
def test_a_stamp_that_says_nothing_is_refused(wrong: dict[str, object] | None) -> None:
    whole = {"at": "2026-09-01T04:00:00Z", "boot": "b", "elapsed": 1, "id": "d"}
    assert syncing.stamp({"device": whole}).elapsed == 1
    with pytest.raises(Refusal):
        syncing.stamp({"device": {**whole, **wrong} if wrong else wrong})


def test_a_clock_is_judged_against_ours_and_against_its_own_stopwatch() -> None:
    assert syncing.skew(NOON + timedelta(seconds=90), NOON) == 0
    assert syncing.said_of(syncing.skew(NOON - timedelta(hours=5), NOON)).startswith("设备的时钟比服务器慢 5 小时")
    one = syncing.Stamp("d", NOON, "b", 0)
    assert syncing.clock_notes([one, syncing.Stamp("d", NOON + timedelta(minutes=10), "b", 600_000)]) == []
    assert "拨慢了 3 小时" in syncing.clock_notes([one, syncing.Stamp("d", NOON - timedelta(hours=3), "b", 1000)])[0]
    assert "倒退了 10 分钟" in syncing.clock_notes([one, syncing.Stamp("d", NOON - timedelta(minutes=10), "c", 0)])[0]
    assert syncing.clock_notes([one, syncing.Stamp("e", NOON - timedelta(days=1), "b", 0)]) == []


@pytest.mark.parametrize(("kind", "said", "word"), [
    ("x", {}, "没有“x”这种记录"), ("notice", {"mode": "口头"}, "应为提前通知"), ("notice", {}, "没有填写通知方式"),
    ("notice", {"mode": "提前通知", "who": "x"}, "没有“who”这一栏"), ("notice", {"mode": 1}, "不是文字"),
    ("notice", {"mode": "提前通知", "told_to": "甲" * 201}, "超过 200 字"), ("notice", {"mode": "提前通知", "told_to": "甲\n乙"}, "看不见的字符"),
    ("certificates", {"shown": "是"}, "应为是或者否"), ("clip", {"clip": "1", "station": "s", "sha256": "zz"}, "64 位十六进制"),
    ("clip", {"clip": "1", "station": "s", "sha256": "0" * 64, "seconds": 0}, "大于零"),
    ("checks", {"answers": {"A": {"answer": "好"}}}, "第 A 项应为"),
    ("scene", {"place": "x", "began": "昨天"}, "不是时间"),
])
def test_what_cannot_be_an_answer_says_which_box(kind: str, said: dict[str, object], word: str) -> None:
    with pytest.raises(Refusal) as found:
        kinds.check(kind, said, ["A"])
    assert word in found.value.reason


def test_a_term_is_counted_from_the_day_of_the_visit_and_ends_on_a_working_day() -> None:
    state = order.fold([("problem", {"what": "x", "order": "责令限期改正", "days": 4}), ("problem", {"what": "y", "order": "责令立即改正"}),
                        ("problem", {"what": "z", "order": "另行处理"})])
    assert [one.due for one in order.problems(state, date(2026, 9, 1))] == [date(2026, 9, 7), date(2026, 9, 1), None]
