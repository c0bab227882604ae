"""What can be wrong with a database before any work is done, told so that an operator can put it right."""

from sqlalchemy import exc


class StoreProblem(Exception):
    """The database cannot be used. `what` is wrong, `remedy` is what to do, both without a full stop."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}: {remedy}")
        self.what = what
        self.remedy = remedy


class UrlNotUnderstood(StoreProblem):
    """The address names no database of a kind that we know."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            f"'{shown}' names no database we can use",
            "give the path of a file, sqlite:///path, or postgresql://user:password@host/name",
        )


class UnescapedAt(StoreProblem):
    """There is an @ too many, so no one can tell where the password ends; nothing of the address is shown."""

    def __init__(self) -> None:
        super().__init__(
            "the database's address has more than one @",
            "write %40 for every @ but the one before the host, such as one in the password",
        )


class PortOutOfRange(StoreProblem):
    """No server can have that port."""

    def __init__(self, port: int) -> None:
        super().__init__(f"{port} is no port", "name one from 1 to 65535 in the database's address, or none")
        self.port = port


class FileNotUsable(StoreProblem):
    """The file cannot be made, read or written."""

    def __init__(self, path: str, because: str) -> None:
        super().__init__(
            f"the database file {path} cannot be used ({because})",
            "make its directory and let this user write there, or name another file",
        )
        self.path = path


class NotADatabase(StoreProblem):
    """The file holds something else."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not a circlebot database", "name another file, or restore a backup")
        self.path = path


class DatabaseIsNewer(StoreProblem):
    """A later version of circlebot has used the database."""

    def __init__(self, shown: str, revision: str) -> None:
        super().__init__(
            f"the database {shown} was made by a newer circlebot (its revision is {revision})",
            "run that version or a later one",
        )
        self.revision = revision


class DatabaseIsNotMigrated(StoreProblem):
    """The tables are not those that this version needs."""

    def __init__(self, shown: str, revision: str | None) -> None:
        found = "has no tables yet" if revision is None else f"is at revision {revision}"
        super().__init__(f"the database {shown} {found}", "run `circlebot migrate` once")
        self.revision = revision


class AlreadyServing(StoreProblem):
    """Another process serves that SQLite file; only one may."""

    def __init__(self, path: str, process: str) -> None:
        by = f"process {process}" if process else "another process"
        super().__init__(
            f"{by} is serving {path} already", "stop it first, or use PostgreSQL to run several processes"
        )
        self.path = path
        self.process = process


class DatabaseIsBusy(StoreProblem):
    """Another process has kept the SQLite file locked for longer than we wait."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is locked by another process", "try again when that one is done")
        self.path = path


class ServerUnreachable(StoreProblem):
    """No database server answers there."""

    def __init__(self, shown: str, because: str) -> None:
        super().__init__(
            f"no PostgreSQL server can be reached at {shown} ({because})",
            "start it, or correct host and port in the database's address",
        )


class ServerRefuses(StoreProblem):
    """The server is there and does not let us in: a wrong name, password or database."""

    def __init__(self, shown: str, because: str) -> None:
        super().__init__(
            f"PostgreSQL refuses {shown} ({because})",
            "correct the user, the password or the database's name in its address",
        )


class NoSuchDatabase(StoreProblem):
    """There is no such file."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"there is no file {path}", "name the right one, or look whether this is the right directory"
        )
        self.path = path


class IsThereAlready(StoreProblem):
    """A backup never takes the place of another file."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is there already", "name a file that is not: a backup replaces none")
        self.path = path


class IsNotEmpty(StoreProblem):
    """What is copied does not get in among something else."""

    def __init__(self, shown: str, table: str) -> None:
        super().__init__(f"{shown} is not empty (it has rows in {table})", "name a database that is")
        self.table = table


class NotTheSame(StoreProblem):
    """Somebody wrote meanwhile; nothing was copied."""

    def __init__(self, shown: str, table: str) -> None:
        super().__init__(
            f"{shown} would not hold the same (rows in {table})",
            "stop whatever uses either database, and do it again",
        )
        self.table = table


class BackupNotWritten(StoreProblem):
    """The backup cannot be written; nothing of it stays."""

    def __init__(self, path: str, because: str) -> None:
        super().__init__(
            f"the backup {path} cannot be written ({because})",
            "name one in a directory where this user may write and where there is room",
        )
        self.path = path


class BackupIsDamaged(StoreProblem):
    """The file is cut short, or was changed by something else than SQLite."""

    def __init__(self, path: str, because: str) -> None:
        super().__init__(f"{path} is damaged ({because})", "take another backup; this one was not used")
        self.path = path


class IsItself(StoreProblem):
    """The backup that is to be restored is the database itself."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is the database itself", "name a backup of it")
        self.path = path


class IsOnAServer(StoreProblem):
    """PostgreSQL's own programs do that."""

    def __init__(self, command: str) -> None:
        super().__init__("PostgreSQL has programs of its own for that", command)


def is_of_database(error: BaseException) -> bool:
    """Whether the database failed, not what was to be done with it."""
    return isinstance(error, StoreProblem | exc.SQLAlchemyError)
