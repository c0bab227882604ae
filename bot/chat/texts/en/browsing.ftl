# Finding a circle near by.

# $where: a city such as "Köln, Germany", or the text browse-you.
browse-near =
    { $total ->
        [one] One circle near { $where }
       *[other] { $total } circles near { $where }
    }
browse-you = you
browse-none-near = No circle near { $where } is open right now. These are the closest, and those that meet online too.
browse-many = More than { $most } circles are open
browse-somewhere = No circle is known to be near { $where }. These don’t say in which city they meet.
browse-nothing-such = No open circle is like that right now. With less to narrow it down there may be one.
browse-no-such-city = I don’t know a city or a course called “{ $given }”. A city near by may do, or a share of your location. This is what there is:
browse-which-city =
    { $count ->
        [one] By “{ $given }”, do you mean this city?
       *[other] Which “{ $given }” do you mean?
    }
browse-weekdays = On which days?
browse-languages = In which language?
browse-any-language = Any
browse-where = 📍 Near…
browse-is-online = online
browse-by-topic = Topic
browse-by-language = Language
browse-by-weekday = Day
browse-by-online = Online
browse-by-seats = Free seats

# $city, $where: "Köln, Germany", "Portland, Oregon".
city-in = { $city }, { $where }
# $near: a larger city close by, where two cities in one country have the same name.
city-near = { $city }, { $where } (near { $near })
distance-km = { $km } km
distance-miles = { $miles } mi
distance-both = { $km } km ({ $miles } mi)

form-where = Near by
form-where-submit = Look there
where-city = Around which city?
where-city-hint = In any language, or share your location. Only where it is to about a kilometre is kept, for a day.
form-topic = Topic
form-topic-submit = Look for that
topic-words = What would you like to learn?
topic-words-hint = A word or two of the course’s name. Leave it empty for anything.

error-city-is-unknown = I don’t know the city “{ $given }”. A larger one near by will do.
error-city-is-unclear =
    { $count ->
        [one] Do you mean { $choices }?
       *[other] Which one do you mean: { $choices }?
    }
error-point-is-unclear = I couldn’t read “{ $given }” as a point on the map. Share the location, or type it like 50.94, 6.96.

# The city of a circle.

button-city = City
form-city = City
form-city-submit = Keep that
city-hint = People find the circle by it. Its clocks become the circle’s: meetings stay at their time, but on that city’s clock.
city-pin = Where on the map?
city-pin-hint = Share the location where you meet, and its card shows it. Without one it is only known by its city.
