"""Keys of programs: issued once, shown once, stored hashed, revocable."""

from datetime import datetime

from webapp.accounts.models import ApiToken, GrantRole
from webapp.database import db
from webapp.web.tokens import new_token, token_hash


def issue_api_token(organization_id: int, *, name: str, role: GrantRole, at: datetime) -> str:
    """Let a program act for an organization, and return the secret, which is stored nowhere."""
    token = new_token()
    db.session.add(
        ApiToken(
            organization_id=organization_id, name=name.strip(), token_hash=token_hash(token), role=role, created_at=at
        )
    )
    db.session.flush()
    return token
