"""Papers, pictures and files that people take away: from frozen values to bytes, and nothing else."""
