"""Facts about learning: the question bank, exams and who sat them, what a year demands, results from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class QuestionsTaken(Event):
    """Questions of a file were taken into the bank as one act; `subject` is the batch, `bank_digest` covers the bank as it was afterwards."""

    file_name: str
    file_digest: str
    new: int
    changed: int
    unchanged: int
    bank_digest: str


@dataclass(frozen=True, kw_only=True)
class QuestionAmended(Event):
    """A question (`subject` is its number) was given another content: `replaced` and `digest` are the digests of the two versions."""

    reason: str
    replaced: str
    digest: str
    bank_digest: str


@dataclass(frozen=True, kw_only=True)
class QuestionRetired(Event):
    """A question (`subject` is its number) is asked no more."""

    reason: str
    digest: str
    bank_digest: str


@dataclass(frozen=True, kw_only=True)
class ExamEvent(Event):
    """`subject` is the lasting id of the exam or the sitting, `number` what people call it."""

    number: str


@dataclass(frozen=True, kw_only=True)
class ExamSet(ExamEvent):
    """An exam was set and its paper drawn. The seed stays secret until the end; `paper_digest` covers it, so it can't be changed."""

    title: str
    programme: str
    category: str
    group: str
    opens: str
    closes: str
    minutes: int
    pass_mark: int
    total: int
    hours: str
    bank_digest: str
    paper_digest: str


@dataclass(frozen=True, kw_only=True)
class ExamCancelled(ExamEvent):
    """An exam that nobody had begun was cancelled."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ExamBegun(ExamEvent):
    """Somebody opened the paper; from then on the time runs to `due`."""

    exam: str
    person: str
    due: str


@dataclass(frozen=True, kw_only=True)
class ExamHandedIn(ExamEvent):
    """A paper was handed in and marked by the server. `ran_out`: the time was over, what had been saved counts."""

    exam: str
    person: str
    began: str
    handed_in: str
    ran_out: bool
    answers_digest: str
    paper_digest: str
    score: int
    total: int
    passed: bool


@dataclass(frozen=True, kw_only=True)
class ExamClosed(ExamEvent):
    """An exam is over: who should have sat and who did; its seed is open from now on."""

    seed: str
    bank_digest: str
    paper_digest: str
    expected: int
    sat: int
    passed: int


@dataclass(frozen=True, kw_only=True)
class DemandSet(Event):
    """The plan of a year demands something; `subject` is its number."""

    year: int
    group: str
    what: str
    programme: str
    amount: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class DemandLifted(Event):
    """A demand of the plan no longer holds."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ResultsTaken(Event):
    """A sheet of results was taken in as one act; each row of it has an act of its own with the same batch (`subject`)."""

    file_name: str
    file_digest: str
    programme: str
    held_on: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class ResultsTakenBack(Event):
    """The batch `subject` of results was taken back."""

    rows: int


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(Event):
    """A session of study was announced; `subject` is its number. People sign up until the day `until`; `seats`: 0 for as many as come."""

    topic: str
    category: str
    held_on: str
    hours: str
    group: str
    place: str
    until: str
    seats: int


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(Event):
    """A session will not be held."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class SessionJoined(Event):
    """`person` signed up for a session."""

    person: str


@dataclass(frozen=True, kw_only=True)
class SessionLeft(Event):
    """`person` took the sign-up back."""

    person: str


@dataclass(frozen=True, kw_only=True)
class SessionHeld(Event):
    """Who came to a session was recorded: `results` is the batch of the `ResultsTaken`."""

    results: str
