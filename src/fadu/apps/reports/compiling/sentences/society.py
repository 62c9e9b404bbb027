"""Approvals, damage compensation, complaints and appeals, campaigns, publicity."""

from fadu.apps.reports.compiling.grammar import Known, Listing, Nothing, Sentence

_FIELDS = {
    "ecology": "生态环境", "resources": "自然资源", "agriculture": "农业农村", "water": "水利", "housing": "住建", "city": "城管",
    "forestry": "林业", "other": "其他",
}


def _fields(known: Known) -> str:
    """The fields by name, as many as the figure counts."""
    names = [name for key, name in _FIELDS.items() if known.has(f"damages.domain.{key}")]
    return "涉及" + "、".join(names) + "等{damages.fields}领域" if len(names) > 1 else "涉及{damages.fields}领域"


def _repeats(known: Known) -> str:
    return "重复信访{complaint.repeat}" if known.has("complaint.repeat") else "{complaint.repeat=没有重复信访}"


def _leapfrogs(known: Known) -> str:
    return "越级信访{complaint.leapfrog}" if known.has("complaint.leapfrog") else "{complaint.leapfrog=没有越级信访}"


APPROVALS = (
    Sentence(
        (
            "办结环评项目{approval.closed}[，{approval.closed:change}]",
            Listing("其中", (
                "审批{approval.approved}",
                "告知承诺{approval.commitment}",
                "豁免{approval.exempt}",
                "登记表备案{approval.registered}",
            )),
        ),
        opening="{@span}",
    ),
)
DAMAGES = (
    Sentence(
        (
            "启动生态环境损害赔偿案件{damages.started}[，{damages.started:change}]",
            "办结{damages.closed}",
            _fields,
            "赔偿金额{damages.amount_yuan:money}",
        ),
        opening="{@span}",
    ),
    Sentence(
        ("损害赔偿启动数量和办结率在{damages.city_rank:rank}",),
        when=lambda known: known.has("damages.started") or known.has("damages.city_rank"),
    ),
)
COMPLAINTS = (
    Sentence(
        (
            "受理环境信访投诉{complaint.received}[，{complaint.received:change}]",
            "办结{complaint.closed}",
            "办结率{complaint.closed_rate}",
            _repeats,
            _leapfrogs,
        ),
        opening="{@span}",
        # Without a single complaint in the register, “没有重复信访” would rest on nothing.
        when=lambda known: known.has("complaint.received"),
    ),
)
APPEALS = (
    Sentence(
        (
            Nothing("行政复议", "case.reconsideration", "没有发生行政复议案件", "被申请行政复议{case.reconsideration}"),
            Nothing("行政诉讼", "case.litigation", "没有发生行政诉讼案件", "被提起行政诉讼{case.litigation}"),
        ),
        opening="{@span}",
    ),
)
CAMPAIGNS = (
    Sentence(
        (
            Listing("", (
                "建章立制{campaign.rules}",
                "为民办实事{campaign.services}",
                "上报问题{campaign.problems_reported}",
                "纠正“一刀切”问题{campaign.one_size_corrected}",
            )),
        ),
        opening="开展专项整治，",
    ),
)
OUTREACH = (
    Sentence(
        (
            "开展普法活动{outreach.events}[，{outreach.audience}参加]",
            Listing("其中面向", (
                "企业{outreach.for.firms}",
                "学校{outreach.for.schools}",
                "社区{outreach.for.communities}",
                "农村{outreach.for.villages}",
                "机关{outreach.for.offices}",
                "公众{outreach.for.public}",
            )),
        ),
        opening="{@span}",
    ),
)
