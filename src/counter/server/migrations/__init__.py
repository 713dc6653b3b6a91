"""Alembic's steps of the province's schema: the same ones for SQLite and PostgreSQL."""
