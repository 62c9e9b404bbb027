"""fadu lint --year: with the ledger where there is one, without it wherever there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fadu.core.wording.texts import read_document
from tests.site.commands import environ, fadu

pytestmark = pytest.mark.slow

TEXT = "永州市生态环境局蓝山分局关于2024年度法治政府建设情况的报告\n全年立案47起，下达处罚决定书37份。\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, bureau: Callable[[Path], Path]) -> Path:
    """An instance with the year 2024."""
    return bureau(tmp_path_factory.mktemp("instance") / "data")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_year_that_the_ledger_holds_is_compared(data: Path, text: Path) -> None:
    done = fadu("lint", text, "--year", 2024, "--json", data=data)
    found = json.loads(done.stdout)
    assert [(one["text"], one["severity"]) for one in found if one["check"] == "ledger_differs"] == [("47起", "error")]
    assert "case.filed" in next(one["reason"] for one in found if one["check"] == "ledger_differs")
    assert done.returncode == 1
    assert "已与台账 2024 年的指标比对" in done.stderr


@pytest.mark.parametrize(("year", "words", "said"), [
    (2019, TEXT, "台账没有 2019 年的数"), (2024, TEXT.replace("永州市生态环境局蓝山分局", "祁阳县生态环境局"), "没有与本单位的台账比对"),
])
def test_another_year_or_bureau_is_not_compared_and_that_is_said(data: Path, text: Path, year: int, words: str, said: str) -> None:
    text.write_text(words, "utf-8")
    done = fadu("lint", text, "--year", year, "--json", data=data)
    assert "ledger" not in done.stdout
    assert said in done.stderr


def test_without_a_year_without_an_instance_or_with_one_that_can_not_be_read_it_works_all_the_same(data: Path, text: Path, tmp_path: Path) -> None:
    assert "ledger" not in fadu("lint", text, "--json", data=data).stdout
    none = fadu("lint", text, "--year", 2024, "--json", data=tmp_path / "none")
    assert (none.returncode, none.stderr, "ledger" in none.stdout) == (0, "", False), none.stdout
    assert not (tmp_path / "none").exists()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "fadu.sqlite3").touch()
    old = fadu("lint", text, "--year", 2024, "--json", data=tmp_path / "old")
    assert old.returncode == 0
    assert "没有与台账比对：数据库还不是这一版的结构" in old.stderr


def test_the_report_that_fadu_compiled_agrees_with_its_ledger_and_its_annex_raises_no_alarm(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    fadu("report", "--year", 2024, "-o", path, data=data)
    found = json.loads(fadu("lint", path, "--year", 2024, "--json", data=data).stdout)
    assert found
    assert [(one["check"], one["text"]) for one in found if one["severity"] != "info"] == []
    annex = read_document(path).plain.index("溯源码")
    assert [(one["check"], one["text"]) for one in found if one["start"] > annex] == []


def test_a_finding_that_was_accepted_says_by_whom_and_why_and_fails_nothing(bureau: Callable[[Path], Path], text: Path, tmp_path: Path) -> None:
    data = bureau(tmp_path / "data")
    assert fadu("lint", text, "--year", 2024, data=data).returncode == 1
    accept = (
        "import sys, django; django.setup(); from django.utils import timezone; from fadu.core.wording.identity import identity\n"
        "from fadu.apps.reports.actions.accepting import accept_finding; from fadu.apps.reports.linting import ledger_for\n"
        "from fadu.core.wording.linting import lint; from fadu.core.wording.texts import read_document; from pathlib import Path\n"
        "document = read_document(Path(sys.argv[1]))\n"
        "for one in lint(document, 2024, None, ledger_for(document, 2024).held):\n"
        "    if one.severity != 'info':\n"
        "        accept_finding(identity(document, one), check=one.check, reason='口径不同', actor='431127017', at=timezone.now())\n"
    )
    environment = {**environ(data), "DJANGO_SETTINGS_MODULE": "fadu.site.settings"}
    subprocess.run([sys.executable, "-c", accept, str(text)], env=environment, check=True)
    done = fadu("lint", text, "--year", 2024, "--json", data=data)
    stood = [one for one in json.loads(done.stdout) if "accepted" in one]
    assert done.returncode == 0 and stood and all("口径不同" in one["accepted"] for one in stood)
    log = json.loads(fadu("lint", text, "--year", 2024, "--sarif", data=data).stdout)
    suppressed = [one for one in log["runs"][0]["results"] if one.get("suppressions")]
    assert len(suppressed) == len(stood)
    assert f"接受过的 {len(stood)} 处" in fadu("lint", text, "--year", 2024, data=data).stdout


def test_it_needs_no_django(data: Path, text: Path) -> None:
    program = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'django':\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from fadu.site import cli\n"
        f"sys.exit(cli.main(['lint', {str(text)!r}, '--year', '2024', '--json']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environ(data), check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) is not None
