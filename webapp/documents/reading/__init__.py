"""The parts of reading an uploaded table: cells, delimited text, workbooks, headings."""
