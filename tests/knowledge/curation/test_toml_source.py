"""The source text of a file of facts: its comments and its lines."""

from knowledge.curation.toml_source import comment_lines


def test_a_comment_behind_a_text_is_found() -> None:
    assert comment_lines('a = "#"\nb = """\n# in it\n"""  # lost\n') == [4]
