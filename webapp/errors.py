"""What can be expected to go wrong, in words a person can act on."""


class GelarError(Exception):
    """Base of everything this application raises on purpose."""


class Refused(GelarError):
    """A business rule says no. The sentence is shown as it is; the transaction is rolled back.

    `reason` is a short machine code for callers that cannot read sentences (API, scanner).
    """

    def __init__(self, sentence: str, *, reason: str = "refused") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reason = reason


class ConfigurationError(GelarError):
    """A setting is wrong. The sentence names the variable and the mend; the start is refused."""


class DatabaseUnavailable(GelarError):
    """The database is missing, locked for too long, or of another version than this program."""
