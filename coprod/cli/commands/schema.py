"""`coprod schema`: the JSON Schema of the project file, for editors and validators, or of what a command writes."""

from coprod.cli import parse
from coprod.cli.call import Call
from coprod.cli.options import command, option
from coprod.cli.terminal import print_as_is


@command()
def schema(
    _call: Call,
    check_output: bool = option("The schema of check --format json instead."),
    status_output: bool = option("The schema of status --format json instead."),
) -> None:
    """Print the JSON Schema of the project file, or of what a command writes as JSON."""
    import json

    if check_output and status_output:
        raise parse.refused("--status-output", "give one of the two: --check-output or --status-output")
    if check_output:
        from coprod.output.formats.json import schema as described
    elif status_output:
        from coprod.output.machines import schema as described
    else:
        from coprod.model import Project

        described = Project.model_json_schema
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    print_as_is(json.dumps(dialect | described(), indent=2) + "\n")
