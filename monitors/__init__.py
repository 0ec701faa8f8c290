"""Monitors: from a news feed to an alert in the outbox. Imports nothing of `bot`."""
