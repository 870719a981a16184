"""Prints the fourth business day after every day of 2004-2035 as JSON, by the federal holidays of the package holidays."""
import datetime
import json

import holidays

closed = holidays.country_holidays("US", years=range(2003, 2038), categories="public")
day = datetime.timedelta(days=1)
# Closed by order of the President, as the Commission announced; no calendar of holidays has them.
ordered = {datetime.date(2018, 12, 5), datetime.date(2019, 12, 24), datetime.date(2020, 12, 24), datetime.date(2025, 1, 9)}


def is_business(date):
    return date.weekday() < 5 and date not in closed and date not in ordered


due = {}
date = datetime.date(2004, 1, 1)
while date.year < 2036:
    at, left = date, 4
    while left > 0:
        at += day
        if is_business(at):
            left -= 1
    due[date.isoformat()] = at.isoformat()
    date += day
print(json.dumps(due))
