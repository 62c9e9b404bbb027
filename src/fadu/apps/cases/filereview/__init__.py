"""案卷评查 of matters: what can be computed as a case goes, a reviewer's own marks beside it, the files of a year, and a draw among them."""
