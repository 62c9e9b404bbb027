"""Who is a leader by the words of a post; there is no list in law, these are the usual names in a bureau and its branch."""

from __future__ import annotations

__all__ = ["is_leader"]

# 副局长 and 分局长 hold 局长; a 支部书记 is not one of the 党组.
_LEADING = ("局长", "党组书记", "党组副书记", "党组成员", "纪检组长", "总工程师")


def is_leader(post: str) -> bool:
    """Whether a post (职务) is one of the bureau's leadership; "" is not."""
    return any(word in post for word in _LEADING) and "助理" not in post
