"""The one exception for "this can't be done": by law, or because what was given can't be taken in."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.ENOENT: "没有这个文件或者文件夹", errno.EISDIR: "这是一个文件夹", errno.ENOTDIR: "路径当中有一段不是文件夹",
    errno.EEXIST: "已经存在同名的文件", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "只能读，不能写", errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超过了磁盘限额", errno.EIO: "磁盘读写出错", errno.ENAMETOOLONG: "名称太长", errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多", errno.ENOMEM: "内存不够", errno.EADDRINUSE: "端口已被占用", errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.ECONNREFUSED: "对方没有应答", errno.ETIMEDOUT: "等不到对方应答",
}


class Refusal(Exception):
    """A refusal in the user's language: what (`reason`), how to mend it (`mend`), on which article it rests (`article`)."""

    def __init__(self, reason: str, mend: str = "", article: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend
        self.article = article


class Unreadable(Refusal):
    """What was given can't be read at all (a file, an address, a folder): wrong use rather than a refusal by law."""


def cause(problem: OSError | UnicodeError) -> str:
    """Why the system could not, in the user's language; in its own words where it gives a reason we do not know."""
    if isinstance(problem, UnicodeError):
        return "不是 UTF-8 编码的文本"
    return _CAUSES.get(problem.errno or 0, problem.strerror or str(problem))
