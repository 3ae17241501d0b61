"""A mail as a value, as MIME, and as a file where no mail server is set up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr

from webapp.config import Settings


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


def write(message: EmailMessage, settings: Settings) -> None:
    """Put the mail into the folder, where no server is set up."""
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
