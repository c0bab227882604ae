"""The city that a circle meets in, and its point on the map."""

from bot.app.circles import see_card
from bot.app.cities import change_city, see_city
from bot.chat.buttons import ChangeCity
from bot.chat.cities import city_held, city_name, read_city
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import changes
from bot.chat.views.circles import card
from bot.chat.views.cities import city_of_circle
from bot.domain.cities import point_text, read_point
from bot.domain.ids import CircleId


def begin(turn: Turn, press: ChangeCity) -> Reply:
    """Opens the form."""
    see_city(turn.work, turn.actor, press.circle, now=turn.now)
    return open_form(turn, CityPaper.key, {"circle": press.circle})


class CityPaper:
    """In which city a circle meets."""

    key = "city"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The city as it is now, and where on the map, which only a shared location tells."""
        circle = see_city(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        say, point, city = turn.say, circle.point, city_held(circle)
        return (
            Field(
                "city",
                FieldKind.CITY,
                say.line("new-city"),
                required=False,
                initial=city_name(city, say.locale) if city else city_of_circle(turn.reader, circle),
                hint=say.line("city-hint"),
            ),
            Field(
                "pin",
                FieldKind.POINT,
                say.line("city-pin"),
                required=False,
                initial=point_text(point) if point and circle.pinned else None,
                hint=say.line("city-pin-hint"),
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps it, and shows the card; where the circle goes by other clocks then, what that moves too."""
        circle, city, pin = CircleId(about["circle"]), values.get("city"), values.get("pin")
        shift = change_city(
            turn.work,
            turn.actor,
            circle,
            read_city(str(city), field="city", language=turn.say.language) if city else None,
            read_point(str(pin), field="pin") if pin else None,
            now=turn.now,
        )
        shown = card(turn.reader, see_card(turn.work, turn.actor, circle, now=turn.now))
        moved = [changes.in_another_zone(turn.reader, shift)] if shift else []
        return Reply(messages=[shown, *moved], home_dirty=True)


SUBJECT = Subject(presses={ChangeCity: begin}, papers=(CityPaper(),), leads_to="manage")
