"""The DOCX as another program sees it: opened by LibreOffice, printed to PDF."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from fadu.apps.reports.compiling.values import Paragraph, Report
from fadu.apps.reports.documents.docx import write_docx

pytestmark = [pytest.mark.office, pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def printed(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on 2024, printed by LibreOffice."""
    return print_out(report, tmp_path_factory.mktemp("office"))


def print_out(report: Report, folder: Path) -> Path:
    with (folder / "report.docx").open("wb") as stream:
        write_docx(report, stream)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf", "--outdir", folder,
         folder / "report.docx"],
        check=True, capture_output=True, timeout=120,
    )
    return folder / "report.pdf"


def text_of(pdf: Path, page: int) -> str:
    """A page as its lines stand on it."""
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_line_of_the_text_arrives_whole_and_in_order(report: Report, printed: Path) -> None:
    pages = [plain(page.extract_text()) for page in PdfReader(printed).pages]
    whole = "".join(page.replace(plain(report.status), "").replace(f"—{n}—", "") for n, page in enumerate(pages, 1))
    at = 0
    for line in report.lines:
        found = whole.find(plain(line.text), at)
        assert found >= 0, line.text
        at = found
    assert all(entry.trace in whole for entry in report.entries)


def test_the_text_takes_few_pages_each_with_its_number(report: Report, printed: Path) -> None:
    pages = [plain(page.extract_text()) for page in PdfReader(printed).pages]
    annex = next(n for n, page in enumerate(pages) if plain(report.annex_title) in page and "溯源码" in page)
    assert 3 <= annex <= 6
    assert all(f"—{n}—" in page for n, page in enumerate(pages, 1))
    assert all("溯源码" in page for page in pages[annex:])  # the head of the table is repeated


def test_a_line_holds_28_characters_and_a_page_22_lines(report: Report, tmp_path: Path) -> None:
    full = replace(report, issuer="", addressees="", lead=Paragraph(("蓝" * 28 * 44,)), parts=(), heading_marks=(), entries=())
    page = text_of(print_out(full, tmp_path), 2).splitlines()
    assert [line.strip() for line in page if "蓝" in line] == ["蓝" * 28] * 22


def test_the_fonts_are_those_named_or_ones_that_this_machine_put_in_their_place(printed: Path) -> None:
    listed = subprocess.run(["pdffonts", printed], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert listed
    assert all(line.split()[-5] == "yes" for line in listed)  # embedded: the PDF looks the same elsewhere


def test_nothing_is_printed_outside_of_the_text_block(printed: Path, tmp_path: Path) -> None:
    subprocess.run(["pdftoppm", "-r", "50", "-png", printed, tmp_path / "page"], check=True)
    for path in sorted(tmp_path.glob("page-*.png")):
        page = Image.open(path).convert("L")
        mm = page.width / 210
        left, right = page.crop((0, 0, int(24 * mm), page.height)), page.crop((int(188 * mm), 0, page.width, page.height))
        assert left.getextrema()[0] > 200, path
        assert right.getextrema()[0] > 200, path
