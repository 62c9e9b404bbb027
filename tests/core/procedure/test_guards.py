"""Every guard by its examples, which are files that a lawyer can read: `examples/<guard>.yaml`, with the facts under their Chinese names."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from fadu.core.procedure.engine import ask
from fadu.core.procedure.facts import Facts, vocabulary
from fadu.core.procedure.guards import guards
from fadu.core.procedure.rules import local

HERE = Path(__file__).parent
EXAMPLES = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted((HERE / "examples").glob("*.yaml"))}
KEYS = {fact.name: fact for fact in vocabulary().values()}
PARTS = {
    "姓名": "name", "名称": "name", "执法证自": "certificate_from", "执法证至": "certificate_until", "告知日期": "told_on",
    "采样记录": "sampling_record", "点位一致": "point_match", "资质标识": "accredited", "签名": "signed",
    "被申请人": "person", "决定日期": "decided_on", "回避": "recused", "职务": "role", "决定人": "decided_by",
    "自": "from", "至": "to", "事由": "ground",
    "法制和技术审核": "reviewed", "记录内容审核": "record_reviewed", "标明": "marked", "告知当事人": "party_told",
}
CASES = [(name, case) for name, file in EXAMPLES.items() for case in file["例"]]


@cache
def local_rules(name: str) -> local.LocalRules:
    return local.read(HERE / "local" / f"{name}.json")


def value(form: str, written: Any) -> Any:
    """What an example writes, as the guard reads it: 是/否, 不知道, amounts as Decimal, the parts of lists under their keys."""
    if written == "不知道":
        return None
    if form == "规则包":
        return local_rules(written)
    if isinstance(written, list):
        return [value("", one) for one in written]
    if isinstance(written, dict):
        return {PARTS[key]: value("", one) for key, one in written.items()}
    if form in ("金额", "") and isinstance(written, int):
        return Decimal(written)
    return {"是": True, "否": False}.get(written, written) if isinstance(written, str) else written


def facts_of(name: str, case: dict[str, Any]) -> dict[str, Any]:
    written = {**EXAMPLES[name].get("共同事实", {}), **case.get("事实", {})}
    return {KEYS[key].key: value(KEYS[key].form, one) for key, one in written.items()}


def test_every_guard_has_its_file_of_examples_and_every_file_its_guard() -> None:
    assert sorted(EXAMPLES) == sorted(guard.name for guard in guards().values())


def test_every_name_of_a_fact_is_unique() -> None:
    assert len(KEYS) == len(vocabulary())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_guard_has_an_example_that_passes_and_one_that_is_refused(name: str) -> None:
    outcomes = [case["结果"] for case in EXAMPLES[name]["例"]]
    assert {"通过", "不通过"} <= set(outcomes)


@pytest.mark.parametrize("guard", guards().values(), ids=lambda guard: guard.name)
def test_every_guard_cites_an_article_and_says_what_it_needs_when_it_knows_nothing(guard: Any) -> None:
    assert "《" in guard.article()
    barred = ask(guard, Facts({}))
    assert barred, "a guard that lets a matter pass of which nothing is known"
    assert all(one.missing and one.mend and one.article == guard.article() for one in barred)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['情形']}" for name, case in CASES])
def test_the_example_holds(name: str, case: dict[str, Any]) -> None:
    guard = next(one for one in guards().values() if one.name == name)
    barred = ask(guard, Facts(facts_of(name, case)))
    if case["结果"] == "通过":
        assert [one.reason for one in barred] == []
    else:
        assert barred, "not refused"
        told = "\n".join(one.reason for one in barred)
        assert case["因为"] in told
        assert any(one.missing for one in barred) is (case["结果"] == "不能判断")
        assert all(one.mend for one in barred)
