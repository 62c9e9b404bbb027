"""The first page, the table of rights, and the law at hand."""
