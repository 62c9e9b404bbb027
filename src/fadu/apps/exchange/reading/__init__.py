"""Files of rows: workbooks of today (.xlsx), those of older offices (.xls, .et), single tables (.csv)."""
