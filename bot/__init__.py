"""The core of circlebot: what is true, what people can do, and how we converse. Knows no platform and no database."""
