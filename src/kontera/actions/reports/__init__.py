"""Reports: what the books add up to, as tables that a page, a file and a program can all show."""
