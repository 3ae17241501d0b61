"""The one verb of every door, `recording.record_scan`: its rules, its statements, its words, and batches of it."""
