"""Reading the audit log: searched, opened with the keys that still stand, exported."""
