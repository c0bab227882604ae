"""A sheet on which people sign in at the table, to be printed."""

from html import escape

from bot.app.learners import LearnerList
from bot.chat.outgoing import File, Message, Text
from bot.chat.turn import Reader
from bot.domain.meetings import Meeting, place_of

GUESTS = 6
"""Empty lines for those who are not on the list."""

STYLE = """
@page { margin: 18mm }
body { font: 12pt/1.4 system-ui, sans-serif; color: #000; background: #fff }
h1 { font-size: 18pt; margin: 0 }
p { margin: 2mm 0 6mm }
table { width: 100%; border-collapse: collapse }
th, td { text-align: start; border-bottom: 1px solid #555; height: 11mm; padding: 0 2mm }
th { height: 8mm; font-size: 10pt }
th:first-child, td:first-child { width: 8mm }
thead { display: table-header-group }
tr { break-inside: avoid }
"""


def sheet(reader: Reader, seen: LearnerList, meeting: Meeting) -> Message:
    """The message with the sheet for that meeting."""
    text = reader.say("sign-in-sheet", circle=seen.circle.name, when=reader.when(meeting.starts))
    page = _page(reader, seen, meeting).encode()
    file = File(f"sign-in-{meeting.on.isoformat()}.html", "text/html", page)
    return Message((Text(text),), attachments=(file,))


def _page(reader: Reader, seen: LearnerList, meeting: Meeting) -> str:
    """A page that needs nothing else; what people typed is text in it and never markup."""
    say, circle = reader.say, seen.circle
    number = say.line("sign-in-number", number=meeting.number, count=seen.meeting_count)
    about = " · ".join(filter(None, (reader.when(meeting.starts).text, number, place_of(circle, meeting))))
    heads = "".join(f"<th>{escape(say.line(key))}</th>" for key in ("sign-in-name", "sign-in-signature"))
    names = [*(one.name for one in seen.seated), *[""] * GUESTS]
    rows = "\n".join(
        f'<tr><td>{line}</td><td dir="auto">{escape(name)}</td><td></td></tr>'
        for line, name in enumerate(names, start=1)
    )
    return f"""<!doctype html>
<html lang="{escape(say.language)}">
<head><meta charset="utf-8"><title>{escape(circle.name)}</title><style>{STYLE}</style></head>
<body>
<h1 dir="auto">{escape(circle.name)}</h1>
<p dir="auto">{escape(about)}</p>
<table>
<thead><tr><th></th>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""
