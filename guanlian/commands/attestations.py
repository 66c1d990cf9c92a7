"""``guanlian verify`` and ``guanlian attestation-keys``: offline, without a service or an engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.dossier.envelope import SEAL, Verified, verify
from graph_service.dossier.keys import PublicKey, SigningKeys, trusted_keys
from guanlian.files import read, read_json
from guanlian.language import say, told
from guanlian.terminal import Json, out, settings, show

keys_app = typer.Typer(no_args_is_help=True, help="The keys that attestations and sealed reviews are signed with.")


def register(app: typer.Typer) -> None:
    app.add_typer(keys_app, name="attestation-keys")
    app.command(name="verify")(verify_file)


def verify_file(
    file: Annotated[Path, typer.Argument(help="An attestation or a sealed review.")],
    keys: Annotated[Path, typer.Option(help="The list of trusted keys, got from the issuer by a way you trust.")],
    as_json: Json = False,
) -> None:
    """Check offline that a signed statement is byte for byte what a trusted key signed; exit code 1 where not."""
    found = verify(read(file), trusted_keys(read_json(keys)))
    if not show(_said(found), as_json):
        by = f"{found.key.key_id}, {say('签名时间', 'signed')} {found.signed_at}"
        out.print(f"✓ {say('验证通过', 'verified')}: {by}", highlight=False)
        for line in _words(found):
            out.print(f"  {line}", highlight=False)


@keys_app.command("create")
def create(as_json: Json = False) -> None:
    """Make a key; it signs from now on, earlier ones still verify."""
    made = _keys().create()
    if not show(_public(made), as_json):
        out.print(f"{made.key_id} {settings().attestation_key_file}", highlight=False)


@keys_app.command("list")
def list_keys(as_json: Json = False) -> None:
    """Every key without its private part."""
    found = _keys().all()
    if not show([_public(key) for key in found], as_json):
        for key in found:
            revoked = f"{say('已吊销', 'revoked')} {key.revoked_at} {key.reason}"
            state = revoked if key.revoked_at else say("有效", "in force")
            out.print(f"{key.key_id} {key.created_at} {state}", highlight=False)


@keys_app.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(help="The id of the key.")],
    reason: Annotated[str, typer.Option(help="Why; stands in the trusted list.")],
) -> None:
    """Revoke a key: nothing that it ever signed verifies by a list exported after this."""
    done = say("已吊销；请重新导出可信清单", "revoked; now export the trusted list")
    out.print(f"{_keys().revoke(key, reason).key_id} {done}: guanlian attestation-keys export", highlight=False)


@keys_app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where to write the list of trusted keys for those who verify.")],
) -> None:
    """Write the public keys, with those revoked."""
    content = _keys().trusted(settings().issuer)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    n = len(content["keys"])
    out.print(f"{file}: {say(f'{n} 个密钥', f'{n} keys')}", highlight=False)


def _keys() -> SigningKeys:
    return SigningKeys(settings().attestation_key_file)


def _public(key: PublicKey) -> dict[str, Any]:
    return {"key_id": key.key_id, "created_at": key.created_at, "revoked_at": key.revoked_at, "reason": key.reason}


def _said(found: Verified) -> dict[str, Any]:
    return {
        "verified": True,
        "format": found.format,
        "key_id": found.key.key_id,
        "signed_at": found.signed_at,
        "payload": found.payload,
    }


def _words(found: Verified) -> list[str]:
    said = found.payload
    if found.format == SEAL:
        return [
            f"{say('存证的审查', 'sealed review')} {said['review']['id']}: {said['review']['title']}",
            f"{say('结果', 'result')} SHA-256 {said['result_sha256']}",
        ]
    names = {party["key"]: party["given"].get("name") or party["key"] for party in said["parties"]}
    pairs = [f"· {names[a]} / {names[b]}" for a, b in said["pairs"]]
    return [
        told(said["title"]),
        told(said["statement"]),
        *pairs,
        f"{say('数据版本', 'data version')} {said['data_version']}, {say('判断日期', 'as of')} {said['as_of']}",
        told(said["notice"]),
    ]
