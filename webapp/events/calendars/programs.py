"""The programs that subscribe: what each can do, and how late it hears of a change."""
# ruff: noqa: E501  # sentences for people stay whole, so that they can be found

from dataclasses import dataclass
from urllib.parse import urlencode

from flask_babel import gettext as _

# Google's own page for adding a calendar by its address; the app on Android has no such place.
GOOGLE = "https://calendar.google.com/calendar/r/settings/addbyurl"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb?"


@dataclass(frozen=True)
class Way:
    """One program: the link that does it where there is one, what else to do, and how late it hears of a change.

    `caveat` is what must be known before the link is pressed; `more` another link, for the steps.
    """

    device: str
    title: str
    delay: str
    steps: list[str]
    label: str = ""
    href: str = ""
    caveat: str = ""
    more: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Copy:
    """One session to save where nothing can be subscribed to: its title and Google's link."""

    title: str
    href: str


def android(webcal: str, copy: Copy | None) -> Way:
    return Way(
        device="android",
        title=_("Ponsel Android: Google Kalender"),
        delay=_("Google memeriksa perubahan tiap 8 sampai 24 jam, kadang lebih lama."),
        steps=[
            _("Aplikasi Google Kalender di Android belum dapat menambah alamat. Sekali saja, buka “Tambahkan lewat URL” di komputer (atau pilih “Situs desktop” di peramban ponsel), dengan akun Google yang sama."),
            _("Tempel alamat kalender, lalu tekan “Tambahkan kalender”. Sesudah itu kalender ini muncul juga di ponsel dan ikut berubah."),
            _("Ingin lebih cepat daripada Google? Aplikasi ICSx⁵ membuka tautan webcal langsung di ponsel, dan jedanya Bapak/Ibu tentukan sendiri."),
        ],
        label=_("Simpan “%(title)s”", title=copy.title) if copy else _("Buka dengan aplikasi kalender"),
        href=copy.href if copy else webcal,
        caveat=_("Satu kegiatan saja, dan tidak ikut berubah bila jadwalnya berubah. Yang ikut berubah: langkah di bawah.") if copy else "",
        more=(_("Buka Google Kalender di komputer"), GOOGLE),
    )  # fmt: skip


def apple(webcal: str) -> Way:
    return Way(
        device="apple",
        title=_("iPhone, iPad, dan Mac"),
        delay=_("Perubahan sampai menurut setelan perangkat: dari 5 menit sampai sepekan, biasanya sekali sehari."),
        steps=[
            _("Tekan tombolnya, lalu pilih “Berlangganan”."),
            _("Jeda pemeriksaan dapat diatur: di iPhone pada Setelan, Kalender, Akun, Ambil Data Baru; di Mac pada info kalendernya."),
        ],
        label=_("Berlangganan di Kalender"),
        href=webcal,
    )  # fmt: skip


def outlook(address: str) -> Way:
    return Way(
        device="outlook",
        title=_("Outlook"),
        delay=_("Outlook di web memeriksa kira-kira tiap 3 jam, paling lambat 24 jam."),
        steps=[
            _("Tekan tombolnya untuk Outlook.com, lalu pilih “Impor”."),
            _("Di Outlook untuk kantor: Tambah kalender, Berlangganan dari web, lalu tempel alamat kalender."),
        ],
        label=_("Tambahkan ke Outlook.com"),
        href=OUTLOOK + urlencode({"url": address, "name": "Gelar"}),
    )


def thunderbird(webcal: str) -> Way:
    return Way(
        device="thunderbird",
        title=_("Thunderbird dan program lain"),
        delay=_("Thunderbird memeriksa tiap 30 menit, Fastmail tiap jam, Proton tiap 4 sampai 16 jam."),
        steps=[
            _("Di Thunderbird: Kalender baru, Di jaringan, lalu tempel alamat kalender. Program lain biasanya menyebutnya “Berlangganan” atau “Dari URL”."),
        ],
        label=_("Buka dengan aplikasi kalender"),
        href=webcal,
    )  # fmt: skip
