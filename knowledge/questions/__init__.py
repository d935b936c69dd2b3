"""The kinds of question: parsing, answering and wording, one folder a kind."""
