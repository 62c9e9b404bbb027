"""The report as files: structure that WPS needs, layout after GB/T 9704, the same bytes for the same report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from fadu.apps.reports.compiling.compiling import words
from fadu.apps.reports.compiling.drafting import scope_of
from fadu.apps.reports.compiling.values import Bound, Entry, Look, Mark, Need, Paragraph, Part, Report, Section, number
from fadu.apps.reports.documents.docx import write_docx
from fadu.apps.reports.documents.html import MARKER, write_html
from fadu.apps.reports.documents.pdf import write_pdf
from fadu.apps.reports.queries import rows_of, stated
from fadu.core.refusal import Refusal
from fadu.web.paper import fonts, layout

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = "示例<b>县</b>生态环境局&“甲”'乙'\"丙\"{{ x }}#let y$z$"


def small(issuer: str = "示例县生态环境局", source: str = "台账“案件”") -> Report:
    """A report of one figure, made without a ledger."""
    scope = scope_of(2024)
    paragraph = Paragraph(("全年行政处罚立案", Bound("case.filed", "46起"), "。"))
    return Report(
        year=2024, period=scope.period, as_of=scope.as_of, issuer=issuer, title="2024年度法治政府建设情况报告",
        addressees="县委、县人民政府，示例市生态环境局", lead=Paragraph((f"{words(scope)['year']}情况报告如下：",)),
        parts=(Part("举措和成效", (Section("执法", (paragraph, Mark(Need.WRITE, "其他。"))),)),), dated=scope.period.last,
        annex_title="所用指标表", entries=(Entry("case.filed", "立案", "46起", "立案日期在统计期内的案件", "2024年", source, "0123456789abcdef"),),
    )


def made(report: Report, write: Any = write_docx) -> bytes:
    stream = BytesIO()
    write(report, stream)
    return stream.getvalue()


def parts(content: bytes) -> dict[str, Any]:
    """The XML parts of a DOCX by name."""
    with ZipFile(BytesIO(content)) as packed:
        return {name: etree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith(".xml")}


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return made(report)


@pytest.fixture(scope="module")
def xml(content: bytes) -> dict[str, Any]:
    return parts(content)


pytestmark = pytest.mark.django_db


def test_no_font_is_left_to_a_theme_and_every_run_names_its_east_asian_one(xml: dict[str, Any]) -> None:
    for name, root in xml.items():
        assert "theme" not in name
        assert not [key for node in root.iter() for key in node.attrib if "Theme" in key], name
        for run in root.iter(f"{W}r"):
            assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") in {face.name for face in layout.FACES}


def test_the_table_has_a_fixed_grid_that_fills_the_text_block_and_a_repeated_head(xml: dict[str, Any]) -> None:
    (table,) = xml["word/document.xml"].iter(f"{W}tbl")
    grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    assert sum(grid) == round((210 - 28 - 26) * 1440 / 25.4)
    for row in table.iter(f"{W}tr"):
        assert [int(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")] == grid
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_the_page_is_that_of_gb_t_9704(xml: dict[str, Any]) -> None:
    section = xml["word/document.xml"].find(f"{W}body/{W}sectPr")
    margins = {name: round(int(section.find(f"{W}pgMar").get(f"{W}{name}")) * 25.4 / 1440) for name in ("top", "right", "bottom", "left")}
    assert margins == {"top": 37, "right": 26, "bottom": 35, "left": 28}
    grid = section.find(f"{W}docGrid")
    assert grid.get(f"{W}type") == "lines"
    assert int(grid.get(f"{W}linePitch")) / 20 * 22 <= 225 * 72 / 25.4
    assert xml["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(content: bytes) -> None:
    section = Document(BytesIO(content)).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert paragraph._p.pPr.find(f"{W}jc").get(f"{W}val") == side
        assert "PAGE" in "".join(node.text for node in paragraph._p.iter(f"{W}instrText"))


def test_the_paragraphs_read_back_are_the_text_with_its_numbers(report: Report, content: bytes) -> None:
    texts = [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
    lines = [line.text for line in report.lines]
    start = texts.index(lines[0])
    assert texts[start : start + len(lines)] == lines
    assert [paragraph.style.name for paragraph in Document(BytesIO(content)).paragraphs if paragraph.text.startswith("一、")] == ["Heading 1"]


def test_every_bound_run_lies_in_a_bookmark_that_names_its_line_of_the_annex(report: Report, xml: dict[str, Any]) -> None:
    body = xml["word/document.xml"]
    found = [
        (mark.get(f"{W}name"), "".join(text.text for text in mark.getnext().iter(f"{W}t"))) for mark in body.iter(f"{W}bookmarkStart")
    ]
    bound = [run for line in report.lines for run in line.runs if isinstance(run, Bound)]
    assert [shown for _, shown in found] == [run.shown for run in bound]
    assert [int(name.split("_")[2]) for name, _ in found] == [report.numbers[run.figure] for run in bound]
    assert len({name for name, _ in found}) == len(found) == len({mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")})
    assert all(len(name) <= 40 for name, _ in found)


def test_the_annex_gives_name_id_words_definition_period_source_and_trace_code(report: Report, content: bytes) -> None:
    table = Document(BytesIO(content)).tables[0]
    assert len(table.rows) == len(report.entries) + 1
    for entry, row in zip(report.entries, table.rows[1:], strict=True):
        texts = [cell.text for cell in row.cells]
        assert texts[1:] == [
            f"{entry.name}\n{entry.figure}", entry.shown, entry.definition, f"{entry.period}\n{entry.source}", entry.trace,
        ]


@pytest.mark.parametrize("write", [write_docx, write_pdf])
def test_the_same_report_gives_the_same_bytes(report: Report, write: Any) -> None:
    assert made(report, write) == made(report, write)


def test_the_package_holds_no_time_of_its_making_and_no_part_of_the_template(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert Counter(name.split("/")[0] for name in packed.namelist()) == {"[Content_Types].xml": 1, "_rels": 1, "docProps": 1, "word": 9}
    properties = Document(BytesIO(content)).core_properties
    assert (properties.author, properties.created.date().isoformat()) == ("永州市生态环境局蓝山分局", "2025-02-20")


def test_names_that_are_hostile_to_xml_survive_whole(tmp_path: Path) -> None:
    report = small(HOSTILE, HOSTILE)
    document = Document(BytesIO(made(report)))
    assert document.paragraphs[0].text == HOSTILE
    assert HOSTILE in document.tables[0].rows[1].cells[4].text
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made(report, write_pdf))).pages)
    assert HOSTILE.replace(" ", "") in re.sub(r"\s", "", text)
    write_html(report, stated(scope_of(2024), ["case.filed"]), lambda id: [], tmp_path / "pages")
    page = (tmp_path / "pages" / "index.html").read_text("utf-8")
    assert "<b>县" not in page
    assert "示例&lt;b&gt;县" in page


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_name_makes_a_document_that_opens(name: str) -> None:
    read = Document(BytesIO(made(small(name)))).paragraphs[0].text
    legal = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", name)
    assert read == legal


def test_headings_are_numbered_in_chinese_up_to_99() -> None:
    assert [number(n) for n in (1, 9, 10, 11, 20, 21, 99)] == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]


def test_what_is_not_written_stands_over_every_page_of_a_draft(report: Report, content: bytes) -> None:
    section = Document(BytesIO(content)).sections[0]
    assert {header.paragraphs[0].text for header in (section.header, section.even_page_header)} == {"草稿　待撰写4处"}
    done = replace(small(), parts=())
    assert Document(BytesIO(made(done))).sections[0].header.paragraphs[0].text == ""


def test_missing_fonts_are_named_and_others_chosen_in_their_place() -> None:
    nothing, all_there = frozenset({"noto serif cjk sc"}), frozenset(name.lower() for face in layout.FACES for name in face.names)
    assert "方正小标宋简体" in fonts.advice(nothing)
    assert fonts.advice(all_there) == ""
    assert fonts.chosen(layout.BODY, nothing) == ["Noto Serif CJK SC"]
    assert fonts.chosen(layout.BODY, all_there)[0] == "仿宋_GB2312"


def test_the_signature_stands_centred_over_the_date_four_characters_in() -> None:
    assert layout.signature_indents("示例县生态环境局", "2025年2月20日") == (3.25, 4.0)
    issuer, day = layout.signature_indents("示例市" * 10, "2025年2月20日")
    assert issuer == 0
    assert day > 4


def test_pages_open_every_figure_to_its_definition_rows_and_seals(report: Report, tmp_path: Path) -> None:
    scope, folder = scope_of(2024), tmp_path / "pages"
    write_html(report, stated(scope, [entry.figure for entry in report.entries]), lambda id: rows_of(id, scope), folder)
    index = (folder / "index.html").read_text("utf-8")
    links = set(re.findall(r'href="(figures/[^"]+)"', index))
    assert links == {f"figures/{entry.figure}.html" for entry in report.entries}
    assert all((folder / link).is_file() for link in links)
    draws = (folder / "figures" / "inspection.draw.checks.html").read_text("utf-8")
    assert draws.count("<tr>") == 82
    seal = rows_of("inspection.draw.checks", scope)[0].seal
    assert seal
    assert f"第{seal[0]}条 <code>{seal[1]}</code>" in draws
    none = (folder / "figures" / "case.litigation.html").read_text("utf-8")
    assert "LB2024002" in none
    for page in folder.rglob("*.html"):
        assert not re.search(r"<script|style=|https?://", page.read_text("utf-8"))
    assert "@import" not in (folder / "report.css").read_text("utf-8")


def test_pages_replace_older_ones_and_leave_no_half_folder(tmp_path: Path) -> None:
    folder, figures = tmp_path / "pages", stated(scope_of(2024), ["case.filed"])
    write_html(small("旧名"), figures, lambda id: [], folder)
    write_html(small("新名"), figures, lambda id: [], folder)
    assert "新名" in (folder / "index.html").read_text("utf-8")

    def broken(id: str) -> list[Any]:
        raise OSError("磁盘满")

    with pytest.raises(OSError, match="磁盘满"):
        write_html(small("半个"), figures, broken, folder)
    assert "新名" in (folder / "index.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("重要")
    with pytest.raises(Refusal, match="不是空文件夹"):
        write_html(small(), {}, lambda id: [], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert not (tmp_path / MARKER).exists()


def test_the_pdf_carries_the_text_page_numbers_and_links_into_the_annex(report: Report) -> None:
    reader = PdfReader(BytesIO(made(report, write_pdf)))
    pages = [re.sub(r"\s", "", page.extract_text()) for page in reader.pages]
    text = "".join(page.replace(f"—{n}—", "").replace(report.status.replace("　", ""), "") for n, page in enumerate(pages, 1))
    assert [line.text for line in report.lines if line.look is not Look.MARK and line.text not in text] == []
    assert all(f"—{n}—" in page for n, page in enumerate(pages, 1))
    assert all(entry.trace in text for entry in report.entries)
    assert any(page.get("/Annots") for page in reader.pages)
    assert reader.metadata and reader.metadata.title
