"""Rows of the project's own CSV format, and a file of them."""

from pathlib import Path

HEAD = "date,venue,discipline,category,name,nation,born,place,mark\n"
PARK = '2024-07-01,"Fjord Park, Oslovik (NOR)",mile,men'
OLAV = f"{PARK},Olav Berg,NOR,1999-02-03,1,3:50.00\n"
NILS = f"{PARK},Nils Dal,NOR,2000,2,3:51.20\n"


def write_rows(path: Path, *rows: str) -> str:
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return str(path)
