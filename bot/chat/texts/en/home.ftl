# The hub.

home-own = **Your next meetings**
home-run = **Circles you run**
home-circle = **{ $circle }**
home-answers = Answers
home-team =
    { $members ->
        [one] **{ $team }**: one member
       *[other] **{ $team }**: { $members } members
    }
