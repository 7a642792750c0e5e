"""The SQLite file: schema, connection, migrations, change recorder, lock, snapshots, integrity.

Only ``coding`` imports this package. What is SQLite's own (triggers, pragmas, backup) stays here.
"""
