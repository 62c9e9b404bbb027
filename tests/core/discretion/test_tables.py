"""Every table of every benchmark, recomputed from its files by a few lines that share nothing with the calculation."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from itertools import product
from random import Random

import pytest

from fadu.core.discretion import Finding, Provision, compute, packs, prove_all
from fadu.core.discretion.forms import FORMS
from fadu.core.discretion.forms.base import Work
from fadu.core.discretion.model import Column, Span

DATA = resources.files("fadu.core.discretion").joinpath("data")
AMOUNTS = {"investment": 3_000_000, "disposal_cost": 260_000, "illegal_income": 150_000}
GIVEN = (20_000, 200_000)  # the range of the penalty article, where the table has none of its own
ADDED = ("weights", "share")


def rows(id: str, name: str) -> list[dict[str, str]]:
    text = DATA.joinpath(f"{id}.{name}.csv").read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def added() -> Iterator[tuple[str, dict[str, str]]]:
    for id in packs():
        if DATA.joinpath(f"{id}.tables.csv").is_file():
            yield from ((id, row) for row in rows(id, "tables") if row["算法"] in ADDED)


COLUMNS = list(added())
NAMES = [f"{id}-{row['表']}-{row['列']}" for id, row in COLUMNS]


def factors(id: str, row: dict[str, str]) -> dict[str, dict[str, Fraction]]:
    found: dict[str, dict[str, Fraction]] = {}
    for option in rows(id, "options"):
        if option["表"] == row["表"] and option["列"] in ("", row["列"]):
            found.setdefault(option["因素"], {})[option["选项"]] = Fraction(option["分值"])
    return found


def legal(row: dict[str, str]) -> tuple[Fraction, Fraction]:
    if not row["幅度"]:
        return Fraction(GIVEN[0]), Fraction(GIVEN[1])
    base = Fraction(1)
    if row["基数"]:
        base = Fraction(max(AMOUNTS[row["基数"]], int(row["基数下限"] or 0)))
    if row["幅度"] == "percent":
        base /= 100
    return Fraction(row["最低"]) * base, Fraction(row["最高"]) * base


def expected(row: dict[str, str], total: Fraction) -> Fraction:
    low, high = legal(row)
    if row["算法"] == "weights":
        return (Fraction(row["起点"]) + total) / 100 * high
    return (low / high + total / 100 * (1 - low / high)) * high


def column_of(id: str, row: dict[str, str]) -> Column:
    return packs()[id].columns[(row["表"], row["列"])]


def test_hunan_has_its_29_tables_in_36_columns() -> None:
    columns = packs()["HN-2021"].columns
    assert (len({table for table, _ in columns}), len(columns)) == (29, 36)


def test_every_table_that_is_carried_passes_its_proof() -> None:
    assert {key: faults for key, faults in prove_all(packs().values()).items() if faults} == {}


@pytest.mark.parametrize(("id", "row"), COLUMNS, ids=NAMES)
def test_start_and_largest_options_are_100_and_the_start_is_the_legal_minimum(id: str, row: dict[str, str]) -> None:
    largest = sum(max(options.values()) for options in factors(id, row).values())
    low, high = legal(row)
    if row["算法"] == "weights":
        assert Fraction(row["起点"]) + largest == 100
        assert Fraction(row["起点"]) / 100 == low / high
    else:
        assert largest == 100


@pytest.mark.parametrize(("id", "row"), COLUMNS, ids=NAMES)
def test_every_combination_of_options_gives_the_fine_worked_out_by_hand(id: str, row: dict[str, str]) -> None:
    column = column_of(id, row)
    low, high = legal(row)
    span = Span(Decimal(int(low)), Decimal(int(high)))
    derive = FORMS[column.form].derive
    table = factors(id, row)
    assert [factor.key for factor in column.factors] == list(table)
    seen = 0
    for keys in product(*table.values()):
        chosen = {factor.key: factor.option(key) for factor, key in zip(column.factors, keys, strict=True)}
        outcome = derive(Work(column, chosen, span, span.low, {}, {}, {}))  # type: ignore[arg-type]
        total = sum((options[key] for options, key in zip(table.values(), keys, strict=True)), Fraction(0))
        assert Fraction(outcome.low) == expected(row, total), keys
        assert low <= Fraction(outcome.low) <= high
        seen += 1
    assert seen > 0


@pytest.mark.parametrize(("id", "row"), COLUMNS, ids=NAMES)
def test_the_whole_calculation_agrees_and_its_neighbours_are_fines_of_their_own(id: str, row: dict[str, str]) -> None:
    rules, table, draw = packs()[id], factors(id, row), Random(NAMES.index(f"{id}-{row['表']}-{row['列']}"))
    amounts = {key: Decimal(value) for key, value in AMOUNTS.items() if key == row["基数"]}
    provision = None if row["幅度"] else Provision("amount", Decimal(GIVEN[0]), Decimal(GIVEN[1]))

    def fine(keys: dict[str, str]) -> Decimal | None:
        findings = {factor: Finding(key, "笔录") for factor, key in keys.items()}
        found = compute(rules, row["表"], row["列"], findings=findings, amounts=amounts, provision=provision)
        assert found.missing == ()
        near.update({(each.factor, each.option): each.fine for each in found.neighbours})
        return found.fine

    for _ in range(5):
        near: dict[tuple[str, str], Decimal] = {}
        keys = {factor: draw.choice(list(options)) for factor, options in table.items()}
        total = sum((table[factor][key] for factor, key in keys.items()), Fraction(0))
        exact = expected(row, total)
        assert fine(keys) == int(exact + Fraction(1, 2))  # to the yuan, half up
        (factor, option), amount = draw.choice(list(near.items()))
        assert fine({**keys, factor: option}) == amount
        assert len({name for name, _ in near}) == len(table)  # every factor has a neighbour


def test_no_combination_is_lost_when_a_measured_number_is_given_instead_of_an_option() -> None:
    hunan = packs()["HN-2021"]
    for (table, name), column in hunan.columns.items():
        for factor in (each for each in column.factors if each.unit):
            for option in factor.options:
                assert option.interval is not None
                for at in (option.interval.low, (option.interval.high or option.interval.low + 2) - 1):  # type: ignore[operator]
                    holders = [each.key for each in factor.options if each.interval and each.interval.holds(Decimal(at or 0))]
                    assert len(holders) == 1, (table, name, factor.key, at)
