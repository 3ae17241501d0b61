"""The shape of a recap."""

from webapp.api.describing.shapes import list_of, or_null, text, truth, whole, whole_object

_NUMBER = {"type": "number"}
_SEXES = {"men": whole(), "women": whole(), "unstated": whole()}
RECAP = whole_object(
    "What an organization held in a period. Persons and attendances are counted apart; every list adds up to the same.",
    organization=text("The slug."),
    first=text("YYYY-MM-DD"),
    last=text("YYYY-MM-DD, included"),
    totals=whole_object(
        "The sums.", events=whole(), registered=whole(), attendances=whole(), persons=whole(), regencies=whole(),
        groups=whole(),
    ),
    indicators=list_of(
        whole_object(
            "An indicator in the office's own words; null is not known yet, or has no target.", name=text(),
            formula=text(), unit=text(), value=or_null(_NUMBER), target=or_null(_NUMBER), reached=or_null(truth()),
        )
    ),
    events=list_of(
        whole_object(
            "One activity.", event=text(), kind=text(), capacity=whole(), registered=whole(), in_person=whole(),
            online=whole(), outside_quota=whole(), no_show=whole(), attendances=whole(), groups=whole(),
            regencies=whole(), certificates=whole(), **_SEXES,
        )
    ),
    regions=list_of(
        whole_object(
            "One kabupaten/kota; \"00\" is elsewhere, null is not stated.", region=or_null(text()), events=whole(),
            attendances=whole(), persons=whole(), groups_known=whole(), groups_with_decree=whole(),
            groups_active=whole(), groups_present=whole(), districts=whole(), villages=whole(), **_SEXES,
        )
    ),
    axes=list_of(
        whole_object(
            "One way of counting people.", axis=text(),
            rows=list_of(
                whole_object("null is not stated.", value=or_null(text()), attendances=whole(), persons=whole())
            ),
        )
    ),
)  # fmt: skip
