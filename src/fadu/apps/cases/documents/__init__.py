"""Documents (文书) of a case: values out of its sealed facts, the law and marked fields; one composition, set by Typst and written as DOCX."""
