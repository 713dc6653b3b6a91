"""Alembic's environment: runs on the connection it is given, inside that connection's transaction."""

from alembic import context

connection = context.config.attributes["connection"]
# SQLite cannot change most of a table in place: Alembic makes such a table anew under the same name.
context.configure(connection=connection, version_table="schema_revision", render_as_batch=True, transactional_ddl=False)
context.run_migrations()
