"""Date expressions by the guidelines: finding them in text, trimming corpus spans, making new ones."""

import re

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]
SHORT = ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"]
SEASONS = ["spring", "summer", "autumn", "fall", "winter"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
            "nineteenth", "twentieth", "twenty-first"]

_month = "(?:" + "|".join(MONTHS + [m + r"\.?" for m in SHORT]) + ")"
_sure_month = "(?:" + "|".join([m for m in MONTHS if m not in ("May", "March", "August", "April", "June")]
                               + [m + r"\.?" for m in SHORT if m not in ("Mar", "Jan", "Dec", "Jun")]) + ")"
_day = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_year = r"(?:1[0-9]\d\d|20[0-4]\d)"
_part = (r"(?:(?:early|late|mid)[\s-]+|(?:the\s+)?(?:beginning|end|middle|start|close|first half|second half|"
         r"first quarter|last quarter|latter half|first days|last days)\s+of\s+)")
_weekday = r"(?:(?:" + "|".join(WEEKDAYS) + r"),?\s+)"
_era = r"(?:\s+(?:BC|AD|BCE|CE|B\.C\.|A\.D\.))"
_season = "(?:" + "|".join(SEASONS) + ")"
_century = r"(?:(?:" + "|".join(ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th))[\s-]centur(?:y|ies)" + _era + "?)"
_decade = r"(?:1[0-9]\d0['’]?s|20[0-4]0['’]?s)"
_days = _day + r"(?:(?:\s*,\s*|\s+and\s+|\s*,\s+and\s+|\s*[-–]\s*|\s+to\s+)" + _day + r")*"

_core = "|".join([
    rf"(?<=\b[Ff]rom ){_year}\s+to\s+{_year}",
    rf"{_weekday}?{_month}\s+{_days}(?:\s*,\s*{_year}|\s+{_year})?",
    rf"{_weekday}?{_day}(?:\s+of)?\s+{_month}(?:,?\s+{_year})?",
    rf"{_month}(?:\s+of)?,?\s+{_year}",
    rf"{_season}(?:\s+of)?\s+{_year}",
    rf"(?:\d{{4}}-\d\d-\d\d)",
    rf"{_decade}", rf"{_century}",
    rf"{_year}{_era}", rf"(?:AD|A\.D\.)\s+\d{{2,4}}", rf"\d{{1,4}}{_era}",
    rf"{_sure_month}",
])
_expression = re.compile(rf"(?<![\w$£€.,/-])(?:{_part})?(?:{_core})(?![\w/-])(?!,\d)(?!\.\d)")
# A bare year is sure only after a word that takes one, or between brackets.
_year_context = re.compile(
    rf"(?:(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\bSince )|(?<=\buntil )|(?<=\bby )|(?<=\bBy )|(?<=\bof )|(?<=\bfrom )"
    rf"|(?<=\bduring )|(?<=\bbefore )|(?<=\bafter )|(?<=\bearly )|(?<=\blate )|(?<=\()|(?<=\bcirca ))"
    rf"(?:(?:early|late|mid)[\s-]+)?{_year}(?:\s*[-–]\s*(?:{_year}|\d\d))?(?![\w$%-])(?!,\d)(?!\.\d)"
    rf"(?!\s+(?:people|men|troops|soldiers|dollars|tons|tonnes|points|km|miles|metres|meters|million|shares|yen|lots))")
_anchor = re.compile(
    rf"\b(?:{_month}|{_year}|{_decade}|{_season}\s+(?:of\s+)?{_year})\b|centur(?:y|ies)\b|\d{{1,4}}{_era}|\d\d\d\d-\d\d")
_month_only = re.compile(rf"\b{_month}")


def date_spans(text):
    """Spans that are dates beyond doubt: month-anchored, decades, centuries, years in a telling place."""
    found = [m.span() for m in _expression.finditer(text)]
    for match in _year_context.finditer(text):
        if all(match.end() <= s or match.start() >= e for s, e in found):
            found.append(match.span())
    trimmed = [trim_date(text, span) for span in found]
    return sorted(t for t in trimmed if t)


_lead = re.compile(r"^(?:(?:in|on|at|since|until|till|by|from|of|for|during|before|after|between|around|about|"
                   r"as|the|a|an|this|that|its|his|later|to|through|and|circa|c\.)\s+|[\s(,\"'])+", re.I)


def trim_date(text, span):
    """The guidelines' span for a corpus date, or None when no calendar anchor is in it."""
    start, end = span
    lead = _lead.match(text[start:end])
    if lead:
        start += lead.end()
    while end > start and text[end - 1] in " ,;:)(\"'":
        end -= 1
    piece = text[start:end]
    if not piece or not _anchor.search(piece):
        return None
    if piece[-1] == "." and not re.search(r"(?:" + "|".join(SHORT) + r"|B\.C|A\.D)\.$", piece):
        end -= 1
    return (start, end)


def random_date(rng):
    """A new date expression, spread over the forms that history papers use."""
    month, day = rng.choice(MONTHS), rng.randint(1, 30)
    year = rng.choice([rng.randint(1780, 2005), rng.randint(1900, 1975)])
    forms = [
        (12, lambda: f"{month} {day}, {year}"), (8, lambda: f"{month} {day}"), (10, lambda: f"{month} {year}"),
        (14, lambda: f"{year}"), (6, lambda: f"{day} {month} {year}"), (4, lambda: f"{day} {month}"),
        (5, lambda: f"{rng.choice(['early', 'late', 'mid-'])}{month} {year}"),
        (4, lambda: f"{rng.choice(['early', 'late', 'mid-'])}{month}"),
        (5, lambda: f"{rng.choice(['early', 'late', 'mid-'])}{year}"),
        (5, lambda: f"{year // 10 * 10}s"), (4, lambda: f"{rng.choice(['early', 'late', 'mid-'])}{year // 10 * 10}s"),
        (5, lambda: f"{rng.choice(SEASONS)} of {year}"), (2, lambda: f"{rng.choice(SEASONS)} {year}"),
        (3, lambda: f"{rng.choice(['early', 'late', 'mid-'])}{rng.choice(SEASONS)} of {year}"),
        (2, lambda: f"late {rng.choice(SEASONS)} and early {rng.choice(SEASONS)} of {year}"),
        (4, lambda: f"{rng.choice(['end', 'beginning', 'middle', 'first half', 'second half', 'start'])} of {year}"),
        (2, lambda: f"{rng.choice(['end', 'beginning', 'middle'])} of {month}"),
        (2, lambda: f"{month} {day} and {min(day + 3, 31)}"), (2, lambda: f"{month} {day} to {min(day + 9, 31)}"),
        (2, lambda: f"{month} {day}, {min(day + 1, 31)}, and {min(day + 5, 31)}"),
        (2, lambda: f"{month} {day}-{min(day + 6, 31)}, {year}"), (2, lambda: f"{year}-{year + rng.randint(1, 30)}"),
        (3, lambda: f"{year} to {year + rng.randint(1, 30)}"),
        (2, lambda: f"{year} {year + rng.randint(1, 30)}"), (1, lambda: f"{month} to {rng.choice(MONTHS)} {year}"), (2, lambda: f"{rng.choice(SHORT)}. {day}"),
        (1, lambda: f"{rng.choice(SHORT)}. {day}, {year}"), (2, lambda: f"{rng.choice(ORDINALS)} century"),
        (2, lambda: f"{rng.choice(['early', 'late', 'mid-'])}{rng.choice(ORDINALS)} century"),
        (1, lambda: f"{rng.randint(4, 20)}th century"), (2, lambda: f"{month} of {year}"), (3, lambda: f"{month}"),
        (2, lambda: f"{rng.choice(WEEKDAYS)}, {month} {day}"), (1, lambda: f"the {day}th of {month}"[4:]),
    ]
    total = sum(weight for weight, _ in forms)
    at = rng.random() * total
    for weight, form in forms:
        at -= weight
        if at <= 0:
            text = form()
            break
    for word in ("early", "late"):
        if text.startswith(word) and not text.startswith(word + " "):
            text = word + " " + text[len(word):]
    if rng.random() < 0.04:
        text = text.lower() if rng.random() < 0.5 else text.upper()
    return text
