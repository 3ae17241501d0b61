"""The attendance report: one set of queries, values computed once; page, CSV, XLSX and PDF only lay them out."""
