"""The local database: one transaction, projections, search, witness file, migrations."""
