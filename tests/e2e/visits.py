"""Every page that a person can come to in the demonstration, by a short name."""

from dataclasses import dataclass

# The slugs of the sample activities, by what each stands for.
RUNNING = "webinar-langkah-awal-forum-kim-di-kabupaten-dan-kota"
FINISHED = "workshop-menulis-berita-warga-dengan-telepon-seluler"
FULL = "temu-wicara-petani-dan-nelayan-bertanya-dinas-menjawab"
MOVED = "sarasehan-merawat-bahasa-dan-cerita-kampung-di-era-digital"
ONLINE = "diskusi-daring-cek-fakta-sebelum-meneruskan-pesan"
CANCELLED = "dialog-publik-keterbukaan-informasi-di-desa"
DRAFT = "pendidikan-dan-pelatihan-pengelolaan-informasi-bagi-pengurus"
CONFIDENTIAL = "mediasi-warga-tertutup"
SEED = "mekanisme-forum-kim-2022"


@dataclass(frozen=True)
class Visit:
    """One page: its name in the tests, its path, who comes, and the status it is shown with.

    A path may hold {ticket}, {manage}, {join} of the person who registered.
    """

    name: str
    path: str
    is_organizer: bool = False
    status: int = 200

    def __str__(self) -> str:
        return self.name


PUBLIC = (
    Visit("home", "/"),
    Visit("list", "/events"),
    Visit("past list", "/events?when=past"),
    Visit("empty list", "/events?q=tidak+ada+yang+begini"),
    Visit("running event", f"/events/{RUNNING}"),
    Visit("moved event", f"/events/{MOVED}"),
    Visit("full event", f"/events/{FULL}"),
    Visit("online event", f"/events/{ONLINE}"),
    Visit("cancelled event", f"/events/{CANCELLED}"),
    Visit("finished event", f"/events/{FINISHED}"),
    Visit("webinar of 2022", f"/events/{SEED}"),
    Visit("registration", f"/events/{MOVED}/registration"),
    Visit("closed registration", f"/events/{CANCELLED}/registration"),
    Visit("known registration", f"/events/{MOVED}/registration/known"),
    Visit("ticket", "{ticket}"),
    Visit("managed registration", "{manage}"),
    Visit("join", "{join}"),
    Visit("door of a running event", f"/events/{RUNNING}/join"),
    Visit("door before the hour", f"/events/{ONLINE}/join"),
    Visit("my tickets", "/tickets"),
    Visit("unknown ticket", "/T/AAAAAAAAAAAAAAAAAAAAAAAAAA", status=404),
    Visit("certificate check", "/certificates"),
    Visit("unknown certificate", "/certificates/aaaabbbbccccdddd", status=404),
    Visit("calendar", "/calendar"),
    Visit("help", "/help"),
    Visit("help for participants", "/help/participant"),
    Visit("help for desks", "/help/desk"),
    Visit("help for organizers", "/help/organizer"),
    Visit("help for phones", "/help/phone"),
    Visit("privacy", "/privacy"),
    Visit("sign in", "/sign-in"),
    Visit("missing page", "/tidak-ada", status=404),
)
ORGANIZERS = tuple(
    Visit(name, path, is_organizer=True)
    for name, path in (
        ("workplace", "/manage"),
        ("kinds", "/manage/events/new"),
        ("new event", "/manage/events/new?kind=webinar"),
        ("draft", f"/manage/events/{DRAFT}/edit"),
        ("edit", f"/manage/events/{RUNNING}/edit"),
        ("preview", f"/manage/events/{DRAFT}/preview"),
        ("room", f"/manage/events/{RUNNING}"),
        ("room of a draft", f"/manage/events/{DRAFT}"),
        ("confidential room", f"/manage/events/{CONFIDENTIAL}"),
        ("participants", f"/manage/events/{RUNNING}/participants"),
        ("report", f"/manage/events/{RUNNING}/attendance"),
        ("empty report", f"/manage/events/{MOVED}/attendance"),
        ("rule of attendance", f"/manage/events/{RUNNING}/online/rule"),
        ("watching together", f"/manage/events/{RUNNING}/online/watching"),
        ("desks", f"/manage/events/{RUNNING}/desks"),
        ("scanner", f"/manage/events/{RUNNING}/scanner"),
        ("postponement", f"/manage/events/{MOVED}/postponement"),
        ("cancellation", f"/manage/events/{MOVED}/cancellation"),
        ("organization", "/manage/organization/kominfo-contoh"),
        ("summary", f"/manage/events/{RUNNING}/summary"),
        ("texts of the report", f"/manage/events/{RUNNING}/report-texts"),
        ("photos", f"/manage/events/{FINISHED}/photos"),
        ("feedback", f"/manage/events/{FINISHED}/feedback"),
        ("certificates", f"/manage/events/{FINISHED}/certificates"),
        ("look of certificates", f"/manage/events/{FINISHED}/certificates/design"),
        ("numbers of certificates", f"/manage/events/{FINISHED}/certificates/numbers"),
        ("recap", "/manage/reports"),
        ("indicators", "/manage/reports/indicators/kominfo-contoh"),
        ("reports of meetings", f"/manage/events/{RUNNING}/imports"),
        ("letter", f"/manage/events/{RUNNING}/messages/announcements/new"),
        ("labels", f"/manage/events/{RUNNING}/labels"),
        ("audit log", "/manage/audit"),
    )
)
VISITS = PUBLIC + ORGANIZERS
