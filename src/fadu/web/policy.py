"""Who may do what: the roles of a bureau and the rights that addresses are bound to. The one place that decides it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ROLES: Mapping[str, str] = {
    "officer": "执法人员",
    "reviewer": "法制审核人员",
    "committee": "案审委员",
    "chief": "主要负责人",
    "clerk": "内勤",
    "report_writer": "报告撰写人",
    "learner": "学法人员",
    "system_admin": "系统管理员",
    "security_admin": "安全管理员",
    "audit_admin": "审计管理员",
}

# GB/T 22239 8.1.5: system, security and audit administration are three people, none of whom does the bureau's business.
ADMINS = frozenset({"system_admin", "security_admin", "audit_admin"})
_STAFF = frozenset(ROLES) - ADMINS
_DESK = frozenset({"officer", "reviewer", "committee", "chief", "clerk", "report_writer"})


@dataclass(frozen=True)
class Policy:
    """A right. `roles` is None where no account is needed."""

    name: str
    label: str
    roles: frozenset[str] | None

    def allows(self, roles: Iterable[str]) -> bool:
        """Whether somebody with these roles has the right."""
        return self.roles is None or not self.roles.isdisjoint(roles)


def _policy(name: str, label: str, *roles: str, all_of: frozenset[str] = frozenset()) -> Policy:
    return Policy(name, label, frozenset(roles) | all_of)


OPEN = Policy("open", "不需要账号", None)
SIGNED_IN = _policy("signed_in", "登录即可", all_of=frozenset(ROLES))
USE_LAW = _policy("use_law", "查法、算期限、算裁量", all_of=_STAFF)
READ_LEDGER = _policy("read_ledger", "查看台账", "audit_admin", all_of=_DESK)
READ_FIGURES = _policy("read_figures", "查看指标", "audit_admin", all_of=_DESK)
READ_REPORT = _policy("read_report", "查看年度报告", "audit_admin", all_of=_DESK)
ANSWER_REPORT = _policy("answer_report", "写分给本股室的报告段落", all_of=_DESK)
WRITE_REPORT = _policy("write_report", "起草、更正年度报告，分配和催报", "clerk", "report_writer")
REVIEW_REPORT = _policy("review_report", "审核年度报告", "reviewer", "chief")
SIGN_REPORT = _policy("sign_report", "签发年度报告", "chief")
PUBLISH_REPORT = _policy("publish_report", "公开已签发的年度报告", "chief", "report_writer")
READ_RECORD = _policy("read_record", "查看封存档案", "audit_admin", all_of=_DESK)
LINT = _policy("lint", "检查公文", all_of=_DESK)
ACCEPT_FINDING = _policy("accept_finding", "认可公文检查的发现", "reviewer", "chief", "clerk", "report_writer")
WRITE_LEDGER = _policy("write_ledger", "登记、更正、作废", "officer", "reviewer", "clerk", "report_writer")
DECLARE_REGISTER = _policy("declare_register", "新设登记簿", "clerk", "report_writer")
IMPORT = _policy("import", "导入台账", "clerk", "report_writer")
EXPORT = _policy("export", "导出台账", "clerk", "report_writer", "chief")
UNDO = _policy("undo", "撤回导入", "clerk", "chief")
TAKE_EVIDENCE = _policy("take_evidence", "收存、撤回证据材料", "officer", "clerk")
READ_EVIDENCE = _policy("read_evidence", "查看、调取证据材料", all_of=_DESK)
KEEP_SECRET = _policy("keep_secret", "存入保密信息，申请抹除", "officer", "clerk")
ASK_UNMASK = _policy("ask_unmask", "申请查看保密信息", "officer", "clerk")
APPROVE_UNMASK = _policy("approve_unmask", "批准查看保密信息", "chief")
ERASE = _policy("erase", "批准并抹除保密信息", "chief")
SIGN_CHECKPOINT = _policy("sign_checkpoint", "签署检查点，出具见证回执", "chief", "audit_admin")
READ_CASE = _policy("read_case", "查看案件", "audit_admin", all_of=_DESK)
HANDLE_CASE = _policy("handle_case", "办理案件：线索、调查、送达、履行", "officer")
EXAMINE_CASE = _policy("examine_case", "案件审查、主持听证、提交集体讨论", "officer", "reviewer")
HAND_OVER = _policy("hand_over", "办理案件交接", "officer", "chief")
REVIEW_CASE = _policy("review_case", "法制审核", "reviewer")
VOTE_CASE = _policy("vote_case", "登记集体讨论", "committee", "chief")
DECIDE_CASE = _policy("decide_case", "批准立案、作出决定、申请强制执行", "chief")
REVIEW_FILE = _policy("review_file", "案卷评查打分、抽取评查的案卷", "reviewer", "clerk", "chief")
HAND_OUT_FILE = _policy("hand_out_file", "出具案卷归档包", "officer", "clerk", "chief")
SEND_CASES = _policy("send_cases", "向上级平台报送案件、核对平台清单", "officer", "clerk")
WORK_CASE = _policy("work_case", "打开办案步骤（每一步另看由谁办理）", "officer", "reviewer", "committee", "chief")
PLAN_INSPECTIONS = _policy("plan_inspections", "编制、公开抽查计划", "clerk", "chief")
DRAW = _policy("draw", "冻结名录、录入种子、抽取", "clerk", "chief")
READ_DRAWS = _policy("read_draws", "查看抽取结果（检查前保密）", "officer", "clerk", "chief", "audit_admin")
OPEN_VISIT = _policy("open_visit", "开检查、登记专项检查", "officer", "clerk", "chief")
VISIT = _policy("visit", "现场检查：记录、签名、上传、复查、转案件", "officer")
PUBLISH_RESULT = _policy("publish_result", "登记检查结果公示", "officer", "clerk", "chief")
READ_RATINGS = _policy("read_ratings", "查看企业对检查的评价（被评价的人看不到）", "chief", "audit_admin")
STATE_RECUSAL = _policy("state_recusal", "登记、解除回避关系", "officer", "clerk", "chief")
TAKE_EXAM = _policy("take_exam", "参加考试，看自己的学习和证书", all_of=_STAFF)
READ_LEARNING = _policy("read_learning", "看全局的学习情况和成绩", "audit_admin", all_of=_DESK)
RUN_EXAMS = _policy("run_exams", "维护题库、组织考试、定年度学习要求、导入成绩", "clerk")
READ_ACCOUNTS = _policy("read_accounts", "查看账号", all_of=ADMINS)
MANAGE_ACCOUNTS = _policy("manage_accounts", "开通、停用账号", "system_admin")
GRANT_ROLES = _policy("grant_roles", "授予岗位", "security_admin")

POLICIES: tuple[Policy, ...] = (
    OPEN, SIGNED_IN, USE_LAW, READ_LEDGER, READ_FIGURES, READ_REPORT,
    ANSWER_REPORT, WRITE_REPORT, REVIEW_REPORT, SIGN_REPORT, PUBLISH_REPORT, READ_RECORD, LINT, ACCEPT_FINDING, WRITE_LEDGER,
    DECLARE_REGISTER, IMPORT, EXPORT, UNDO,
    READ_CASE, HANDLE_CASE, HAND_OVER, EXAMINE_CASE, REVIEW_CASE, VOTE_CASE, DECIDE_CASE, WORK_CASE, REVIEW_FILE, HAND_OUT_FILE, SEND_CASES,
    TAKE_EVIDENCE, READ_EVIDENCE, KEEP_SECRET, ASK_UNMASK, APPROVE_UNMASK, ERASE, SIGN_CHECKPOINT,
    PLAN_INSPECTIONS, DRAW, READ_DRAWS, OPEN_VISIT, VISIT, PUBLISH_RESULT, READ_RATINGS,
    STATE_RECUSAL, TAKE_EXAM, READ_LEARNING, RUN_EXAMS, READ_ACCOUNTS, MANAGE_ACCOUNTS, GRANT_ROLES,
)
