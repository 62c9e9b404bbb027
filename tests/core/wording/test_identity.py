"""When a finding is the same finding again."""

from __future__ import annotations

from pathlib import Path

from fadu.core.wording.identity import identity
from fadu.core.wording.linting import lint
from fadu.core.wording.texts import Document, from_text, read_document


def of_check(document: Document, check: str) -> list[str]:
    return [identity(document, finding) for finding in lint(document) if finding.check == check]


def test_the_same_sentence_of_the_next_year_is_recognised() -> None:
    now = from_text("2024年，全年无行政诉讼案件，依法 履职。\n另一句。")
    later = from_text("新的开头，没有这一句。\n2025年，全年无行政诉讼案件，依法履职。再说一句。")
    assert of_check(now, "zero_claim") == of_check(later, "zero_claim") != []


def test_other_words_around_it_or_another_check_are_another_finding() -> None:
    first = from_text("全年无行政诉讼案件，依法履职。")
    assert of_check(first, "zero_claim") != of_check(from_text("全年无行政诉讼案件，文明执法。"), "zero_claim") != []
    both = from_text("全年无行政诉讼案件，推进法制建设。")
    assert len({identity(both, finding) for finding in lint(both)}) == len(lint(both)) == 2


def test_a_changed_figure_is_another_finding() -> None:
    first, second = from_text("优良率95.4%，同比下降2.4%。"), from_text("优良率95.4%，同比下降3.4%。")
    assert of_check(first, "percent_as_points") != of_check(second, "percent_as_points") != []


def test_lines_broken_by_the_width_of_a_page_make_no_difference(tmp_path: Path) -> None:
    sentence = "全年持续推进生态环境保护各项重点任务落地见效并强化监督执法力度，全年无行政诉讼案件，依法履行职责。"
    text = sentence * 12
    wrapped, whole = tmp_path / "wrapped.txt", tmp_path / "whole.txt"
    wrapped.write_text("\n".join(text[at : at + 30] for at in range(0, len(text), 30)), "utf-8")
    whole.write_text(text, "utf-8")
    assert set(of_check(read_document(wrapped), "zero_claim")) == set(of_check(read_document(whole), "zero_claim")) != set()
