"""Papers: drawn by tickets, replayed from the file, marked without mercy and without favour."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.decoding import csv_lines
from fadu.core.learning import grading, papers, questions
from fadu.core.learning.papers import Rule
from fadu.core.learning.questions import Framed, Question, bank_digest, frame
from fadu.core.refusal import Refusal, Unreadable
from fadu.core.sampling import ticket

ON = date(2026, 11, 24)
RULE = Rule({"single": 8, "multiple": 2, "true_false": 4}, {"single": 5, "multiple": 10, "true_false": 10}, 60, 60)
quick = settings(derandomize=True, max_examples=50, deadline=None)
seeds = st.text("0123456789abcdef", min_size=32, max_size=32)


def sample() -> list[Question]:
    lines = csv_lines((files("fadu.core.learning") / "data" / "sample-questions.csv").read_bytes(), "样题")
    found, problems = questions.read(lines, ON)
    assert problems == []
    return found


BANK = sample()


@quick
@given(seeds, st.randoms())
def test_the_order_of_the_bank_changes_nothing(seed: str, random: object) -> None:
    shuffled = list(BANK)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert papers.dump(papers.make(seed, shuffled, RULE)) == papers.dump(papers.make(seed, BANK, RULE))


@quick
@given(seeds)
def test_the_questions_are_those_with_the_smallest_tickets_of_their_kind(seed: str) -> None:
    paper = papers.make(seed, BANK, RULE)
    for kind, count in RULE.counts.items():
        mine = sorted((ticket(seed, each.number), each.number) for each in BANK if each.kind == kind)[:count]
        assert [each.number for each in paper.questions if each.kind == kind] == [number for _, number in mine]


@quick
@given(seeds, seeds)
def test_a_paper_replays_from_its_file_and_not_with_another_seed(seed: str, other: str) -> None:
    text = papers.dump(papers.make(seed, BANK, RULE))
    assert papers.replay(text) == []
    if other != seed:
        assert papers.replay(text.replace(seed, other)) != []


@pytest.mark.parametrize("change", [
    lambda c: c["questions"].reverse(),
    lambda c: c["questions"][0].update(answer="D" if c["questions"][0]["answer"] != "D" else "A"),
    lambda c: c["bank"].pop(),
    lambda c: c["rule"].update(pass_mark=1),
    lambda c: c.update(digest="0" * 64),
])
def test_a_touched_file_is_found(change: object) -> None:
    content = json.loads(papers.dump(papers.make("a" * 32, BANK, RULE)))
    change(content)  # type: ignore[operator]
    assert papers.replay(json.dumps(content)) != []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "fadu-paper-1"}', '{"format": "other"}', "null"])
def test_what_is_no_paper_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        papers.replay(text)


def test_a_bank_that_lacks_questions_draws_nothing() -> None:
    with pytest.raises(Refusal, match="多选题要 50 道，题库里可用的只有 3 道"):
        papers.make("a" * 32, BANK, Rule({**RULE.counts, "multiple": 50}, RULE.points, 60, 60))


@pytest.mark.parametrize(("rule", "said"), [
    (Rule({"single": 0, "multiple": 0, "true_false": 0}, RULE.points, 60, 60), "一道题也没有"),
    (Rule(RULE.counts, {**RULE.points, "single": 0}, 60, 60), "有题没有分"),
    (Rule(RULE.counts, RULE.points, 101, 60), "满分 100"),
    (Rule(RULE.counts, RULE.points, 60, 0), "时长 0 分钟"),
    (Rule({**RULE.counts, "single": -1}, RULE.points, 60, 60), "负数"),
])
def test_a_rule_that_makes_no_exam_is_refused(rule: Rule, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        papers.draw("a" * 32, frame(BANK), rule)


def test_the_bank_digest_covers_every_word_of_every_question() -> None:
    first, *rest = BANK
    touched = Question.of({**first.values(), "text": first.text + "。"})
    assert bank_digest(frame([touched, *rest])) != bank_digest(frame(BANK))
    two = [Framed("2", "single", "b"), Framed("1", "single", "a")]
    assert bank_digest(two) == bank_digest(reversed(two))


@quick
@given(seeds, st.data())
def test_marks_are_the_points_of_what_is_exactly_right(seed: str, data: st.DataObject) -> None:
    paper = papers.make(seed, BANK, RULE)
    right = data.draw(st.sets(st.integers(1, len(paper.questions))))
    answers = {str(place): paper.questions[place - 1].answer for place in right}
    marks = grading.grade(paper, answers)
    assert marks.score == sum(paper.points(place - 1) for place in right)
    assert marks.passed == (marks.score >= 60)
    assert grading.grade(paper, {**answers, **{str(p): "F" for p in range(1, 15) if p not in right}}).score == marks.score


def test_part_of_a_multiple_choice_is_wrong() -> None:
    paper = papers.make("a" * 32, BANK, RULE)
    place = next(p for p, each in enumerate(paper.questions, 1) if each.kind == "multiple")
    assert grading.grade(paper, {str(place): paper.questions[place - 1].answer[:-1]}).score == 0


@pytest.mark.parametrize("answers", [{"0": "A"}, {"15": "A"}, {"x": "A"}, {"1": "Z"}, {"1": "AB"}])
def test_an_answer_to_what_the_paper_does_not_ask_is_refused(answers: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        grading.checked(papers.make("a" * 32, BANK, RULE), answers)


def test_answers_are_kept_in_one_form() -> None:
    paper = papers.make("a" * 32, BANK, RULE)
    place = str(next(p for p, each in enumerate(paper.questions, 1) if each.kind == "multiple"))
    assert grading.checked(paper, {place: "BAB", "1": ""}) == {place: "AB"}
    assert grading.answers_digest({"1": "A", "2": "B"}) == grading.answers_digest({"2": "B", "1": "A"})
