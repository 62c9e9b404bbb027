"""The law itself: names and citations, what is in force on a day, violations with their dated provisions, which law applies.

Modules, each of use by itself: `statutes` (names, versions, standing on a day), `citations` and `numerals` (《…》第…条 in both
directions), `validity` (is a citation right on a day), `code` (the 生态环境法典 from inside), `violations` and `provisions` (the
catalogue), `cases` and `applies` (从旧兼从轻), `authority` (who signs on a day), `rules` (R0–R8 and the days of change).
"""
