"""A sheet of pictures of every screen, from the real program on a real pty: `python -m tests.pictures FOLDER`."""
