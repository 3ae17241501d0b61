"""An office's own indicators: its name, its formula over our counters, its target, and what was reached."""
