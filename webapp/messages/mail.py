"""A mail as a value, and the two ways it leaves: an SMTP server, or a folder of .eml files."""

import re
import smtplib
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

from webapp.config import Settings

TIMEOUT_SECONDS = 20


@dataclass(frozen=True)
class Attachment:
    filename: str
    media_type: str  # "application/pdf"
    content: bytes


@dataclass(frozen=True)
class Invitation:
    """A calendar text that acts on the mailbox's own calendar: `method` as it stands inside (RFC 6047, 2.4)."""

    method: str  # REQUEST, CANCEL
    content: bytes
    filename: str


@dataclass(frozen=True)
class Mail:
    """What is to be sent. The text part says everything the HTML part says."""

    to: str
    to_name: str
    subject: str
    text: str
    html: str
    attachments: Sequence[Attachment] = field(default_factory=tuple)
    invitations: Sequence[Invitation] = field(default_factory=tuple)
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusedByServer(Exception):
    """The mail server will never take this mail; trying again is of no use."""


def as_message(mail: Mail, *, sender: str, message_id: str) -> EmailMessage:
    """The MIME message. The same Message-ID on every try lets a mailbox drop a second copy (RFC 5322, 3.6.4)."""
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(sender)
    message["From"] = Address(_one_line(name), addr_spec=address)
    message["To"] = Address(_one_line(mail.to_name), addr_spec=mail.to)
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = formatdate()
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    for header, value in mail.headers.items():
        message[header] = value
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if mail.invitations:
        _invite(message, mail.invitations[0])
    for invitation in mail.invitations:
        params = {"method": invitation.method, "charset": "utf-8"}
        message.add_attachment(
            invitation.content, maintype="text", subtype="calendar", filename=invitation.filename, params=params
        )
    for part in mail.attachments:
        kind, _, subtype = part.media_type.partition("/")
        message.add_attachment(part.content, maintype=kind, subtype=subtype, filename=part.filename)
    return message


def _invite(message: EmailMessage, invitation: Invitation) -> None:
    """The last alternative is what a calendar-minded program shows; others show the words (RFC 2046, 5.1.4)."""
    message.add_alternative(invitation.content.decode(), subtype="calendar", params={"method": invitation.method})


def send(message: EmailMessage, settings: Settings) -> None:
    """Hand the message over. RefusedByServer for a permanent no (5xx); OSError or SMTPException to try again."""
    if settings.smtp_url is None:
        _write(message, settings)
        return
    try:
        with server(settings.smtp_url) as connection:
            connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reason = next(iter(refusal.recipients.values()))
        raise _judged(code, reason) from refusal
    except smtplib.SMTPResponseException as refusal:
        raise _judged(refusal.smtp_code, refusal.smtp_error) from refusal


def _judged(code: int, reason: bytes | str) -> Exception:
    words = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    if 500 <= code < 600:
        return RefusedByServer(f"{code} {words}")
    return smtplib.SMTPException(f"{code} {words}")


def server(url: str) -> smtplib.SMTP:
    """An open connection to the server of an SMTP_URL, signed in where the address holds a user."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(
            host,
            parts.port or 465,
            timeout=TIMEOUT_SECONDS,
            context=ssl.create_default_context(),
        )
    else:
        opened = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
    if parts.scheme == "smtp+starttls":
        opened.starttls(context=ssl.create_default_context())
    if parts.username:
        opened.login(unquote(parts.username), unquote(parts.password or ""))
    return opened


def _write(message: EmailMessage, settings: Settings) -> None:
    settings.outbox_dir.mkdir(parents=True, exist_ok=True)
    # One file a message: a second try replaces the first instead of standing beside it.
    name = re.sub(r"[^A-Za-z0-9.-]", "_", message["Message-ID"].strip("<>"))
    (settings.outbox_dir / f"{name}.eml").write_bytes(message.as_bytes())


def discard(settings: Settings, message_ids: Iterable[int]) -> None:
    """Delete the files of these messages, where mail is written instead of sent."""
    for message_id in message_ids:
        for file in settings.outbox_dir.glob(f"message-{message_id}.*.eml"):
            file.unlink(missing_ok=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())
