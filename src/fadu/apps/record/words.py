"""What people call the fields of acts that are not on a row of a register."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    # evidence
    "name": "名称", "kind": "种类", "sha256": "SHA-256", "sm3": "SM3", "size": "大小（字节）", "taken_at": "形成时间", "device": "设备",
    "captured": "与拍摄时的摘要相符", "entry": "所指的档案条", "reason": "理由", "clip": "录像编号", "station": "采集站", "seconds": "时长（秒）",
    "started_at": "开始时间",
    # documents of a case
    "matter": "事项", "on": "日期", "organ": "机关", "prefix": "代字", "serial": "序号", "content": "内容摘要", "pdf": "文件摘要", "pages": "页数",
    "template": "模板摘要", "corrects": "补正的文书", "way": "方式", "evidence": "签收件（档案条）", "same": "与制发的文件相同", "note": "说明",
    "since": "启用日期", "text": "文字摘要",
    # the vault
    "role": "身份", "fields": "项目", "purpose": "目的", "ask": "所指的申请", "erased": "抹除的值（档案条，项目）",
    # figures
    "figure": "指标", "value": "数值", "how": "算法", "first": "统计期起日", "last": "统计期止日", "as_of": "统计时点",
    # accounts
    "roles": "岗位", "roles_before": "原来的岗位", "address": "来自", "locked": "已锁定",
    # the ledger
    "key": "公钥", "algorithm": "签名算法",
    "checkpoint": "检查点", "witness": "见证单位", "received": "收存日期", "previous": "上一检查点", "receipt": "回执",
    "entries": "条数", "openings": "含个人信息", "rows": "行数", "latest": "此前最晚时间", "file_name": "文件", "file_digest": "文件摘要",
    "new": "新增", "changed": "更正", "unchanged": "不变", "refused": "不能导入", "removed": "移出", "restored": "恢复",
}
