"""The error policy: which errors exist, where they are raised or degraded, and what users see.

    Exception
    +-- KnowledgeError         the knowledge can't be used as it stands
    |   +-- UnbuiltError       nothing can be built from the current facts and imports
    |   |   +-- ChangedError   facts or imports changed during the build; a retry may succeed
    |   +-- GoneError          a version is no longer published (store/server.py)
    +-- TooManyStepsError      a question needs more work than one question may take
    +-- DamagedError           a sealed file is not what was written (store/sealed_files.py)

Not found, ambiguous and invalid are answers, not exceptions: see `models/outcome.py`. An unknown id passed to
the knowledge base raises KeyError, which is a bug of the caller, as is every exception not listed here.

- Raise: rooms that touch files, the network or a database turn OSError and SQLAlchemy's errors into
  KnowledgeError at their border. Its message is one sentence for the operator: what is wrong, what to do.
- Degrade: where no current database can be made, `store/open.py` answers from the last one built, logs the
  error and states it in `About.behind`. A damaged database or index is moved aside and built again. The
  parser turns TooManyStepsError into a refusal of the question, and completion into no choices.
- Users see: on the command line the sentence of a KnowledgeError; in Discord a general apology with a
  reference, while the sentence goes to the log. No front shows the text of any other exception.
"""


class KnowledgeError(Exception):
    """The knowledge can't be used as it stands. The message is one sentence for the operator."""


class UnbuiltError(KnowledgeError):
    """No database can be made of the current facts and imports."""


class ChangedError(UnbuiltError):
    """Facts or imports changed while they were read. A retry may succeed."""


class TooManyStepsError(Exception):
    """A question has used up its steps."""
