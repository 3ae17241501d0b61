"""Reports as the providers write them, made here by hand: invented people, the shapes of the catalogue.

Everybody is there from 09.05 to 10.35 on 10 March 2022 (WIB), Siti left in between; each variant says the same meeting.
"""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

BOM = "\ufeff"
JAKARTA = ZoneInfo("Asia/Jakarta")
TITLE = "Mekanisme Pembentukan Forum KIM"

ZOOM_OLD = """Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent
Dehen Contoh,dehen@contoh.id,03/10/2022 09:05:00 AM,03/10/2022 10:35:00 AM,90,No,Y
Siti_KIM Handep,,03/10/2022 09:05:00 AM,03/10/2022 09:35:00 AM,30,Yes,Y
Siti_KIM Handep,,03/10/2022 09:55:00 AM,03/10/2022 10:35:00 AM,40,Yes,Y
"""
ZOOM_OLD_UNIQUE = """Name (Original Name),User Email,Total Duration (Minutes),Guest
Dehen Contoh,dehen@contoh.id,90,No
Siti_KIM Handep,,70,Yes
"""
ZOOM_NEW = """Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,\
Recording disclaimer response,In waiting room
Dehen Contoh,dehen@contoh.id,2022-03-10 09:05:00,2022-03-10 10:35:00,90,No,OK,No
Tamu Lain,,2022-03-10 09:00:00,2022-03-10 09:05:00,5,Yes,,Yes
Baru Nama (Siti),,2022-03-10 09:05:00,2022-03-10 09:35:00,30,Yes,OK,No
Baru Nama (Siti),,2022-03-10 09:55:00,2022-03-10 10:35:00,40,Yes,OK,No
"""
ZOOM_NEW_UNIQUE = """Name (original name),Email,Total duration (minutes),Guest
Dehen Contoh,dehen@contoh.id,90,No
Siti,,70,Yes
"""
ZOOM_PREAMBLE = f"""Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 0000 0000,{TITLE},03/10/2022 08:50:00 AM,03/10/2022 10:40:00 AM,panitia@contoh.id,110,2

"""
ZOOM_PREAMBLE_NEW = f"""Topic,ID,Host name,Duration (minutes),Start time,End time,Participants
{TITLE},812 0000 0000,Panitia,110,03/10/2022 08:50:00 AM,03/10/2022 10:40:00 AM,2

"""
ZOOM_INDONESIAN = f"""Topik;ID;Nama host;Waktu mulai;Waktu berakhir;Peserta;Durasi (menit);Total menit peserta
{TITLE};812 0000 0000;Panitia;10/03/2022 08:50:00;10/03/2022 10:40:00;2;110;160

Nama (nama asli);Email;Waktu bergabung;Waktu keluar;Durasi (menit);Tamu;Respons penafian rekaman;Di ruang tunggu
Dehen Contoh;dehen@contoh.id;10/03/2022 09:05:00;10/03/2022 10:35:00;90;Tidak;OK;Tidak
Siti;;10/03/2022 09:05:00;10/03/2022 09:35:00;30;Ya;OK;Tidak
Siti;;10/03/2022 09:55:00;10/03/2022 10:35:00;40;Ya;OK;Tidak
Belum Masuk;;10/03/2022 09:01:00;10/03/2022 09:03:00;2;Ya;;Ya
"""
ZOOM_INDONESIAN_UNIQUE = """Nama (nama asli),Email,Total durasi (menit)s,Tamu
Dehen Contoh,dehen@contoh.id,90,Tidak
Siti,,70,Ya
"""
_ATTENDEES = (
    "Attended,User Name (Original Name),First Name,Last Name,Email,Phone,Asal KIM,Registration Time,Approval Status,"
    "Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name"
)
_CAME = "03/01/2022 01:00:00 PM,approved"
ZOOM_WEBINAR = f"""Attendee Report
Report generated time,03/10/2022 11:31:08 AM
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registrants,Unique Viewers,Total Users
{TITLE},812 0000 0000,"03/10/2022 08:50:00 AM",110,3,2,2
Host Details,,,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Attendee Details,,,
{_ATTENDEES}
Yes,Dehen Contoh,Dehen,Contoh,dehen@contoh.id,,,{_CAME},03/10/2022 09:05:00 AM,03/10/2022 10:35:00 AM,90,No,Indonesia
Yes,Siti,Siti,-,,0812 3456 7890,,{_CAME},03/10/2022 09:05:00 AM,03/10/2022 09:35:00 AM,30,Yes,Indonesia
Yes,Siti,Siti,-,,0812 3456 7890,,{_CAME},03/10/2022 09:55:00 AM,03/10/2022 10:35:00 AM,40,Yes,Indonesia
No,Tidak Hadir,Tidak,Hadir,tidak@contoh.id,,,{_CAME},--,--,--,--,--
"""
_TEAMS_ROWS = (
    ("Dehen Contoh", "{a}", "{d}", "1h 30m", "dehen@contoh.id", "dehen@contoh.id", "Presenter"),
    ("Siti (Unverified)", "{a}", "{d}", "1h 10m", "", "", "Attendee"),
)


def teams(*, first: str, back: str, out: str, last: str, language: str = "en") -> str:
    """The newest report with its dates as one locale writes them."""
    titles = {
        "en": ("1. Summary", "2. Participants", "3. In-Meeting activities", "First join", "Join time"),
        "de": ("1. Zusammenfassung", "2. Teilnehmer", "3. Aktivitäten in Besprechungen", "Erster Beitritt", "Beitritt"),
    }[language]
    rows = ["\t".join(row).format(a=first, d=last) for row in _TEAMS_ROWS]
    visits = [("Dehen Contoh", first, last, "1h 30m 0s"), ("Siti (Unverified)", first, out, "30 Min. 0 Sek.")]
    visits.append(("Siti (Unverified)", back, last, "40m"))
    return "\r\n".join(
        [
            titles[0],
            f"Meeting title\t{TITLE}",
            "Attended participants\t2",
            f"Start time\t{first}",
            "",
            titles[1],
            f"Name\t{titles[3]}\tLast leave\tIn-meeting duration\tEmail\tParticipant ID (UPN)\tRole",
            *rows,
            "",
            titles[2],
            f"Name\t{titles[4]}\tLeave time\tDuration\tEmail\tRole",
            *("\t".join((*visit, "dehen@contoh.id" if "Dehen" in visit[0] else "", "Attendee")) for visit in visits),
            "",
        ]
    )


_GERMAN = {"first": "10.03.22, 09:05:00", "out": "10.03.22, 09:35:00"}
_GERMAN |= {"back": "10.03.22, 09:55:00", "last": "10.03.22, 10:35:00"}
_AMERICAN = {"first": "3/10/22, 9:05:00\u202fAM", "out": "3/10/22, 9:35:00\u202fAM"}
_AMERICAN |= {"back": "3/10/22, 9:55:00\u202fAM", "last": "3/10/22, 10:35:00\u202fAM"}
TEAMS_MIDDLE = f"""Meeting Summary
Total Number of Participants\t2
Meeting Title\t{TITLE}
Meeting Start Time\t3/10/2022, 8:50:00 AM

Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
Dehen Contoh\t3/10/2022, 9:05:00 AM\t3/10/2022, 10:35:00 AM\t1h 30m\tdehen@contoh.id\tOrganizer\tdehen@contoh.id
Siti (Guest)\t3/10/2022, 9:05:00 AM\t3/10/2022, 9:35:00 AM\t30m\t\tAttendee\t
Siti (Guest)\t3/10/2022, 9:55:00 AM\t3/10/2022, 10:35:00 AM\t40m\t\tAttendee\t
"""
TEAMS_OLD = """Full Name\tUser Action\tTimestamp
Dehen Contoh\tJoined before\t3/10/2022, 9:05:00 AM
Siti\tJoined\t3/10/2022, 9:05:00 AM
Siti\tLeft\t3/10/2022, 9:35:00 AM
Siti\tJoined\t3/10/2022, 9:55:00 AM
Siti\tLeft\t3/10/2022, 10:35:00 AM
"""
MEET = """First name,Last name,Email,Duration,Time joined,Time exited
Dehen,Contoh,d****@contoh.id,1 hr 30 min,09:05,10:35
Siti,,,1 hr 10 min,9:05 AM,10:15 AM
"""
MEET_PLAIN = """First name,Last name,Email,Duration
Dehen,Contoh,d****@contoh.id,1 hr 30 min
Siti,,,70 min
"""
MEET_EXTENSION = """SNo,Participant Name,Attendance Started at,Joined at(beta),Attendance Stopped at,\
Attended Duration,Meeting code
1,Dehen Contoh,09:05,09:05,10:35,1 hr 30 min 0s,abc-defg-hij
2,Siti,09:05,,10:35,1 hr 10 min 0s,abc-defg-hij
"""
MEET_SEEN = """Full Name,First Seen,Time in Call
Dehen Contoh,09:05,1 hr 30 min
Siti,09:05,70 min
"""
_BBB_HEAD = (
    "Name,Moderator,Activity Score,Talk Time,Webcam Time,Messages,Reactions,Poll Votes,Raise Hands,Join,Left,Duration"
)
BBB = (
    f"{_BBB_HEAD},Setuju, atau tidak?\r\n"
    '"Dehen Contoh","FALSE","3.2","00:01:00","00:00:00","2","0","1","0",'
    '"3/10/2022, 9:05:00 AM","3/10/2022, 10:35:00 AM","01:30:00","kata "setuju" saja"\r\n'
    '"Siti","FALSE","1","00:00:00","00:00:00","0","0","0","0","3/10/2022, 9:05:00 AM","-","01:10:00",""\r\n'
    '"Anonymous","","","","","","","1","","","","",""\r\n'
)
BBB_RESAVED = f"""{_BBB_HEAD.replace(",", ";")}
Dehen Contoh;FALSE;3,2;00:01:00;00:00:00;2;0;1;0;10/03/2022 09:05:00;10/03/2022 10:35:00;01:30:00
Siti;FALSE;1;00:00:00;00:00:00;0;0;0;0;10/03/2022 09:05:00;-;01:10:00
"""


def at(hour: int, minute: int) -> datetime:
    """A moment of that morning in Jakarta."""
    return datetime(2022, 3, 10, hour, minute, tzinfo=JAKARTA)


def _visit(first: datetime, last: datetime | None) -> dict[str, int]:
    return {"registeredOn": int(first.timestamp() * 1000), "leftOn": int(last.timestamp() * 1000) if last else 0}


def _user(name: str, ref: str, *visits: tuple[datetime, datetime | None]) -> dict[str, object]:
    return {"name": name, "intIds": {f"w_{ref}": {"extId": ref, "sessions": [_visit(*one) for one in visits]}}}


def dashboard(dehen: str = "ref-dehen", siti: str = "ref-siti") -> bytes:
    """BigBlueButton's JSON; the ids are what our server gave the conference."""
    users = {
        "u1": _user("Dehen Contoh", dehen, (at(9, 5), None)),
        "u2": _user("Siti", siti, (at(9, 5), at(9, 35)), (at(9, 55), at(10, 35))),
    }
    whole = {"name": TITLE, "createdOn": 1, "endedOn": int(at(10, 35).timestamp() * 1000), "users": users}
    return json.dumps(whole).encode()


VARIANTS: dict[str, bytes] = {
    "zoom, rejoins": (BOM + ZOOM_OLD).encode(),
    "zoom, unique": ZOOM_OLD_UNIQUE.encode(),
    "zoom, newer": ZOOM_NEW.encode(),
    "zoom, newer unique": ZOOM_NEW_UNIQUE.encode(),
    "zoom, preamble": (ZOOM_PREAMBLE + ZOOM_OLD).encode(),
    "zoom, newer preamble": (ZOOM_PREAMBLE_NEW + ZOOM_NEW).encode(),
    "zoom, preamble and unique": (ZOOM_PREAMBLE + ZOOM_OLD_UNIQUE).encode(),
    "zoom, Indonesian": (BOM + ZOOM_INDONESIAN).encode(),
    "zoom, Indonesian unique": ZOOM_INDONESIAN_UNIQUE.encode(),
    "zoom, ISO": ZOOM_NEW.replace("03-10 09:05:00,2022-03-10 10:35:00", "03-10T02:05:00Z,2022-03-10T03:35Z").encode(),
    "zoom, webinar": (BOM + ZOOM_WEBINAR).encode(),
    "teams": (BOM + teams(**_AMERICAN)).encode("utf-16-le"),
    "teams, German": (BOM + teams(**_GERMAN, language="de")).encode("utf-16-le"),
    "teams, as UTF-8": teams(**_GERMAN).encode(),
    "teams, middle": (BOM + TEAMS_MIDDLE).encode("utf-16-le"),
    "teams, oldest": (BOM + TEAMS_OLD).encode("utf-16-le"),
    "meet": MEET.encode(),
    "meet, no times": MEET_PLAIN.encode(),
    "meet, extension": MEET_EXTENSION.encode(),
    "meet, other extension": MEET_SEEN.encode(),
    "bbb": BBB.encode(),
    "bbb, saved again": BBB_RESAVED.encode(),
    "bbb, JSON": dashboard(),
}  # fmt: skip
