"""Bot: from the outbox to Telegram, and what a person says back."""

__version__ = "0.1.0"
