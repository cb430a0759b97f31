"""Mending what a record says of a person: another label, an id in a name's place, or no name at all."""
