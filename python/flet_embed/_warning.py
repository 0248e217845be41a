"""The category of this package's warnings."""


class EmbedWarning(UserWarning):
    """Something that works differently in a Python that is embedded, and that the program should know."""
