"""Asking before something is taken away."""

import typer

from coprod.cli.ask import prompt
from coprod.cli.terminal import may_ask


def confirm(question: str, *, yes: bool, no_input: bool) -> None:
    """Go on only where the person wants it: asked at a terminal, and by `--yes` elsewhere.

    Args:
        question: what is about to be done, as a question.
        yes: whether the command line said so already.
        no_input: whether nothing is to be asked.

    Raises:
        typer.Abort: where the person says no.
        typer.BadParameter: where nobody can be asked.
    """
    if yes:
        return
    if not may_ask(no_input=no_input):
        raise typer.BadParameter(f"{question} Without a terminal, say so with --yes", param_hint="--yes")
    if not prompt.yes(question):
        raise typer.Abort
