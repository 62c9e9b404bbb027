"""Days as the law counts them: the calendar of working days, periods, and due dates that carry their derivation.

    from fadu.core import days
    calendar = days.published()
    calendar.add_workdays(date(2026, 9, 18), 5)                  # 2026-09-24; makeup=False: 2026-09-28

Pure arithmetic: which limit the law sets is the business of `fadu.core.procedure`.
"""

from fadu.core.days.calendar import Calendar, published, read, weekday, written
from fadu.core.days.counting import Count, Excluded, Pause, Period, Unit, add_months, count, end_of
from fadu.core.days.derivation import SIDES, Answer, Derivation, Question, answer, moment, replay, shown

__all__ = [
    "SIDES", "Answer", "Calendar", "Count", "Derivation", "Excluded", "Pause", "Period", "Question", "Unit",
    "add_months", "answer", "count", "end_of", "moment", "published", "read", "replay", "shown", "weekday", "written",
]
