"""What the head did as the first responsible person."""

from fadu.apps.reports.compiling.grammar import Known, Nothing, Sentence


def _accountability(known: Known) -> str:
    """Told where a 零报告 covers it; not every bureau files one, so its absence is no gap."""
    return "" if known.figures["zero.accountability"].value is None else "{zero.accountability=没有发生执法过错追责情形}"


STUDY = (
    Sentence(
        (
            "主要负责人{@span}学法{chief.study_hours}",
            "每周学法不少于2小时的有{chief.study_weeks}",  # the threshold is the figure's own
            "讲授法治课{chief.lectures}",
        ),
    ),
)
DUTIES = (
    Sentence(
        (
            "研究法治工作{chief.deliberations}",
            "落实依法决策程序{chief.decisions}",
            "督促严格规范执法{chief.supervision}",
        ),
        opening="主要负责人{@span}",
    ),
)
CONDUCT = (
    Sentence(
        (
            Nothing("干部职工违纪违法", "zero.discipline", "没有发生干部职工违纪违法情形"),
            Nothing("违法办事引发信访", "zero.unlawful_conduct_complaints", "没有发生违法办事引发信访的情形"),
            _accountability,
        ),
        opening="{@span}",
    ),
)
