"""Supervision by random draws, checks of every kind, cases."""

from fadu.apps.reports.compiling.grammar import Listing, Sentence

POOL = (
    Sentence((
        "纳入随机抽查的监管对象共{facility.pool.total}",
        Listing("其中", (
            "一般排污单位{facility.pool.general}",
            "重点排污单位和特殊监管单位共{facility.pool.key_special}",
            "其他对象{facility.pool.other}",
        )),
    )),
    Sentence((
        "列入监督执法正面清单的企业{facility.positive_list}",
        "自动监控联网单位{facility.monitored}",
    )),
)
DRAWS = (
    Sentence(
        (
            "开展双随机抽查{inspection.draw.checks}[，{inspection.draw.checks:change}]",
            "发现问题{inspection.draw.problems}[，已完成整改{inspection.draw.rectified}]，整改率{inspection.draw.rectified_rate}",
            "抽查结果公示率{inspection.draw.published_rate}",
        ),
        opening="{@span}",
        when=lambda known: known.has("inspection.draw.checks"),
    ),
    Sentence((
        "开展跨部门联合检查{inspection.joint.batches}，检查{inspection.joint.checks}[，发现问题{inspection.joint.problems}]",
    )),
)
CHECKS = (
    Sentence(
        (
            "开展各类执法检查{inspection.checks}[，{inspection.checks:change}]，出动执法人员{inspection.officer_trips}",
            "非现场检查{inspection.offsite}[，发现问题{inspection.offsite.problems}]",
        ),
        opening="{@span}",
    ),
)
CASES = (
    Sentence(
        (
            "行政处罚立案{case.filed}[，{case.filed:change}]",
            "下达行政处罚决定书{case.penalty_decisions}",
            "罚款{case.fines_yuan:money}",
            "不予行政处罚{case.no_penalty}[，涉及当事人{case.no_penalty_parties}]",
        ),
        opening="{@span}",
    ),
)
REVIEW = (
    Sentence(
        (
            "召开案件审议委员会会议{case.committee_meetings}[，集体审议案件{case.committee_distinct_cases}]",
            "开展重大执法决定法制审核{case.legal_reviews}",
            "办理陈述申辩{case.statements}",
            "举行听证{case.hearings}",
        ),
        opening="{@span}",
    ),
    Sentence(("行政处罚决定公示率{case.published_rate}",), when=lambda known: known.has("case.penalty_decisions")),
)
MEASURES = (
    Sentence(
        (
            "实施按日连续处罚{case.measure.daily}[，处罚金额{case.measure.daily_yuan:money}]",
            "查封扣押{case.measure.sealing}",
            "限制生产{case.measure.limit}",
            "停产整治{case.measure.stop}",
        ),
        opening="{@span}",
    ),
)
TRANSFERS = (
    Sentence(
        (
            "向公安机关移送行政拘留案件{case.transfer.detention}",
            "向公安机关移送涉嫌犯罪案件{case.transfer.crime}",
            "向人民法院申请强制执行{case.court_enforcement}",
            "向其他机关移送案件{case.transfer.other}",
        ),
        opening="{@span}",
    ),
)
