"""What is needed to make what is kept in the repository, and never to run it."""
