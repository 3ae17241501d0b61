"""Which program fetches a calendar, by its own words, in the name its owner knows."""

# What stands in the User-Agent, the more particular first.
PROGRAMS = (
    ("Google-Calendar-Importer", "Google Kalender"),
    ("ICSx5", "ICSx⁵"),
    ("Thunderbird", "Thunderbird"),
    ("Microsoft", "Outlook"),
    ("Outlook", "Outlook"),
    ("dataaccessd", "iPhone/iPad"),
    ("CalendarAgent", "Mac"),
    ("macOS", "Mac"),
    ("iOS", "iPhone/iPad"),
    ("Nextcloud", "Nextcloud"),
    ("Fastmail", "Fastmail"),
    ("ProtonCalendar", "Proton"),
    ("vdirsyncer", "vdirsyncer"),
    ("Mozilla/", "Peramban"),
)


def program_of(user_agent: str) -> str:
    """Empty when the program is not known: nobody is kept out for what they call themselves."""
    return next((name for needle, name in PROGRAMS if needle in user_agent), "")
