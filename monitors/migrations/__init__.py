"""Alembic migrations of the database; `monitors/store/schema.py` runs them."""
