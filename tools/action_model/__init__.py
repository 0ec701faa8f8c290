"""Trains and measures the second opinion on actions (monitors/rules/second_opinion.py)."""
