"""Keeps what is true: tables, the unit of work and its migrations, on SQLite or PostgreSQL.

`storage.store` is the way in; everything else here serves it.
"""
