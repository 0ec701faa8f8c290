"""Trains and measures the choice of the count (monitors/facts/likely.py)."""
