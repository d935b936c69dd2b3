"""What can go wrong for the person who runs Bell Lap."""


class KnowledgeError(Exception):
    """The knowledge can't be used as it stands. The message is one sentence for the operator."""


class UnbuiltError(KnowledgeError):
    """No database can be made of the facts and imports as they are now."""


class ChangedError(UnbuiltError):
    """The facts or the imports changed while they were read, so that trying again may go better."""
