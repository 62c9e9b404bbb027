"""What the report is made of: its parts in the order of the 规定, and in each the sections that the bureau's work falls into.

法治政府建设与责任落实督察工作规定 (厅字〔2019〕28号): what was done and achieved, what falls short and why, how the head did
the duties of the first responsible person, what comes next, and what else there is to report.
"""

from __future__ import annotations

from dataclasses import dataclass

from fadu.apps.reports.compiling.grammar import Sentence
from fadu.apps.reports.compiling.sentences import chief, enforcement, people, quality, shortcomings, society
from fadu.apps.reports.compiling.sentences.registers import Registered


@dataclass(frozen=True)
class SectionPlan:
    """A section: its paragraphs, each of sentences. `sourced` figures come from outside, and the section names their documents."""

    title: str
    paragraphs: tuple[tuple[Sentence | Registered, ...], ...]
    sourced: bool = False


@dataclass(frozen=True)
class PartPlan:
    """A part: its sections, and what only people can write at its end. The title may hold {@words} about the report."""

    title: str
    sections: tuple[SectionPlan, ...]
    write: str


OUTLINE: tuple[PartPlan, ...] = (
    PartPlan(
        "{@year}度推进法治政府建设的主要举措和成效",
        (
            SectionPlan("加强法治建设组织领导", ((people.GROUP, *people.MEETINGS), (Registered("组织领导"),))),
            SectionPlan("完善制度和合法性审查", ((Registered("制度建设"),),)),
            SectionPlan("组织学法用法和执法培训", (people.STUDY, people.TRAINING, (Registered("学法考法"),))),
            SectionPlan("规范行政审批", (society.APPROVALS, (Registered("环评审批"),))),
            SectionPlan("优化权责清单和服务", ((Registered("权责与服务"),),)),
            SectionPlan(
                "推行“双随机、一公开”监管", (enforcement.POOL, enforcement.DRAWS, enforcement.CHECKS, (Registered("监管对象"), Registered("双随机"))),
            ),
            SectionPlan("开展专项执法和非现场监管", ((Registered("执法检查"),), (Registered("非现场监管"),))),
            SectionPlan("严格规范公正文明执法", (
                enforcement.CASES, enforcement.REVIEW, enforcement.MEASURES, enforcement.TRANSFERS,
                (Registered("行政处罚"), Registered("配套措施"), Registered("移送与强制执行")),
            )),
            SectionPlan("推进生态环境损害赔偿", (society.DAMAGES, (Registered("生态环境损害赔偿"),)), sourced=True),
            SectionPlan("改善生态环境质量", (quality.WATER, quality.AIR, quality.OTHER_AIR, quality.SOIL, (Registered("环境质量"),)), sourced=True),
            SectionPlan("依法化解矛盾纠纷", (society.COMPLAINTS, society.APPEALS, (Registered("复议诉讼"), Registered("信访")))),
            SectionPlan("开展专项整治", (society.CAMPAIGNS, (Registered("专项整治"),))),
            SectionPlan("开展普法宣传", (society.OUTREACH, (Registered("普法宣传"),))),
            SectionPlan("建设执法队伍", ((Registered("执法力量"),),)),
            SectionPlan("接受监督和强化问责", ((Registered("监督问责"),),)),
            SectionPlan("推进政务公开", ((Registered("政务公开"),),)),
            SectionPlan("考核和荣誉", ((Registered("考核荣誉"),),)),
        ),
        "台账没有记载的举措和成效：制度建设、重大行政决策、规范性文件、三项制度落实、典型做法等。",
    ),
    PartPlan(
        "存在的不足和原因",
        (
            SectionPlan("执法和法制审核力量", (shortcomings.OFFICERS, shortcomings.REVIEWERS)),
            SectionPlan("执法办案和整改", (shortcomings.CASES, shortcomings.CHECKS)),
            SectionPlan("信访办理", (shortcomings.COMPLAINTS,)),
            SectionPlan("环境质量", (shortcomings.QUALITY,)),
        ),
        "上述情况的原因，以及台账没有反映的不足。",
    ),
    PartPlan(
        "主要负责人履行推进法治建设第一责任人职责的情况",
        (
            SectionPlan("带头学法讲法", (chief.STUDY,)),
            SectionPlan("依法决策和督促执法", (chief.DUTIES, (Registered("第一责任人"),))),
            SectionPlan("依法办事", (chief.CONDUCT,)),
        ),
        "主要负责人亲自部署重要工作、过问重大问题、协调重点环节、督办重要任务的情况。",
    ),
    PartPlan(
        "{@next}度推进法治政府建设的主要安排",
        (SectionPlan("", (shortcomings.CARRIED_OVER,)),),
        "{@next}度的主要安排：对照第二部分所列不足，逐项写明措施、责任和时限。",
    ),
)
OTHER = "其他需要报告的情况"
