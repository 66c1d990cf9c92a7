"""Every error that the product raises on purpose, as one tree.

A class carries a stable ``code`` (what programs test) and an English and a Chinese message template.
HTTP statuses live in ``api``; nothing here knows of them. Messages must never hold an ID number, a phone
number or another personal value: say the column or the field instead.
"""

from __future__ import annotations

from typing import Any, ClassVar


class GuanlianError(Exception):
    """Base of all deliberate errors: ``code``, a message in both languages, and facts as plain values."""

    code: ClassVar[str] = "internal"

    def __init__(self, en: str, zh: str, **facts: Any) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh
        self.facts = facts

    def message(self, language: str) -> str:
        """The message for ``zh…`` or, for anything else, English."""
        return self.zh if language.lower().startswith("zh") else self.en


class InvalidInput(GuanlianError):
    """What the caller sent cannot be understood; the message says what, where and how to mend it."""

    code = "invalid_input"


class InvalidFile(InvalidInput):
    """A file as a whole cannot be read (encoding, headers, archive); nothing of it was loaded."""

    code = "invalid_file"


class InvalidMapping(InvalidInput):
    """A mapping file is wrong or names what the schema does not have."""

    code = "invalid_mapping"


class InvalidPolicy(InvalidInput):
    """A policy file is wrong; the message names the key and the bound."""

    code = "invalid_policy"


class LimitExceeded(InvalidInput):
    """A request asks for more than a limit allows; the message names the limit and how to stay under it."""

    code = "limit_exceeded"


class NotFound(GuanlianError):
    """There is no such thing at this data version."""

    code = "not_found"


class Merged(GuanlianError):
    """The id was merged into another party; ``facts['survivor']`` is where it lives now."""

    code = "merged"


class Conflict(GuanlianError):
    """The request is right but collides with the present state (a load is running, a folder is locked)."""

    code = "conflict"


class NoSigningKey(Conflict):
    """Nothing can be signed yet: this installation has no signing key in force."""

    code = "no_signing_key"


class AttestationRefused(Conflict):
    """A search attestation would say more than was searched; ``facts['reasons']`` says why."""

    code = "attestation_refused"


class VerificationFailed(InvalidInput):
    """A signed statement is not what the named key signed, or the key is not to be trusted."""

    code = "verification_failed"


class SnapshotLoss(Conflict):
    """A full snapshot would end more of its source than is believable; nothing of it was loaded."""

    code = "snapshot_loss"


class Unauthenticated(GuanlianError):
    """No key, or a key that is not known."""

    code = "unauthenticated"


class Forbidden(GuanlianError):
    """The principal lacks the role; the message says which role and whom to ask."""

    code = "forbidden"


class PurposeRequired(GuanlianError):
    """A look at a person, or at ended records, needs a stated purpose (PIPL 6; 征信业管理条例 22)."""

    code = "purpose_required"


class RateLimited(GuanlianError):
    """Too many requests; ``facts['retry_after']`` says how many seconds to wait."""

    code = "rate_limited"


class EngineUnavailable(GuanlianError):
    """The graph engine does not answer now; the request can be sent again."""

    code = "engine_unavailable"


class EngineTimeout(EngineUnavailable):
    """One statement took longer than its limit."""

    code = "engine_timeout"


class NamesNotReady(EngineUnavailable):
    """The name index of the published version is being made; the request can be sent again."""

    code = "names_not_ready"


class StoreUnavailable(GuanlianError):
    """The database of the operational store does not answer now; the request can be sent again."""

    code = "store_unavailable"


class ConfigurationError(GuanlianError):
    """The service must not start with these settings."""

    code = "configuration"


def said(message: str, language: str) -> str:
    """The part of a message "English / 中文" in this language; the whole of one that has no second part."""
    en, divided, zh = message.partition(" / ")
    return zh if divided and language == "zh" else en
