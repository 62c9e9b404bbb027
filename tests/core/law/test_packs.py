"""The packs that ship load; a pack that contradicts itself is refused with file, line and reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fadu.core import pack
from fadu.core.law import authority, code, provisions, rules, sources, statutes, violations

DATA = Path(str(sources.DATA))


def load(folder: Path) -> provisions.Catalogue:
    """Every pack of the room."""
    book = statutes.load(folder)
    rules.load_rules(folder), rules.load_switches(folder), authority.load(folder)
    code.load_parts(folder, book), code.load_gists(folder, book)
    return provisions.load(folder, book)


def test_the_packs_that_ship_are_whole() -> None:
    known = load(DATA)
    assert len(known.violations) == 306
    assert sum(len(held) for held in known.provisions.values()) == 680
    assert sum(not one.text for held in known.provisions.values() for one in held) == 7
    assert list(rules.rules()) == [f"R{number}" for number in range(9)]
    assert [switch.survey for switch in rules.switches().values()] == [f"R{number}" for number in range(1, 11)]


def test_every_provision_keeps_its_source_and_the_day_it_was_checked() -> None:
    registered = sources.sources()
    for held in provisions.catalogue().provisions.values():
        for one in held:
            assert registered[one.source].what and one.checked.isoformat() == "2026-11-22"
            assert one.text == (one.source != "recalled")


def test_the_catalogue_keeps_its_small_face() -> None:
    assert violations.known("permit.no_permit") and not violations.known("permit.none")
    assert violations.name("permit.no_permit") == violations.get("permit.no_permit").name == violations.catalogue()["permit.no_permit"]
    with pytest.raises(KeyError):
        violations.name("permit.none")


def test_a_pack_is_signed_by_two_different_people(tmp_path: Path) -> None:
    for names, signed in (("", False), ("甲", False), ("甲、甲", False), ("甲、乙", True)):
        folder = tmp_path / (names or "none")
        shutil.copytree(DATA, folder)
        for file in ("violations.csv", "provisions.csv"):
            (folder / file).write_text((folder / file).read_text("utf-8").replace("# 复核:", f"# 复核: {names}", 1), "utf-8")
        assert load(folder).reviewed is signed


def cell(file: str, line: int, column: str, value: str) -> Callable[[Path], tuple[str, int]]:
    """A change of one cell."""

    def change(folder: Path) -> tuple[str, int]:
        import csv

        path = folder / file
        lines = path.read_text("utf-8").splitlines()
        names = next(csv.reader([next(one for one in lines if not one.startswith("#"))]))
        cells = next(csv.reader([lines[line - 1]]))
        cells[names.index(column)] = value
        lines[line - 1] = ",".join(f'"{one}"' if "," in one else one for one in cells)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return file, line

    return change


def again(file: str, line: int) -> Callable[[Path], tuple[str, int]]:
    """A line repeated at the end."""

    def change(folder: Path) -> tuple[str, int]:
        path = folder / file
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([*lines, lines[line - 1]]) + "\n", "utf-8")
        return file, len(lines) + 1

    return change


def instead(file: str, line: int, old: str, new: str) -> Callable[[Path], tuple[str, int]]:
    """A piece of text replaced."""

    def change(folder: Path) -> tuple[str, int]:
        path = folder / file
        lines = path.read_text("utf-8").splitlines()
        assert old in lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(old, new, 1)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return file, line

    return change


def only(file: str, wrong: Callable[[str], bool]) -> int:
    """The first line of a pack of which `wrong` holds."""
    return next(number for number, text in enumerate((DATA / file).read_text("utf-8").splitlines(), 1) if wrong(text))


P, V, S = "provisions.csv", "violations.csv", "statutes.csv"
FIXED = only(P, lambda text: ",fixed_range," in text)
SHARE = only(P, lambda text: ",percent_of_investment," in text)
OLD = only("versions.csv", lambda text: text.startswith("环境影响评价法,2016"))

BROKEN = {
    "wrong order of dates": (cell(P, SHARE, "止", "2016-08-31"), "早于起日"),
    "date that does not exist": (cell(P, SHARE, "起", "2016-02-30"), "日期"),
    "missing date": (cell(P, SHARE, "起", ""), "日期"),
    "unknown statute": (cell(P, SHARE, "法律", "环评法"), "没有法律"),
    "older than its statute": (cell(P, SHARE, "起", "2000-01-01"), "最早版本"),
    "outlives its statute": (cell(P, SHARE, "止", ""), "废止"),
    "overlapping validity": (again(P, SHARE), "重叠"),
    "missing source": (cell(P, SHARE, "来源", ""), "来源"),
    "unregistered source": (cell(P, SHARE, "来源", "某处"), "未登记"),
    "unknown violation": (cell(P, SHARE, "违法行为", "none.such"), "没有违法行为"),
    "unknown sanction": (cell(P, SHARE, "其他处罚", "stop_construction、flogging"), "flogging"),
    "unknown base": (cell(P, SHARE, "基数", "turnover"), "turnover"),
    "unknown kind of fine": (cell(P, FIXED, "罚款方式", "fixed"), "fixed"),
    "unknown lane": (cell(P, FIXED, "层次", "main"), "main"),
    "unknown group": (cell(P, FIXED, "适用对象", "somebody"), "somebody"),
    "unknown trigger": (cell(P, FIXED, "触发", "sometimes"), "sometimes"),
    "a share without base": (cell(P, SHARE, "基数", ""), "需要基数"),
    "a range with base": (cell(P, FIXED, "基数", "total_investment"), "不需要基数"),
    "floor above ceiling": (cell(P, FIXED, "下限", "99999999"), "大于"),
    "half a range": (cell(P, FIXED, "上限", ""), "同时填写"),
    "no range": (instead(P, FIXED, ",fixed_range,", ",none,"), "不需要下限"),
    "a number that is none": (cell(P, FIXED, "下限", "二十万"), "应为数"),
    "a negative number": (cell(P, FIXED, "下限", "-1"), "不小于 0"),
    "half a personal fine": (cell(P, FIXED, "个人上限", "1"), "同时填写"),
    "a threshold without the range below": (cell(P, SHARE, "倍数起点", "100000"), "同时填写"),
    "a base for refusal without amounts": (cell(P, SHARE, "拒改基数", "illegal_gains"), "拒改"),
    "an article that is none": (cell(P, SHARE, "罚则条款", "第三十一条"), "记法"),
    "neither read nor recalled": (cell(P, SHARE, "核实", "perhaps"), "perhaps"),
    "something instead of yes": (cell(P, SHARE, "责令改正", "yes"), "留空"),
    "a missing cell": (instead(P, SHARE, ",direct", ""), "格"),
    "duplicate violation": (again(V, 7), "重复"),
    "violation without name": (cell(V, 7, "名称", ""), "是空的"),
    "violation of unknown element": (cell(V, 7, "要素", "fire"), "fire"),
    "violation of unknown authority": (cell(V, 7, "部门", "navy"), "navy"),
    "violation without authority": (cell(V, 7, "部门", ""), "部门"),
    "duplicate statute": (again(S, 8), "重复"),
    "a name of two statutes": (cell(S, 20, "别称", "固废法"), "已属于"),
    "successor that is not there": (cell(S, 8, "后法", "某法"), "没有后法"),
    "successor of a law in force": (cell(S, 7, "后法", "环境保护法"), "没有止日"),
    "statute without source": (cell(S, 8, "来源", ""), "来源"),
    "statute of unregistered source": (cell(S, 8, "来源", "某处"), "未登记"),
    "version of no statute": (instead("versions.csv", OLD, "环境影响评价法", "某法"), "没有法律"),
    "version that ends before it begins": (cell("versions.csv", OLD, "止", "2016-01-01"), "早于起日"),
    "versions that overlap": (cell("versions.csv", OLD, "起", "2016-08-31"), "重叠"),
    "versions with a gap": (cell("versions.csv", OLD, "起", "2016-09-02"), "空档"),
    "version on no day": (cell("versions.csv", OLD, "起", "2016年"), "日期"),
    "duplicate rule": (again("rules.csv", 7), "重复"),
    "rule on no citation": (cell("rules.csv", 7, "依据", "生态环境法典 第一条"), "记法"),
    "duplicate switch": (again("switches.csv", 7), "重复"),
    "duplicate source": (again("sources.csv", 7), "重复"),
    "duplicate label": (again("labels.csv", 7), "重复"),
    "remedies that overlap": (again("remedies.csv", 7), "重叠"),
    "remedy of nobody": (cell("remedies.csv", 7, "署名", "county"), "county"),
    "part beyond the Code": (cell("code-parts.csv", 7, "条文", "1-1300"), "之内"),
    "gist of no article": (cell("code-articles.csv", 7, "条", "1300"), "没有第"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_is_refused_with_file_line_and_reason(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    change, words = BROKEN[name]
    file, line = change(folder)
    with pytest.raises(pack.BadPack) as refused:
        load(folder)
    assert (refused.value.file, refused.value.line) == (file, line)
    assert words in refused.value.fault
    assert file in str(refused.value) and str(line) in str(refused.value)


@pytest.mark.parametrize("key", ["名称", "版本", "核对", "来源", "复核"])
def test_a_header_that_lacks_a_line_is_refused(key: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    lines = (folder / P).read_text("utf-8").splitlines()
    (folder / P).write_text("\n".join(line for line in lines if not line.startswith(f"# {key}:")), "utf-8")
    with pytest.raises(pack.BadPack) as refused:
        load(folder)
    assert key in refused.value.fault


def test_a_violation_without_provision_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    lines = (folder / P).read_text("utf-8").splitlines()
    (folder / P).write_text("\n".join(line for line in lines if not line.startswith("water.dilution,")), "utf-8")
    with pytest.raises(pack.BadPack) as refused:
        load(folder)
    assert "water.dilution" in refused.value.fault
    assert (refused.value.file, refused.value.line) == (V, only(V, lambda text: text.startswith("water.dilution,")))
