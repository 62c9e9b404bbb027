"""Who signs on a day, and seal, number and remedies with it."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.core.law import authority
from fadu.core.law.authority import Bureau, Organ
from fadu.core.refusal import Refusal

CITY = Organ("永州市生态环境局", "永环罚", "永州市人民政府")
BRANCH = Organ("永州市生态环境局蓝山分局", "永环蓝罚", "蓝山县人民政府")
BUREAU = Bureau(CITY, BRANCH, date(2026, 8, 15))
BEFORE, AFTER = date(2026, 8, 14), date(2026, 8, 15)


def test_before_the_code_the_city_bureau_signs() -> None:
    issuer = authority.issuer(BUREAU, BEFORE)
    assert (issuer.name, issuer.number(2026, 7)) == ("永州市生态环境局", "永环罚〔2026〕7号")
    assert issuer.review == ("永州市人民政府",)
    assert "蓝山县" not in issuer.remedy and "六十日" in issuer.remedy and "六个月" in issuer.remedy


def test_from_the_code_the_branch_signs_and_the_county_government_may_review() -> None:
    issuer = authority.issuer(BUREAU, AFTER)
    assert (issuer.name, issuer.number(2026, 1)) == ("永州市生态环境局蓝山分局", "永环蓝罚〔2026〕1号")
    assert issuer.review == ("永州市人民政府", "蓝山县人民政府")
    assert "永州市人民政府或者蓝山县人民政府" in issuer.remedy
    assert "《生态环境法典》第五十三条" in issuer.basis and "《行政复议法》第二十四条" in issuer.basis


def test_a_branch_that_does_not_sign_leaves_it_to_the_city_bureau() -> None:
    assert authority.issuer(Bureau(CITY, BRANCH), date(2026, 12, 1)).name == CITY.name
    assert authority.issuer(Bureau(CITY, BRANCH, date(2027, 1, 1)), date(2026, 12, 31)).name == CITY.name


def test_a_branch_can_t_choose_to_sign_before_the_law_lets_it() -> None:
    with pytest.raises(Refusal) as refused:
        authority.issuer(Bureau(CITY, BRANCH, date(2026, 8, 1)), AFTER)
    assert "第五十三条" in refused.value.article and refused.value.mend


def test_remedies_that_the_pack_does_not_hold_are_refused() -> None:
    with pytest.raises(Refusal):
        authority.issuer(BUREAU, date(2023, 12, 31))


@pytest.mark.parametrize(("signer", "on", "may"), [("city", BEFORE, True), ("city", AFTER, True), ("branch", BEFORE, False), ("branch", AFTER, True)])
def test_who_may_sign_on_a_day(signer: str, on: date, may: bool) -> None:
    assert authority.may_sign(signer, on) is may


def test_name_and_seal_are_one_organ_that_may_sign() -> None:
    authority.check(CITY.name, CITY.name, BUREAU, BEFORE)
    authority.check(BRANCH.name, BRANCH.name, BUREAU, AFTER)
    for name, seal, on in (
        (BRANCH.name, BRANCH.name, BEFORE),
        (BRANCH.name, CITY.name, AFTER),
        ("蓝山县生态环境局", "蓝山县生态环境局", AFTER),
    ):
        with pytest.raises(Refusal) as refused:
            authority.check(name, seal, BUREAU, on)
        assert refused.value.article and refused.value.mend
