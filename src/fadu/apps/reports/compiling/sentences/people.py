"""Leadership, study and training."""

from fadu.apps.reports.compiling.grammar import Known, Sentence


def _has_group(known: Known) -> bool:
    return bool(known.words.get("group"))


# Who sits on it is what the register 领导小组成员 says of the as-of day.
GROUP = Sentence(("{@group}",), when=_has_group)
MEETINGS = (
    Sentence(
        (
            "召开法治建设领导小组会议{meeting.leading_group}",
            "党组会研究涉法议题{meeting.party}",
            "局务会研究涉法议题{meeting.office}",
            "理论学习中心组集体学法{meeting.theory}",
            "干部职工会学法{meeting.staff}",
        ),
        opening="{@span}",
    ),
)
STUDY = (
    Sentence(
        (
            "参学率{training.exam.study_rate}",
            "参考率{training.exam.attend_rate}",
            "合格率{training.exam.pass_rate}",
        ),
        opening="组织干部职工参加网上学法考法，",
    ),
)
TRAINING = (
    Sentence(("{training.licence_exam.attempts}参加行政执法资格考试[，其中{training.licence_exam.passed}合格]",)),
    Sentence(("举办执法培训{training.courses}[，{training.course_attendance}参加]",)),
)
