"""The commands of the shell: one file a group, exit codes 0 done, 1 refused, 2 usage."""


def run() -> int:
    """Run the command line's words; returns the exit code."""
    from custtui.cli.commands import run_commands

    return run_commands()
