"""Every template of the package compiles and obeys the content policy; every piece of the style guide renders."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from tools import styleguide

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))
INLINE = re.compile(r"<style\b|\sstyle\s*=|<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:|hx-on|srcdoc", re.I)
OUTSIDE = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I)


def name_of(path: Path) -> str:
    return path.as_posix().rsplit("/templates/", 1)[1]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_compiles(path: Path) -> None:
    engines["django"].get_template(name_of(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_nothing_inline_and_nothing_from_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
    assert OUTSIDE.findall(text) == []


@pytest.mark.parametrize("text", ['<p style="x">', "<style>", "<script>", '<a onclick="x">', '<a href="javascript:x">', '<b hx-on:click="x">'])
def test_the_check_of_inline_code_finds_it(text: str) -> None:
    assert INLINE.search(text)


class Outline(HTMLParser):
    """Tags, ids and attributes of one page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "input", "br", "img", "hr"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return styleguide.render_all()


def test_rendered_pages_have_nothing_inline(pages: dict[str, str]) -> None:
    assert {name: found for name, markup in pages.items() if (found := INLINE.findall(markup))} == {}


def test_rendered_pages_are_well_nested_with_one_heading_and_single_ids(pages: dict[str, str]) -> None:
    for name, markup in pages.items():
        outline = Outline(markup)
        assert outline.wrong == [], name
        ids = [attrs["id"] for _, attrs in outline.tags if attrs.get("id")]
        assert name == "components.html" or len(ids) == len(set(ids)), name
        assert [tag for tag, _ in outline.tags if tag == "main"] == ["main"], name
        assert "h1" in [tag for tag, _ in outline.tags], name


def test_every_control_has_a_label_and_every_table_head_a_scope(pages: dict[str, str]) -> None:
    for name, markup in pages.items():
        tags = Outline(markup).tags
        labelled = {attrs.get("for") for tag, attrs in tags if tag == "label"}
        controls = [attrs for tag, attrs in tags if tag in {"input", "select", "textarea"} and attrs.get("type") != "hidden"]
        assert [attrs for attrs in controls if attrs.get("id") not in labelled] == [], name
        assert [attrs for tag, attrs in tags if tag == "th" and "scope" not in attrs] == [], name


def test_the_error_summary_leads_to_the_fields(pages: dict[str, str]) -> None:
    outline = Outline(pages["components.html"])
    targets = {attrs["href"] for tag, attrs in outline.tags if tag == "a" and (attrs.get("href") or "").startswith("#id_")}
    invalid = {f"#{attrs['id']}" for _, attrs in outline.tags if attrs.get("aria-invalid") == "true"}
    assert targets == invalid != set()
