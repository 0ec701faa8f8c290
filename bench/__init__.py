"""Benchmarks; `python -m bench` runs those that have a goal and prints their figures."""
