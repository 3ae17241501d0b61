"""Mails to people with an account: a greeting, some lines, one button."""

from collections.abc import Sequence

from flask import render_template

from webapp.messages.mail import Mail


def letter(*, to: tuple[str, str], subject: str, lines: Sequence[str], button: tuple[str, str]) -> Mail:
    """A mail to (address, name) in the language of the moment; `button` is (words, address). Both parts agree."""
    address, name = to
    label, url = button
    shown = {"name": name, "subject": subject, "lines": lines, "label": label, "url": url}
    return Mail(
        to=address,
        to_name=name,
        subject=subject,
        text=render_template("mail/letter.txt", **shown),
        html=render_template("mail/letter.html", **shown),
    )
