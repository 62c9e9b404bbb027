"""Study records; the question bank; exams and sittings; what a year demands; results from elsewhere."""

from fadu.apps.learning.models.bank import BankQuestion, QuestionIntake
from fadu.apps.learning.models.exams import Exam, Sitting
from fadu.apps.learning.models.plans import ResultIntake, YearDemand
from fadu.apps.learning.models.records import StudyRecord

__all__ = ["BankQuestion", "Exam", "QuestionIntake", "ResultIntake", "Sitting", "StudyRecord", "YearDemand"]
