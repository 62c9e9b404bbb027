"""Pages of bringing workbooks in and taking them out."""
