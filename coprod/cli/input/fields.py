"""From what was typed to a record of the model, with the flag to mend where it is not one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from coprod.errors import KeyPath, Problem, Unusable
from coprod.store.decode import in_words

Record = TypeVar("Record", bound=BaseModel)


def checked(
    model: type[Record], fields: Mapping[str, object], options: Mapping[str, str] = MappingProxyType({})
) -> Record:
    """Validate what was typed.

    Args:
        model: what it should become.
        fields: what was typed, by the model's names.
        options: the flags of those fields whose flag is not named like the field.

    Returns:
        The record.

    Raises:
        Unusable: with every flag that holds something unusable.
    """
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise Unusable(
            *(Problem("", f"{_flag(path, options)}: {message}") for path, message in in_words(error))
        ) from error


def _flag(path: KeyPath, options: Mapping[str, str]) -> str:
    field, *rest = path
    if field in options:
        return options[str(field)]
    if field == "also_present":
        return f"--{rest[0]}-count" if rest else "--community"
    return f"--{str(field).replace('_', '-')}"
