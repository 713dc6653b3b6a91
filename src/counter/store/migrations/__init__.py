"""Alembic's steps from every released schema to today's. Loaded only when a database is behind."""
