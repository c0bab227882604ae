"""What a field takes: pure checks from a typed or picked value to the text that is kept."""

from datetime import date

from bot.chat.cities import city_name, read_city
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.chat.incoming import Values
from bot.chat.locales import locale_of
from bot.chat.typed import DayHasPassed, read_date, read_time
from bot.domain.cities import point_text, read_point
from bot.domain.errors import BrokenRule, UnknownZone, ValueIsMissing, ValueIsNoChoice
from bot.domain.text import LINE, TEXT, one_line, several_lines, web_link, whole_number
from bot.domain.times import known_zone

Given = str | tuple[str, ...] | None


def check(field: Field, given: Given, *, language: str, today: date) -> Given:
    """The value as it is kept: ISO dates and times, digits, option values; None for an optional field left empty.

    Raises the broken rule, with the field's key.
    """
    if field.kind is FieldKind.CHOICES or field.kind is FieldKind.ROSTER:
        return _several(field, given, language=language, today=today)
    text = given if isinstance(given, str) else " ".join(given or ())
    if not text.strip():
        if field.required:
            raise ValueIsMissing(field=field.key)
        return None
    match field.kind:
        case FieldKind.DATE:
            return _day(field, text, language=language, today=today)
        case FieldKind.DATES:
            return _days(field, text, language=language, today=today)
        case FieldKind.TIME:
            return read_time(text, field=field.key).isoformat("minutes")
        case FieldKind.NUMBER:
            return str(whole_number(text, field=field.key, least=field.min or 0, most=field.max or 10**6))
        case FieldKind.CHOICE | FieldKind.PERSON | FieldKind.PLACE:
            return _option(field, text).value
        case FieldKind.LINK:
            return web_link(text, field=field.key)
        case FieldKind.ZONE:
            return _zone(field, text)
        case FieldKind.CITY:
            city = read_city(text, field=field.key, language=language)
            return city_name(city, locale_of(language, language))
        case FieldKind.POINT:
            return point_text(read_point(text, field=field.key))
        case FieldKind.TEXT:
            return several_lines(text, field=field.key, limit=field.max or TEXT)
        case FieldKind.LINE:
            return one_line(text, field=field.key, limit=field.max or LINE)


def check_all(
    form: Form, values: Values, *, language: str, today: date
) -> tuple[dict[str, str | tuple[str, ...]], dict[str, BrokenRule]]:
    """What of the form can be kept, and what is wrong, by field key. A wrong value is kept as given, to be mended."""
    kept: dict[str, str | tuple[str, ...]] = {}
    wrong: dict[str, BrokenRule] = {}
    for field in form.fields:
        given = values.get(field.key)
        try:
            checked = check(field, given, language=language, today=today)
        except BrokenRule as broken:
            wrong[field.key] = broken
            checked = given
        kept[field.key] = "" if checked is None else checked
    return kept, wrong


def _day(field: Field, text: str, *, language: str, today: date) -> str:
    day = read_date(text, language=language, today=today, field=field.key)
    if field.not_before is not None and day < field.not_before:
        raise DayHasPassed(field=field.key, day=day)
    return day.isoformat()


def _days(field: Field, text: str, *, language: str, today: date) -> str | None:
    given = [part.strip() for part in text.split(",") if part.strip()]
    if field.required and not given:
        raise ValueIsMissing(field=field.key)
    days = dict.fromkeys(_day(field, one, language=language, today=today) for one in given)
    return ", ".join(days) or None


def _zone(field: Field, text: str) -> str:
    known = known_zone(text)
    if known is None:
        raise UnknownZone(field=field.key, given=text)
    return known


def _several(field: Field, given: Given, *, language: str, today: date) -> tuple[str, ...]:
    picked = tuple(text.strip() for text in given.split(",")) if isinstance(given, str) else given or ()

    def value(text: str) -> str:
        if field.days and isinstance(given, str):
            return _week_of(field, _day(field, text, language=language, today=today))
        return _option(field, text).value

    values = tuple(dict.fromkeys(value(text) for text in picked if text))
    if field.required and not values:
        raise ValueIsMissing(field=field.key)
    return values


def _week_of(field: Field, day: str) -> str:
    """The option that lies in the week of that day; the day itself where there is none."""
    week = date.fromisoformat(day).isocalendar()[:2]
    days = [option.value for option in field.options]
    return next((one for one in days if date.fromisoformat(one).isocalendar()[:2] == week), day)


def _option(field: Field, text: str) -> Option:
    """By value, else by label in any case, else by its number in the list."""
    wanted = " ".join(text.casefold().split())
    named = [
        (option.value, option.label.casefold(), str(n)) for n, option in enumerate(field.options, start=1)
    ]
    for way, given in enumerate((text, wanted, wanted)):
        for option, names in zip(field.options, named, strict=True):
            if names[way] == given:
                return option
    raise ValueIsNoChoice(field=field.key, given=text)
