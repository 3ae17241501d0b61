"""How each calendar program subscribes, told for the device at hand first, with its honest delay."""
# ruff: noqa: E501  # sentences for people stay whole, so that they can be found

from dataclasses import dataclass
from urllib.parse import urlencode

from flask_babel import gettext as _

from webapp.events.filters import Filters
from webapp.web.pages import public_url, settings

# Google's own page for adding a calendar by its address; the app on Android has no such place.
GOOGLE = "https://calendar.google.com/calendar/r/settings/addbyurl"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb?"


@dataclass(frozen=True)
class Way:
    """One program: what to do, a link that does it where there is one, and how late it hears of a change."""

    device: str
    title: str
    steps: list[str]
    delay: str
    label: str = ""
    href: str = ""


@dataclass(frozen=True)
class Ways:
    """The feed's addresses and the ways to use them, that of the reader's device first."""

    address: str
    webcal: str
    is_reachable: bool
    first: Way
    others: list[Way]


def feed_address(filters: Filters) -> str:
    """The shortest address of this feed: an organizer's own where nothing but the organizer is chosen."""
    if filters == Filters(organizer=filters.organizer) and filters.organizer:
        return public_url("calendars.organizer_feed", slug=filters.organizer)
    return public_url("calendars.feed", **filters.as_args())


def ways(filters: Filters, *, user_agent: str) -> Ways:
    """`is_reachable` is False where Google and Outlook cannot fetch: they need https and a public host."""
    address = feed_address(filters)
    webcal = "webcal://" + address.partition("://")[2]
    known = [_android(), _apple(webcal), _outlook(address), _thunderbird()]
    device = device_of(user_agent)
    first = next(way for way in known if way.device == device)
    return Ways(address, webcal, settings().is_https, first, [way for way in known if way is not first])


def device_of(user_agent: str) -> str:
    """android, apple, outlook (Windows) or thunderbird (Linux) by the browser's own words; android when unsure."""
    if "Android" in user_agent:
        return "android"
    if any(name in user_agent for name in ("iPhone", "iPad", "Macintosh")):
        return "apple"
    if "Windows" in user_agent:
        return "outlook"
    return "thunderbird" if "Linux" in user_agent else "android"


def _android() -> Way:
    return Way(
        device="android",
        title=_("Ponsel Android: Google Kalender"),
        steps=[
            _("Salin alamat kalender di atas."),
            _("Buka halaman “Tambahkan lewat URL” Google Kalender di peramban, dengan akun Google yang sama seperti di ponsel. Aplikasi Google Kalender di Android belum dapat menambah alamat sendiri; di ponsel, pilih “Situs desktop” pada menu peramban."),
            _("Tempel alamatnya, lalu tekan “Tambahkan kalender”. Sesudah itu kalender ini muncul juga di ponsel."),
        ],
        delay=_("Google memeriksa perubahan tiap 8 sampai 24 jam, kadang lebih lama, dan tidak dapat dipercepat. Bila ingin lebih cepat, pasang aplikasi yang membuka tautan webcal, misalnya ICSx⁵: jedanya Bapak/Ibu tentukan sendiri."),
        label=_("Buka Google Kalender"),
        href=GOOGLE,
    )  # fmt: skip


def _apple(webcal: str) -> Way:
    return Way(
        device="apple",
        title=_("iPhone, iPad, dan Mac"),
        steps=[
            _("Tekan tombol di bawah, lalu pilih “Berlangganan”."),
            _("Jeda pemeriksaan dapat diatur: di iPhone pada Setelan, Kalender, Akun, Ambil Data Baru; di Mac pada info kalendernya."),
        ],
        delay=_("Perubahan sampai menurut setelan itu: dari 5 menit sampai sepekan, biasanya sekali sehari."),
        label=_("Berlangganan di Kalender"),
        href=webcal,
    )  # fmt: skip


def _outlook(address: str) -> Way:
    return Way(
        device="outlook",
        title=_("Outlook"),
        steps=[
            _("Tekan tombol di bawah untuk Outlook.com, lalu pilih “Impor”."),
            _("Di Outlook untuk kantor: Tambah kalender, Berlangganan dari web, lalu tempel alamat di atas."),
        ],
        delay=_("Outlook di web memeriksa kira-kira tiap 3 jam, paling lambat 24 jam."),
        label=_("Tambahkan ke Outlook.com"),
        href=OUTLOOK + urlencode({"url": address, "name": "Gelar"}),
    )  # fmt: skip


def _thunderbird() -> Way:
    return Way(
        device="thunderbird",
        title=_("Thunderbird dan program lain"),
        steps=[
            _("Salin alamat kalender di atas."),
            _("Di Thunderbird: Kalender baru, Di jaringan, lalu tempel alamatnya. Program lain biasanya menyebutnya “Berlangganan” atau “Dari URL”."),
        ],
        delay=_("Thunderbird memeriksa tiap 30 menit; Fastmail tiap jam; Proton tiap 4 sampai 16 jam."),
    )  # fmt: skip
