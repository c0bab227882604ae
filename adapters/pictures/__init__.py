"""Charts as pictures, drawn by a child process, so that the service stays small (the extra `pictures`)."""
