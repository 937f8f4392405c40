"""``tables``: the dated lists that rules look things up in, with their age. Reads no clock but the date of today."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def listing(tables: dict[str, dict[str, Any]], name: str | None, form: str) -> str:
    """The tables in a line each, or all that one of them holds; as text, or as JSON with the age in days."""
    from datetime import date

    today = date.today()  # noqa: DTZ011 - the dates of tables have no time zone either
    ages = {key: (today - date.fromisoformat(table["asOf"])).days for key, table in tables.items()}
    chosen = tables if name is None else {name: tables[name]}
    if form == "json":
        import json

        return json.dumps([{"name": key, "ageInDays": ages[key], **chosen[key]} for key in chosen], indent=2) + "\n"
    if name is not None:
        table = tables[name]
        head = f"{name}  as of {table['asOf']} ({_days(ages[name])})\n  {table['source']}\n\n"
        return head + "".join(f"  {value}\n" for value in table["values"])
    width = max(map(len, tables), default=0)
    lines = []
    for key, table in tables.items():
        age = f"{table['asOf']}  {_days(ages[key]):>11}"
        lines.append(f"{key:<{width}}  {age}  {len(table['values']):>5} values  {table['source']}\n")
    return "".join(lines)


def _days(age: int) -> str:
    return f"{age} day{'' if age == 1 else 's'} old"
