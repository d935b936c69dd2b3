"""How old somebody is on a day, as far as the date of birth is known."""

from calendar import monthrange
from datetime import date

from knowledge.models.answer import Age


def age_on(born: str | None, day: date) -> Age | None:
    """Whole years on `day` of somebody born on an ISO date, in a month or in a year; None if not known."""
    if born is None:
        return None
    parts = [int(part) for part in born.split("-")]
    year = parts[0]
    first_month, last_month = (parts[1], parts[1]) if len(parts) > 1 else (1, 12)
    first_day, last_day = (parts[2], parts[2]) if len(parts) > 2 else (1, monthrange(year, last_month)[1])
    least = _years(date(year, last_month, last_day), day)
    most = _years(date(year, first_month, first_day), day)
    return Age(on=day, least=least, most=most) if least >= 0 else None


def _years(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)
