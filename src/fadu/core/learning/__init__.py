"""Learning as arithmetic: a question bank bound to versions of the law, papers that replay, grading, what each person must still do.

`questions` (a question, its digest, that of a bank, the sheet it comes in), `binding` (which version of an article a question rests on, and
what became of it), `papers` (drawn by the tickets of `core.sampling`, replayed from a file), `grading`, `demands` (hours, courses, exams,
certificates, qualification, by year), `mustknow` (应知应会 by post), `results` (sheets of 如法网 and others). See docs/learning.md.
"""
