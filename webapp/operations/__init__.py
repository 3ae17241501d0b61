"""Running Gelar: serving, health, figures, logs, backup, and the doctor."""
