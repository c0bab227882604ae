"""What keeps what is true, by subject.

Shelves hand out frozen dataclasses of bot.domain. `change` writes only the columns it is given, so a stale row never
overwrites a newer one (SPEC 4.32). `get` raises NotFound; `find` returns None.
"""
