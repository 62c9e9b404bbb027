"""The catalogue of documents as data: every kind has its text, every text has a place for what the law asks of its kind."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.core import documents, pack
from fadu.core.documents import Line
from fadu.core.documents.amounts import spoken, written
from fadu.core.documents.codes import begins, code_of
from fadu.core.documents.filling import clean
from fadu.core.documents.numbering import Number, parse, prefix
from fadu.core.documents.templates import FLUSH, ROW, TEXT, blocks, template
from fadu.core.refusal import Refusal

FORMS = documents.forms()
DECISION = FORMS[38]


def full(number: int) -> dict[str, str]:
    """A word for each field that the text states."""
    return {name: f"内容{place}" for place, name in enumerate(sorted(FORMS[number].stated))}


def test_every_kind_of_the_catalogue_and_the_correction_has_a_text_with_a_place_for_each_of_its_elements() -> None:
    assert sorted(FORMS) == list(range(1, 76))
    assert {form.name: [one.name for one in documents.unstated(form)] for form in FORMS.values() if documents.unstated(form)} == {}
    assert {form.name: documents.unknown(form.lines) for form in FORMS.values() if documents.unknown(form.lines)} == {}


def test_nothing_is_missing_where_every_field_says_something() -> None:
    assert {number: found for number in FORMS if (found := documents.lacking(FORMS[number], full(number)))} == {}


def test_a_penalty_decision_lacks_what_article_59_lists_each_with_its_article() -> None:
    lacks = {one.name: one for one in documents.lacking(DECISION, {})}
    assert {
        "作出文书的机关", "成文日期", "当事人的姓名或者名称", "当事人的地址", "违法事实", "证据", "违反的法律条款", "处罚或者措施的依据",
        "处罚的种类和内容", "履行的方式和期限", "申请行政复议、提起行政诉讼的途径和期限",
    } <= lacks.keys()
    assert "第五十九条" in lacks["证据"].article
    assert "缴款账户" in lacks["履行的方式和期限"].mend


def test_whatever_field_is_taken_away_from_an_official_sheet_its_absence_is_named() -> None:
    unnoticed = [
        (form.name, gone)
        for number, form in FORMS.items() if form.layout == "公文"
        for gone in sorted({name for line in form.lines if not line.optional for name in line.names} - {"文号"})
        if not documents.lacking(form, {name: said for name, said in full(number).items() if name != gone})
    ]
    assert unnoticed == []


@given(st.text(max_size=300))
def test_a_value_is_text_whatever_it_looks_like_and_comes_out_whole(text: str) -> None:
    (first, *rest) = documents.fill([Line(TEXT, "甲{{违法事实}}乙")], {"违法事实": text, "证据": "不该出现"})
    said = "\n".join([first.text, *(one.text for one in rest)])
    shown = clean(text)
    if shown:
        assert "".join(said.split()) == "".join(f"甲{shown}乙".split())  # blanks at the ends of lines go
    else:
        assert said == f"甲{documents.BLANK}乙"


def test_placeholders_inside_a_value_stay_what_they_are() -> None:
    (line,) = documents.fill([Line(FLUSH, "{{当事人}}：")], {"当事人": "{{证据}}&<b>#let x$a$@c", "证据": "秘密"})
    assert line.text == "{{证据}}&<b>#let x$a$@c："


def test_what_turns_or_hides_text_is_taken_out_and_rare_characters_stay() -> None:
    assert clean("示例\u202e堃喆昇\u200b𠮷\ufeff公司\x00\uffff") == "示例堃喆昇𠮷公司"
    assert clean("张\ue863\U00031350") == "张\ue863\U00031350", "private ones and those newer than this Python may be names"


def test_several_lines_become_paragraphs_and_stay_together_in_a_row_and_an_optional_line_goes_without_its_value() -> None:
    assert [one.text for one in documents.fill([Line(TEXT, "{{证据}}")], {"证据": "1\n2"})] == ["1", "2"]
    assert [one.text for one in documents.fill([Line(ROW, "{{证据}}", "证据")], {"证据": "1\n2"})] == ["1\n2"]
    assert documents.fill([Line(TEXT, "案号：{{案号}}", "", optional=True)], {}) == ()
    assert "〔缺：案号〕" in documents.fill([Line(TEXT, "案号：{{案号}}")], {}, marked=True)[0].text


def test_a_text_with_an_unknown_field_block_or_layout_is_refused_with_its_line(tmp_path: Path) -> None:
    for text, reason in (("公文\n甲{{没有}}", "没有字段“没有”"), ("公文\n@没有", "没有块"), ("信\n甲", "版式")):
        path = tmp_path / "1.txt"
        path.write_text(text, "utf-8")
        with pytest.raises(pack.BadPack, match=reason):
            template(path, {})
    path.write_text("# 名称: 甲\n# 版本: 1\n# 核对: 2026-01-01\n# 来源: 乙\n# 复核: \n甲\n", "utf-8")
    with pytest.raises(pack.BadPack, match="第一个块之前"):
        blocks(path)


def test_numbers_are_written_and_read_and_a_prefix_takes_the_organs_code() -> None:
    assert str(Number("永环蓝罚", 2026, 37)) == "永环蓝罚〔2026〕37号"
    assert parse("永环蓝罚〔2026〕37号") == Number("永环蓝罚", 2026, 37)
    assert parse("永环蓝罚[2026]37号") is None
    assert prefix("环罚告", "永环蓝") == "永环蓝罚告"
    assert prefix("环查(扣)", "永环蓝", "扣押") == "永环蓝扣"
    with pytest.raises(Refusal, match="还是"):
        prefix("环查(扣)", "永环蓝")


@given(st.binary(min_size=32, max_size=32))
def test_a_code_leads_back_to_the_digests_that_begin_so_however_it_is_typed(raw: bytes) -> None:
    digest = raw.hex()
    code = code_of(digest)
    assert digest.startswith(begins(code))
    assert begins(code.lower().replace("-", " ")) == begins(code.replace("O", "0").replace("B", "8")) == digest[:12]
    assert begins(code[:-1]) == begins("!" * 10) == ""


@pytest.mark.parametrize(("amount", "words"), [
    ("29000", "贰万玖仟元整"), ("1000010", "壹佰万零壹拾元整"), ("10050.5", "壹万零伍拾元伍角整"), ("0.05", "伍分"),
    ("105000.07", "壹拾万伍仟元零柒分"), ("100000000", "壹亿元整"), ("20001", "贰万零壹元整"), ("0", "零元整"), ("100001000", "壹亿零壹仟元整"),
])
def test_amounts_in_words(amount: str, words: str) -> None:
    assert spoken(Decimal(amount)) == words


def test_an_amount_has_digits_and_words_and_nothing_smaller_than_a_fen() -> None:
    assert written(Decimal("29000.00")) == "29000元（大写：贰万玖仟元整）"
    with pytest.raises(ValueError, match="no amount"):
        spoken(Decimal("0.001"))
