"""What a linter of imports can't see: sizes, writes, keys, templates, the clock, strings that name other rooms."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "fadu"
LARGEST_FILE, LARGEST_FUNCTION = 400, 60
# The one stand-alone file that a court may run without Fadu can't be split.
WHOLE_BY_NATURE = {"core/ledger/standalone.py"}

# The floors of the bureau from the ground up; a key, a template and an address may point to the same app or one below.
BUREAU = (
    ("record",), ("officers", "facilities"), ("ambient", "learning", "registers"), ("complaints", "telemetry", "approvals"),
    ("inspections",), ("cases",), ("damages",), ("disclosure",), ("reports",), ("exchange", "desk"),
)
LEVEL = {app: level for level, row in enumerate(BUREAU) for app in row}


def modules(folder: Path = SOURCE) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_no_file_is_longer_than_400_lines() -> None:
    long = {name_of(p): n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > LARGEST_FILE}
    assert {name: lines for name, lines in long.items() if name not in WHOLE_BY_NATURE} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > LARGEST_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is() -> None:
    silent = [name_of(p) for p in modules() if p.read_text("utf-8").strip() and ast.get_docstring(ast.parse(p.read_text("utf-8"))) is None]
    assert silent == []


def test_rows_are_written_by_actions_only() -> None:
    """`.save(`, `.create(`, `.delete(` … outside `actions`: a write that nobody seals."""
    verbs = re.compile(r"\.(save|create|bulk_create|update_or_create|get_or_create|bulk_update|delete)\(|\.objects\S*\.update\(")
    stray = [
        f"{name_of(path)}:{number} {line.strip()}"
        for path in modules(SOURCE / "apps")
        if not {"actions", "documents"} & set(path.relative_to(SOURCE).parts)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if verbs.search(line)
    ]
    assert stray == []


def test_imports_stand_at_the_top_except_in_the_building() -> None:
    late = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if not name_of(path).startswith("site/")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in LEVEL
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and LEVEL.get(field.related_model._meta.app_label, -1) > LEVEL[model._meta.app_label]
    ]
    assert upward == []


def test_the_record_has_no_foreign_keys_since_it_outlives_its_neighbours() -> None:
    keys = [f for m in apps.get_app_config("record").get_models() for f in m._meta.get_fields() if isinstance(f, models.ForeignKey)]
    assert keys == []


# Empty states and the shell lead the user on to another office's page: these, and no other, may point up.
ONWARD = {
    ("record", "exchange:imports"), ("record", "exchange:enter"), ("record", "exchange:correct"), ("record", "exchange:withdraw"),
    ("registers", "exchange:enter"), ("registers", "reports:figure"), ("officers", "desk:home"), ("inspections", "exchange:enter"),
    ("approvals", "exchange:enter"), ("complaints", "exchange:enter"),
}


def test_templates_and_addresses_point_to_their_own_app_or_one_below() -> None:
    upward = []
    for app, level in LEVEL.items():
        for path in sorted((SOURCE / "apps" / app).rglob("*")):
            if path.suffix not in (".html", ".py") or "migrations" in path.parts:
                continue
            text = path.read_text("utf-8")
            names = re.findall(r"""\{%\s*url\s+['"]([a-z_]+:[a-z_]+)['"]|redirect\(\s*"([a-z_]+:[a-z_]+)"|reverse\(\s*"([a-z_]+:[a-z_]+)\"""", text)
            for name in ("".join(groups) for groups in names):
                if LEVEL[name.split(":")[0]] > level and (app, name) not in ONWARD:
                    upward.append(f"{path.relative_to(SOURCE)} -> {name}")
            for included in re.findall(r"""\{%\s*(?:include|extends)\s+['"]([a-z_]+)/""", text):
                if included != "web" and LEVEL[included] > level:
                    upward.append(f"{path.relative_to(SOURCE)} -> {included}/")
    assert upward == []


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    from io import StringIO

    from django.core.management import call_command

    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


@pytest.mark.slow
def test_the_core_works_where_there_is_no_django() -> None:
    program = """
import importlib, pkgutil, sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("django", "whitenoise", "waitress", "docx", "typst", "python_calamine", "xlsxwriter", "cryptography"):
            raise ImportError(name + " is not here")
sys.meta_path.insert(0, Absent())
import fadu.core, fadu.events
for package in (fadu.core, fadu.events):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_imports_keep_to_the_floors() -> None:
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
