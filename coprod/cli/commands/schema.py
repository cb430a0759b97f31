"""`coprod schema`: the JSON Schema of the project file, for editors and validators, or of the output of `check`."""

from typing import Annotated

import typer

from coprod.cli import exits
from coprod.cli.terminal import say


def schema(
    check_output: Annotated[
        bool, typer.Option("--check-output", help="The schema of check --format json instead.")
    ] = False,
) -> int:
    """Print the JSON Schema of the project file."""
    import json

    from coprod.model import Project
    from coprod.output.formats.json import schema as of_output

    described = of_output() if check_output else Project.model_json_schema()
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    say(json.dumps(dialect | described, indent=2) + "\n")
    return exits.DONE
