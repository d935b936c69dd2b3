"""What can go wrong for the person who runs Bell Lap."""


class KnowledgeError(Exception):
    """The knowledge can't be used as it stands. The message is one sentence for the operator."""
