"""The abstract question that outcomes and cards carry."""

from abc import abstractmethod

from knowledge.models.base import Model


class Question(Model):
    """A question with ids in its slots.

    `kind` names its kind in the registry. Fields of this type are annotated `SerializeAsAny`, so that a dump
    has the fields of the concrete question.
    """

    kind: str

    @property
    @abstractmethod
    def text(self) -> str:
        """The canonical text, without the kind; parsing it as this kind gives an equal question."""

    @property
    def command(self) -> str:
        """The question as it is typed: a slash, the kind and the text."""
        return f"/{self.kind} {self.text}".rstrip()

    @property
    def narrowed(self) -> bool:
        """Whether conditions restrict the races that the question is about."""
        return False


def years_text(first: int | None, last: int | None) -> list[str]:
    """A span of years as it is typed: `2024`, `2022-2024`, `since 2022`, `until 2024`; or nothing."""
    if first is None and last is None:
        return []
    if first is None:
        return [f"until {last}"]
    if last is None:
        return [f"since {first}"]
    return [str(first) if first == last else f"{first}-{last}"]
