"""What people can do: one function per use case."""
