"""Fines from benchmark tables: load, proof of all tables, one fine with its steps and neighbours.

Method: each is timed in processor time, best of several rounds. Peers in the same run: *yaml* reads the same rows of the packs from
YAML with PyYAML's C reader (what a pack in YAML would cost before any check); *bare* adds the same points in plain Python, without
reading a finding, a step or a neighbour (what no engine can avoid); *brute* proves a table by trying every combination of options.

    python -m bench.discretion [--rounds 5]
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections.abc import Callable
from decimal import Decimal
from importlib import resources
from itertools import product
from math import prod

import yaml

from fadu.core.discretion import Finding, compute, packs, prove_all
from fadu.core.discretion.model import Column
from fadu.core.discretion.packs import load

LIMITS = {"load of all packs": 0.3, "proof of all tables": 2.0, "one fine": 0.001}


def best(rounds: int, task: Callable[[], object]) -> float:
    """Processor seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return min(times)


def rows() -> list[dict[str, str]]:
    """The rows of all CSV files, read without any check."""
    found: list[dict[str, str]] = []
    for path in resources.files("fadu.core.discretion").joinpath("data").iterdir():
        if path.name.endswith(".csv"):
            found += csv.DictReader(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return found


def load_all() -> None:
    """Every pack anew, without the cache."""
    folder = resources.files("fadu.core.discretion").joinpath("data")
    for name in packs():
        load(folder, name)


def brute(columns: list[Column]) -> int:
    """Every combination of options of every additive column, its total at most 100."""
    tried = 0
    for column in columns:
        points = [[int(option.points or 0) for option in factor.options] for factor in column.factors]
        start = int(column.start or 0)
        for chosen in product(*points):
            tried += 1
            assert start + sum(chosen) <= 100
    return tried


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    hunan = packs()["HN-2021"]
    columns = [column for column in hunan.columns.values() if column.form == "weights"]
    draw = random.Random(1)
    cases = []
    for _ in range(200):
        column = draw.choice(columns)
        chosen = {factor.key: draw.choice(factor.options) for factor in column.factors}
        cases.append((column, chosen, {key: Finding(option.key, "笔录") for key, option in chosen.items()}))
    amounts = {name: Decimal(10**6) for name in ("investment", "disposal_cost", "illegal_income")}
    text = yaml.safe_dump(rows(), allow_unicode=True)

    def fines() -> None:
        for column, _, findings in cases:
            low = column.applies and column.applies.op == "<"
            compute(hunan, column.table, column.key, findings=findings, amounts={} if low else amounts)

    def bare() -> None:
        for column, chosen, _ in cases:
            (int(column.start or 0) + sum(int(option.points or 0) for option in chosen.values())) * 10**6 // 100

    measured = {
        "load of all packs": (best(rounds, load_all), "yaml", best(1, lambda: yaml.load(text, yaml.CSafeLoader))),
        "proof of all tables": (best(rounds, lambda: prove_all(packs().values())), "brute", best(1, lambda: brute(columns))),
        "one fine": (best(rounds, fines) / len(cases), "bare", best(rounds, bare) / len(cases)),
    }
    combinations = sum(prod(len(factor.options) for factor in column.factors) for column in columns)
    print(f"{len(packs())} packs, {sum(len(each.columns) for each in packs().values())} columns, {combinations} combinations of options")
    for name, (seconds, peer, other) in measured.items():
        held = "held" if seconds < LIMITS[name] else "MISSED"
        limit = f"limit {LIMITS[name] * 1000:g} ms: {held}"
        print(f"{name:<20} {seconds * 1000:8.3f} ms  ({limit})   {peer}: {other * 1000:8.3f} ms, {seconds / other:8.3f} of it")


if __name__ == "__main__":
    main()
