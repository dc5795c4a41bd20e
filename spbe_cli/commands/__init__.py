"""One module per command: plain values in, exit code out; and what several commands share, in modules of their own."""

BAD_INPUT = 2
"""The exit code for bad usage and bad input, which wins over that of a gate (contract section 4)."""


def exit_code(problems: object, *, met: bool = True) -> int:
    """The exit code of a run: that of bad input where there are problems, else 0, or 1 where what was asked for is not met."""
    return BAD_INPUT if problems else int(not met)
