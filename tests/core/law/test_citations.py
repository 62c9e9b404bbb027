"""Citations in words and in notation, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.law import citations, numerals, provisions
from fadu.core.law.citations import Citation, Place
from fadu.core.refusal import Refusal

# Read aloud by hand; the second column is what a document prints.
WORDS = [
    ("1", "第一条"),
    ("10", "第十条"),
    ("16.2", "第十六条第二款"),
    ("20", "第二十条"),
    ("99..2", "第九十九条第二项"),
    ("100", "第一百条"),
    ("101", "第一百零一条"),
    ("110", "第一百一十条"),
    ("111.1.4, 111.2", "第一百一十一条第一款第四项、第二款"),
    ("1000", "第一千条"),
    ("1001", "第一千零一条"),
    ("1010", "第一千零一十条"),
    ("1057", "第一千零五十七条"),
    ("1120.1.6, 1120.1.7", "第一千一百二十条第一款第六项、第七项"),
    ("1175.1.1, 1175.2", "第一千一百七十五条第一款第一项、第二款"),
    ("1242", "第一千二百四十二条"),
    ("15, 19.1", "第十五条、第十九条第一款"),
    ("30-33", "第三十条至第三十三条"),
    ("5.1.2-5.1.4, 6", "第五条第一款第二项至第四项、第六条"),
    ("133_1", "第一百三十三条之一"),
    ("133_1.2.3", "第一百三十三条之一第二款第三项"),
    ("5.1.2.1, 5.1.2.2", "第五条第一款第二项第一目、第二目"),
    ("5.2, 5..1", "第五条第二款、第五条第一项"),
]


@pytest.mark.parametrize(("notation", "words"), WORDS)
def test_notation_and_words_say_the_same(notation: str, words: str) -> None:
    assert str(Citation("某法", citations.places(notation))) == f"《某法》{words}"
    (read,) = citations.parse(f"《某法》{words}")
    assert read.notation == notation


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("《水污染防治法》第83条第2项", "83..2"),
        ("《水污染防治法》第８３条第（二）项", "83..2"),
        ("《某法》第二十一条第一款第(三)项", "21.1.3"),
        ("《某法》 第 二十一 条 第 一 款", "21.1"),
        ("《某法》第一百〇一条", "101"),
        ("《某法》第五条和第七条", "5, 7"),
        ("《某法》第五条到第七条", "5-7"),
        ("《某法》", ""),
    ],
)
def test_the_writings_of_the_street_are_read(text: str, notation: str) -> None:
    (read,) = citations.parse(text)
    assert read.notation == notation


def test_several_statutes_are_read_in_order() -> None:
    read = citations.parse("《行政处罚法》第二十九条、《生态环境法典》第一千零五十五条；《关于适用〈某法〉的解释》第二条。")
    assert [(one.statute, one.notation) for one in read] == [("行政处罚法", "29"), ("生态环境法典", "1055"), ("关于适用〈某法〉的解释", "2")]


def test_citations_are_found_in_prose_with_their_place() -> None:
    text = "根据《中华人民共和国水污染防治法》第八十三条第二项和《排污许可管理条例》，决定如下"
    found = list(citations.find(text))
    assert [text[one.start : one.end] for one in found] == ["《中华人民共和国水污染防治法》第八十三条第二项", "《排污许可管理条例》"]


@pytest.mark.parametrize("text", ["", "第五条", "《某法》第五条规定", "见《某法》", "《某法》第五条，另外"])
def test_what_is_more_than_a_citation_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        citations.parse(text)
    assert refused.value.mend


@pytest.mark.parametrize("text", ["", "a", "1.", "1.2.3.4.5", "1,,2", "第五条", "5-"])
def test_a_notation_that_is_none_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="记法"):
        citations.places(text)


@given(number=st.integers(1, 9999))
@settings(derandomize=True, max_examples=50)
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert numerals.read(numerals.spell(number)) == number


def test_every_number_has_words_of_its_own() -> None:
    assert len({numerals.spell(number) for number in range(1, 10000)}) == 9999


@pytest.mark.parametrize("text", ["", "零", "甲", "一万"])
def test_what_is_no_number_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="数字"):
        numerals.read(text)


@pytest.mark.parametrize("number", [0, 10000])
def test_numbers_that_no_article_has_are_an_error(number: int) -> None:
    with pytest.raises(ValueError, match="1—9999"):
        numerals.spell(number)


PLACES = st.builds(
    Place, article=st.integers(1, 1300), inserted=st.integers(0, 2), paragraph=st.integers(0, 4), item=st.integers(0, 12)
)


@given(where=st.lists(PLACES, min_size=1, max_size=5), ranging=st.integers(0, 5))
@settings(derandomize=True, max_examples=50)
def test_any_places_come_back_from_words_and_notation(where: list[Place], ranging: int) -> None:
    if ranging < len(where) - 1:
        where[ranging : ranging + 2] = [Place(5, 0, 1, 2, 0, Place(5, 0, 1, 4))]
    cited = Citation("某法", tuple(where))
    assert citations.places(cited.notation) == cited.places
    assert citations.parse(str(cited)) == (cited,)


def test_every_article_of_the_catalogue_comes_back_from_its_words() -> None:
    for held in provisions.catalogue().provisions.values():
        for provision in held:
            (read,) = citations.parse(provision.citation)
            assert (read.statute, read.notation) == (provision.statute, provision.penalty)
