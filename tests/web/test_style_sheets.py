"""The style sheets work in old browsers, can be read, and name only what exists."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from fadu.site.menu import MENU

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src/fadu/web/static/web"
SHEETS = [path for path in sorted((ROOT / "src").rglob("static/**/*.css")) if "vendor" not in path.parts]
VENDOR = sorted((STATIC / "vendor").rglob("*.css"))
TEMPLATES = sorted(chain((ROOT / "src").rglob("templates/**/*.html"), (ROOT / "tools/styleguide_pages").glob("*.html")))

# Each came after Chromium 86, or blanks the page there.
TOO_NEW = [
    r"@layer",
    r"@container",
    r"@scope",
    r"@property",
    r":has\(",
    r":is\(",
    r":where\(",
    r"color-mix\(",
    r"\b(?:ok)?l(?:ab|ch)\(",
    r"\bcolor\(",
    r"[;{]\s*aspect-ratio\s*:",
    r"[;{]\s*accent-color\s*:",
    r"[;{]\s*(?:margin|padding)-(?:inline|block)\s*:",
    r"[;{]\s*text-wrap\s*:",
    r"\d(?:dvh|svh|lvh|cqw)\b",
    r"\bsubgrid\b",
    r":user-(?:in)?valid",
    r"overflow(?:-[xy])?\s*:\s*clip",
]
OURS_ONLY = [r"[;{]\s*inset\s*:", r"!important", r"@import", r"https?://", r"data:", r"(?<![\w-])&"]


def bare(sheet: Path) -> str:
    """The sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)


@pytest.mark.parametrize("sheet", SHEETS + VENDOR, ids=lambda sheet: sheet.name)
def test_no_sheet_uses_what_chromium_86_does_not_know(sheet: Path) -> None:
    assert [pattern for pattern in TOO_NEW if re.search(pattern, bare(sheet))] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_our_sheets_load_nothing_from_elsewhere_and_force_nothing(sheet: Path) -> None:
    assert [pattern for pattern in OURS_ONLY if re.search(pattern, bare(sheet))] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_file_named_in_a_sheet_exists(sheet: Path) -> None:
    for name in re.findall(r"url\(\"([^\"]+)\"\)", bare(sheet)):
        assert (sheet.parent / name).resolve().is_file(), name


def test_only_tokens_name_colours() -> None:
    for sheet in SHEETS:
        if sheet.name != "tokens.css":
            rest = re.sub(r"rgba\(255, 255, 255, [.\d]+\)|#fff\b", "", bare(sheet))
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(", rest) == [], sheet.name


def test_every_token_in_use_is_defined() -> None:
    defined = set(re.findall(r"(--g-[\w]+)\s*:", bare(STATIC / "css/tokens.css")))
    used = {name for sheet in SHEETS for name in re.findall(r"var\((--g-\w+)\)", bare(sheet))}
    assert used == defined


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_gives_the_ends_of_the_scale() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert contrast("#777777", "#777777") == 1


TEXT = [
    *((ink, paper) for ink in ("ink", "ink2", "mute", "accent") for paper in ("paper", "wash", "page", "accent-soft", "done-soft")),
    *((f"{state}", f"{state}-soft") for state in ("ok", "warn", "bad", "done")),
    ("accent-strong", "accent-soft"),
    ("bad", "paper"),
    ("ok", "paper"),
    *(("on-brand", back) for back in ("brand", "brand-deep", "accent", "accent-strong", "bad")),
    ("on-brand2", "brand"),
]
SHAPES = [("rule", "paper"), ("accent", "page"), *((f"chart{i}", "paper") for i in range(1, 6))]


@pytest.mark.parametrize(("ink", "paper", "least"), [*((*pair, 4.5) for pair in TEXT), *((*pair, 3.0) for pair in SHAPES)])
def test_text_and_shapes_stand_out_from_what_they_stand_on(ink: str, paper: str, least: float) -> None:
    named = dict(re.findall(r"--g-([\w-]+):\s*(#[0-9a-f]{3,6});", bare(STATIC / "css/tokens.css")))
    assert contrast(named[ink], named[paper]) >= least


def classes_of_sheets() -> set[str]:
    return set(re.findall(r"\.(g-[\w-]+)", " ".join(bare(sheet) for sheet in SHEETS)))


def classes_of_templates() -> set[str]:
    text = " ".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    return {name for value in re.findall(r'class="([^"]*)"', text) for name in re.findall(r"\bg-[\w-]+", value)}


def test_every_class_of_ours_in_a_template_has_a_rule() -> None:
    assert classes_of_templates() - classes_of_sheets() == set()


def test_no_rule_is_for_a_class_that_nobody_uses() -> None:
    made_in_code = {"g-icon", "g-change"}
    assert classes_of_sheets() - classes_of_templates() - made_in_code == set()


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))}
    assert (named | {item.icon for _, items in MENU for item in items}) - drawn == set()
