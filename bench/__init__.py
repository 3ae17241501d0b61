"""Repeatable measurements and faults: `bench/run`. Every speed stands beside a floor measured in the same run."""
