"""fadu read and fadu lint: shapes, exit codes, errors in Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from fadu.site import cli

DATA = Path(__file__).parents[1] / "data" / "wording"
SEED = DATA / "texts" / "seed-a-2024.txt"
CLEAN = "县生态环境局认真落实行政执法三项制度，全年立案46起，下达处罚决定书37份。"
FACT = ["value", "unit", "what", "change", "rank", "period", "approximate", "placeholder", "start", "end", "text"]
FINDING = ["file", "check", "severity", "start", "end", "line", "text", "reason", "source", "suggestion"]


def test_figures_come_with_offsets_into_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(SEED), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    text = SEED.read_text("utf-8")
    assert all(list(figure) == FACT and figure["text"] == text[figure["start"] : figure["end"]] for figure in figures)
    rate = next(figure for figure in figures if figure["value"] == 95.4)
    assert rate["change"] == {"value": 2.4, "unit": "%", "direction": "down"}
    assert rate["rank"] == {"value": 6, "scope": "全市"}
    assert rate["period"] == {"from": "2024-01-01", "to": "2024-12-31"}


def test_a_person_reads_the_same_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(SEED)]) == 0
    shown = capsys.readouterr().out
    assert "第 7 行\t立案\t46 起" in shown and "共读出 47 个数字" in shown


def test_reading_is_measured_against_a_persons_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", "--against", str(DATA / "figures.json")]) == 0
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last[0] == "全文合计"
    assert float(last[2]) >= 0.95 and float(last[4]) >= 0.95


def test_findings_have_the_form_that_others_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lint", str(SEED), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    text = SEED.read_text("utf-8")
    for finding in findings:
        assert list(finding)[:10] == FINDING
        assert finding["text"] == text[finding["start"] : finding["end"]]
        assert finding["line"] == text.count("\n", 0, finding["start"]) + 1
        assert finding["severity"] in ("error", "warning", "info") and finding["file"] == str(SEED)


def test_several_files_give_one_finding_a_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "二.txt"
    other.write_text("立案X起。", "utf-8")
    assert cli.main(["lint", str(SEED), str(other), "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["file"] for line in lines} == {str(SEED), str(other)}


@pytest.mark.parametrize(("text", "code"), [
    (CLEAN, 0), ("学习《宪法》、《民法典》，落实制度。", 0), ("开展中央生态环境保护督查整改。", 1), ("立案X起。", 1),
])
def test_information_alone_is_fine_and_anything_more_is_not(text: str, code: int, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(text, "utf-8")
    assert cli.main(["lint", str(path)]) == code


@pytest.mark.django_db  # a run on PostgreSQL has an instance, with whose ledger the year is compared
def test_the_year_decides_which_law_is_meant(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("我局按照《环境行政处罚办法》办理案件。", "utf-8")
    assert cli.main(["lint", str(path), "--year", "2021"]) == 0
    assert cli.main(["lint", str(path), "--year", "2024", "--json"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])[0]["check"] == "law_out_of_force"


def test_sarif_names_every_check_as_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lint", str(SEED), "--sarif"]) == 1
    run = json.loads(capsys.readouterr().out)["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}


def test_the_page_shows_the_text_with_each_finding_marked(tmp_path: Path) -> None:
    assert cli.main(["lint", str(SEED), "--html", str(tmp_path / "页")]) == 1
    page = (tmp_path / "页" / "seed-a-2024.txt.html").read_text("utf-8")
    assert page.count("<mark ") == page.count("<li class=") > 20
    assert "固体污染防治法</mark>" in page and "<script" not in page


def test_a_finding_in_a_document_names_paragraph_and_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("关于情况的通报")
    made.add_paragraph("全年立案").add_run("X起").bold = True
    made.save(str(tmp_path / "通报.docx"))
    assert cli.main(["lint", str(tmp_path / "通报.docx"), "--json"]) == 1
    finding = json.loads(capsys.readouterr().out)[0]
    assert (finding["check"], finding["text"], finding["paragraph"], finding["run"]) == ("placeholder_quantity", "X起", 2, 2)


def test_last_years_sentences_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["lint", str(SEED), "--before", str(SEED), "--json"])
    checks = [finding["check"] for finding in json.loads(capsys.readouterr().out)]
    assert checks.count("copied_from_last_year") > 20


@pytest.mark.parametrize("arguments", [["lint", "没有.docx"], ["read", "没有.docx"], ["read"], ["read", "--against", "没有.json"]])
def test_what_cannot_be_read_is_said_in_two_lines(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    shown = capsys.readouterr()
    assert len(shown.err.splitlines()) == 2 and not shown.out


def test_an_unreadable_file_beside_a_good_one_costs_only_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lint", "没有.docx", str(SEED)]) == 2
    shown = capsys.readouterr()
    assert "找不到" in shown.err and "固体污染防治法" in shown.out
