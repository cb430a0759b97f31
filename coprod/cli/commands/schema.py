"""`coprod schema`: the JSON Schema of the project file, for editors and validators, or of what a command writes."""

from typing import Annotated, Any

import typer

from coprod.cli import exits
from coprod.cli.terminal import print_text


def schema(
    check_output: Annotated[
        bool, typer.Option("--check-output", help="The schema of check --format json instead.")
    ] = False,
    status_output: Annotated[
        bool, typer.Option("--status-output", help="The schema of status --format json instead.")
    ] = False,
) -> int:
    """Print the JSON Schema of the project file, or of what a command writes as JSON."""
    import json

    if check_output and status_output:
        raise typer.BadParameter("give one of the two: --check-output or --status-output", param_hint="--status-output")
    described = _of_check() if check_output else _of_status() if status_output else _of_file()
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    print_text(json.dumps(dialect | described, indent=2) + "\n")
    return exits.DONE


def _of_file() -> dict[str, Any]:
    from coprod.model import Project

    return Project.model_json_schema()


def _of_check() -> dict[str, Any]:
    from coprod.output.formats.json import schema

    return schema()


def _of_status() -> dict[str, Any]:
    from coprod.output.machines import schema

    return schema()
