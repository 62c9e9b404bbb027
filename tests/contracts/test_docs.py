"""Docs that fail the build: settings, dependencies, commands, events and words must stand in them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from django.apps import apps

from fadu.core.workbook.sheets import BY_NAME, WRITTEN_ORDER
from fadu.site import cli, environment

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def packages(lines: list[str]) -> set[str]:
    return {re.split(r"[\[<>=;!~ ]", line)[0].lower() for line in lines}


def test_every_setting_is_documented_and_no_other() -> None:
    assert set(re.findall(r"^\| `(FADU_[A-Z_]+)`", (DOCS / "settings.md").read_text("utf-8"), re.M)) == environment.KNOWN


def test_every_dependency_is_explained_in_one_line_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = packages(project["project"]["dependencies"])
    for extra in project["project"]["optional-dependencies"].values():
        wanted |= packages(extra)
    for group in project["dependency-groups"].values():
        wanted |= packages(group)
    said = re.findall(r"^\| ([a-z0-9-]+) \| ", (DOCS / "dependencies.md").read_text("utf-8"), re.M)
    assert set(said) - {"package"} == wanted
    assert len(said) == len(set(said)) + 1  # the header of the second table


def test_every_command_is_documented() -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    assert {name for name in cli.load() if f"`fadu {name}" not in text} == set()


def test_locks_name_no_index_and_hash_everything() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
        assert all("==" in line for line in text.splitlines() if line and not line.startswith((" ", "#")))


def test_nothing_in_the_tree_names_a_package_index() -> None:
    hosts = re.compile(r"pypi\.org|npmjs\.(org|com)|deb\.debian\.org|pythonhosted")
    skipped = {".git", ".venv", "vendor", "node_modules", ".mypy_cache", ".ruff_cache"}
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file() and not skipped & set(path.parts) and path.suffix in {".py", ".md", ".toml", ".lock", ".html", ".css", ".js", ".json"}
        and path.name != "test_docs.py" and hosts.search(path.read_text("utf-8", errors="ignore"))
    ]
    assert found == []


def test_the_page_of_the_workbook_lists_every_column() -> None:
    text = (DOCS / "workbook.md").read_text("utf-8")
    for name in WRITTEN_ORDER:
        sheet = BY_NAME[name]
        columns = "、".join(c.header + ("★" if c.key else "*" if c.required else "") for c in sheet.columns)
        assert f"| {name} | `{sheet.area}` | {columns} |" in text


def test_every_app_has_a_page() -> None:
    apps = {path.parent.name for path in (ROOT / "src/fadu/apps").glob("*/__init__.py")}
    assert {path.stem for path in (DOCS / "apps").glob("*.md")} == apps


def test_every_table_stands_in_the_list_of_homes() -> None:
    text = (DOCS / "decisions" / "0001-apps-and-the-home-of-every-table.md").read_text("utf-8")
    homes = {row[0]: row[1] for row in re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.M)}
    tables = {(m._meta.app_label, m.__name__) for m in apps.get_models() if m.__module__.startswith("fadu.")}
    assert {name for app, name in tables if f"✓ {name}" not in homes.get(app, "")} == set()
