"""The command ``guanlian``. Every command takes ``--json``; without it tables and words for people are printed."""

from __future__ import annotations

import json
import logging
import os
import shlex
import sys
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph_service import __version__
from graph_service.dossier.keys import SigningKeys
from graph_service.errors import GuanlianError
from graph_service.settings import Settings
from guanlian.client import Client, connect, running, service_file
from guanlian.commands import attestations as attestation_commands
from guanlian.commands import erase as erase_command
from guanlian.commands import judgements as judgements_commands
from guanlian.commands import match as match_command
from guanlian.commands import ownership as ownership_commands
from guanlian.commands import records as records_commands
from guanlian.commands import review as review_command
from guanlian.commands import reviews as reviews_commands
from guanlian.commands import rules as rules_commands
from guanlian.commands import screen as screen_command
from guanlian.commands import wholegraph as wholegraph_commands
from guanlian.terminal import AsOf, Json, Purpose, client, err, out, resolve, settings, show, when

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="关联 Guanlian: related parties and linked risk, with proof."
)
keys_app = typer.Typer(no_args_is_help=True, help="API keys and principals.")
policy_app = typer.Typer(no_args_is_help=True, help="Exposure policies.")
app.add_typer(keys_app, name="keys")
app.add_typer(policy_app, name="policy")
judgements_commands.register(app)
records_commands.register(app)
review_command.register(app)
reviews_commands.register(app)
attestation_commands.register(app)
erase_command.register(app)
rules_commands.register(app)
ownership_commands.register(app)
match_command.register(app)
screen_command.register(app)
wholegraph_commands.register(app)


def main() -> None:
    """Entry point: deliberate errors become one line and exit code 1 (2 for usage)."""
    logging.getLogger().setLevel(logging.WARNING)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, os.environ.get("GUANLIAN_LOG", "WARNING").upper(), logging.WARNING)),
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), structlog.processors.JSONRenderer(ensure_ascii=False)],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )  # fmt: skip
    try:
        app()
    except GuanlianError as error:
        chosen = os.environ.get("GUANLIAN_LANGUAGE") or os.environ.get("LANG", "zh")
        err.print(f"[red]✗[/red] {error.message('en' if chosen.startswith('en') else 'zh')}", highlight=False)
        raise SystemExit(1) from None


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; any but loopback needs API keys.")] = None,
    port: Annotated[int | None, typer.Option(help="Port.")] = None,
) -> None:
    """Serve the API until stopped."""
    import uvicorn

    from guanlian.compose import product

    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    chosen = settings().model_copy(update=changes)
    with product(chosen) as parts:
        url = f"http://{'127.0.0.1' if chosen.host == '0.0.0.0' else chosen.host}:{chosen.port}"  # noqa: S104
        note = service_file(chosen)
        note.write_text(json.dumps({"url": url, "pid": os.getpid()}))
        out.print(
            f"关联 Guanlian  {url}/api/v1/status  (engine: {parts.engine.kind}, stop with Ctrl-C)", highlight=False
        )
        parts.services.names.start()
        try:
            uvicorn.run(parts.app, host=chosen.host, port=chosen.port, log_level="warning", access_log=False)
        finally:
            parts.services.names.stop()
            note.unlink(missing_ok=True)


@app.command()
def load(
    files: Annotated[list[Path], typer.Argument(help="Files to load; recognized by their headers.")],
    mapping: Annotated[str | None, typer.Option(help="Id of a mapping, or a mapping file.")] = None,
    check: Annotated[Path | None, typer.Option(help="Only explain a mapping file's faults on the first rows.")] = None,
    observed_on: Annotated[str | None, typer.Option(help="Day on which the source showed this, YYYY-MM-DD.")] = None,
    snapshot: Annotated[str | None, typer.Option(help="full or partial.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, write nothing.")] = False,
    allow_loss: Annotated[
        bool, typer.Option("--allow-loss", help="Believe a full snapshot that ends much of its source.")
    ] = False,
    beside: Annotated[list[Path] | None, typer.Option(help="Another file of the source that it is read with.")] = None,
    as_json: Json = False,
) -> None:
    """Load files into the graph."""
    if check is not None:
        _check(check, files, as_json)
        return
    reports = []
    with client() as api:
        for path in files:
            reports.append(
                _load(api, path, mapping, observed_on, snapshot, dry_run, beside, allow_loss=allow_loss, quiet=as_json)
            )
    totals = {
        name: sum(int(r.get(name) or 0) for r in reports)
        for name in ("read", "new", "changed", "unchanged", "rejected")
    }
    if not show({**totals, "files": reports}, as_json):
        _load_table(reports)


def _check(mapping: Path, files: list[Path], as_json: bool) -> None:
    from graph_service.identity.hmac import IdNumberHasher
    from loaders.files import check as check_mapping

    hasher = IdNumberHasher("check", b"nothing is kept")
    faults = {str(path): check_mapping(mapping, path, hasher.hash) for path in files}
    if not show(faults, as_json):
        for path, found in faults.items():
            out.print(f"{path}: " + ("✓" if not found else ""))
            for fault in found:
                out.print(f"  · {fault}", highlight=False)
    if any(faults.values()):
        raise typer.Exit(1)


def _load(
    api: Client,
    path: Path,
    mapping: str | None,
    observed_on: str | None,
    snapshot: str | None,
    dry_run: bool,
    beside: list[Path] | None = None,
    *,
    quiet: bool,
    allow_loss: bool = False,
) -> dict[str, Any]:
    if not path.is_file():
        raise typer.BadParameter(f"there is no file {path}")
    data = {"dry_run": str(dry_run).lower(), "allow_loss": str(allow_loss).lower()}
    data |= {n: v for n, v in (("observed_on", observed_on), ("snapshot", snapshot)) if v}
    own_mapping = Path(mapping) if mapping and Path(mapping).is_file() else None
    if mapping and own_mapping is None:
        data["mapping"] = mapping
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} rows"),
        TimeElapsedColumn(),
        console=err,
        disable=quiet,
    )
    with path.open("rb") as file, bar:
        task = bar.add_task(path.name, total=None)
        uploads: list[tuple[str, Any]] = [("file", (path.name, file))]
        uploads += [("beside", (other.name, other.read_bytes())) for other in beside or []]
        if own_mapping is not None:
            uploads.append(("mapping_file", (own_mapping.name, own_mapping.read_bytes())))
        found: dict[str, Any] = api.job(
            "POST", "/loads", lambda n: bar.update(task, completed=n), files=uploads, data=data
        )
        bar.update(task, completed=found["read"], total=found["read"])
        return found


def _load_table(reports: list[dict[str, Any]]) -> None:
    table = Table("file", "mapping", "read", "new", "changed", "unchanged", "rejected")
    for report in reports:
        table.add_row(
            *(str(report.get(n, "")) for n in ("file", "mapping", "read", "new", "changed", "unchanged", "rejected"))
        )
    out.print(table)
    for report in reports:
        for reject in report.get("rejects", [])[:5]:
            out.print(
                f"  {report['file']} 第 {reject['line']} 行 {reject['column']}：{reject['zh']}（{reject['value']}）",
                highlight=False,
            )
        for warning in report.get("warnings", []):
            out.print(f"  ! {warning['zh']}", highlight=False)


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")],
    enterprises: Annotated[int, typer.Option(min=100, max=1_000_000)] = 2000,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    as_json: Json = False,
) -> None:
    """Write a fictional county as the files that departments would send."""
    from loaders.sample import generate

    with Progress(TextColumn("生成样例县"), BarColumn(), TimeElapsedColumn(), console=err, disable=as_json) as bar:
        task = bar.add_task("sample", total=enterprises)
        summary = generate(folder, enterprises, seed, lambda n: bar.update(task, completed=n))
    content = {
        "folder": str(summary.folder),
        "enterprises": enterprises,
        "rows": summary.rows,
        "cases": summary.cases,
        "dirty": summary.dirty,
    }
    if not show(content, as_json):
        out.print(f"{summary.folder}: {sum(summary.rows.values())} rows, {summary.cases} planted cases")


@app.command()
def templates(
    folder: Annotated[Path, typer.Argument(help="Where to write the templates, each with an example row.")],
    language: Annotated[str, typer.Option(help="Headers: zh or en.")] = "zh",
) -> None:
    """Write a template for every node and relationship kind."""
    from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
    from loaders.templates import LANGUAGES, template_csv

    if language not in LANGUAGES:
        raise typer.BadParameter(f"language is one of {', '.join(LANGUAGES)}")
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (*NODE_KINDS, *RELATIONSHIP_KINDS):
        (folder / f"{kind}.csv").write_text(template_csv(kind, language), encoding="utf-8-sig")
    out.print(f"{folder}: {len(NODE_KINDS) + len(RELATIONSHIP_KINDS)} templates")


@app.command()
def search(q: str, limit: Annotated[int, typer.Option(min=1, max=100)] = 20, as_json: Json = False) -> None:
    """Find parties by name, pinyin, initials, former name or code."""
    with client() as api:
        found = api.call("GET", "/entities", params={"q": q, "limit": limit})
    if show(found, as_json):
        return
    table = Table("name", "id", "matched", "score")
    for hit in found["hits"]:
        table.add_row(hit["name"], hit["id"], hit["matched"], f"{hit['score']:.2f}")
    out.print(table)
    for note in found["notes"]:
        out.print(f"  {note['zh']}", highlight=False)


@app.command()
def entity(party: str, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False) -> None:
    """One party: values, sources, conflicts, coverage."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}", params=when(as_of))
    if show(found, as_json):
        return
    table = Table("property", "value", title=found["entity"]["name"])
    for name, value in found["entity"]["values"].items():
        table.add_row(name, str(value))
    out.print(table)
    _coverage_table(found["coverage"])


def _coverage_table(rows: list[dict[str, Any]]) -> None:
    table = Table("kind", "coverage", "sources")
    words = {"found": "有", "none_found": "有来源，未见", "no_data": "无数据"}
    for row in rows:
        sources = "; ".join(f"{s['source']} {s['count']} ({s['last_confirmed'] or '–'})" for s in row["sources"])
        table.add_row(row["kind"], words[row["has"]], sources)
    out.print(table)


@app.command()
def exposure(
    party: str, as_of: AsOf = None, policy: Annotated[str, typer.Option(help="Policy id.")] = "default",
    purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Own records, lawful reach and indicative exposure of a party, apart and with proof."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}/exposure", params=when(as_of, policy=policy))
    if not show(found, as_json):
        _print_exposure(found)


def _print_exposure(found: dict[str, Any]) -> None:
    names = {i: p["name"] or p["kind"] for i, p in found["parties"].items()}
    out.print(
        f"[bold]{found['party']['name']}[/bold]  as of {found['as_of']}  data version {found['data_version']}  policy {found['policy']['id']}"
    )
    out.print(f"本体记录 L0: {len(found['own'])}")
    for record in found["own"]:
        out.print(
            f"  ● {record['values'].get('record_kind')} {record['values'].get('listed_on', '')} {record['mark'] or ''}",
            highlight=False,
        )
    out.print(f"依法及于 L1: {len(found['lawful_reach'])}")
    for reached in found["lawful_reach"]:
        out.print(
            f"  ◆ {reached['effect']} {reached['from']} → {reached['to'] or '…'}  {reached['rule']['article']}",
            highlight=False,
        )
    indicative = found["indicative"]
    out.print(f"关联提示 L3: {indicative['score']:.3f} {indicative['level'] or '–'}")
    if best := indicative["best"]:
        out.print(f"  ▲ {_way(best, names)}  ({best['record_kind']})", highlight=False)
    for pattern in found["patterns"]:
        links = ", ".join(link["kind"] for link in pattern["links"])
        out.print(f"  ▲ 承继迹象: {names.get(pattern['listed'], pattern['listed'])} ({links})", highlight=False)
    if found["patterns_capped"]:
        out.print(f"  ! 有 {len(found['patterns_capped'])} 个联系过多的节点未全部读取，经其形成的承继迹象可能未见")
    for cut in indicative["not_counted"]:
        out.print(f"  – 未计入 {names.get(cut['at'], cut['at'])}: {cut['reason']}", highlight=False)
    if found["truncated"]:
        out.print(f"  ! 搜索被截断；未见者得分不高于 {found['bound']}")
    _print_cascades(found["cascades"], names)


def _way(path: dict[str, Any], names: dict[str, str]) -> str:
    """A path in one line; a step of computed control says so, with the sum."""
    line: str = names.get(path["nodes"][0], path["nodes"][0])
    for step in path["steps"]:
        control = step.get("control")
        sign = f" ⇒(控制，合计 {control['share']['percent']:g}%) " if control else " → "
        line += sign + names.get(step["to"], step["to"])
    return line


def _print_cascades(cascades: list[dict[str, Any]], names: dict[str, str]) -> None:
    """The ownership rules of foreign lists, each apart; silent where none reaches or may reach the party."""
    words = {"blocked": "及于", "possible": "可能及于（持股比例未知或为区间）"}
    for row in cascades:
        if row["listed_itself"]:
            out.print(f"境外名单 {row['label']['zh']}: 本体在列", highlight=False)
        if reached := row["reached"]:
            listed = "、".join(names.get(p, p) for p in reached["listed"])
            percent = float(Fraction(reached["share"])) * 100
            share = f"合计 {percent:g}%" if reached["by"] == "ownership" else "经声明的控制"
            out.print(
                f"境外名单 {row['label']['zh']}: {words[row['status']]}，自 {listed}，{share}（非中国法上的认定）",
                highlight=False,
            )
        if row["truncated"]:
            out.print(f"  ! {row['label']['zh']}: 上层股权未全部读取（已读 {row['bound']['parties_read']} 个主体）")


@app.command()
def paths(
    parties: Annotated[list[str], typer.Argument(help="Two to twenty parties: ids, names or codes.")],
    mode: Annotated[str, typer.Option(help="all_shortest or strongest.")] = "all_shortest",
    as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Paths between parties."""
    with client(purpose) as api:
        body = {"ids": [resolve(api, p) for p in parties], "mode": mode, **when(as_of)}
        found = api.call("POST", "/paths", json=body)
    if show(found, as_json):
        return
    names = {i: p["name"] or p["kind"] for i, p in found["parties"].items()}
    for path in found["paths"]:
        line = names.get(path["steps"][0]["from"], "") if path["steps"] else ""
        for step in path["steps"]:
            kinds = "/".join(dict.fromkeys(r["kind"] for r in step["relationships"]))
            line += f" —{kinds}— {names.get(step['to'], step['to'])}"
        out.print(line, highlight=False)
    for a, b in found["unconnected"]:
        out.print(f"{names.get(a)} / {names.get(b)}: 在 {found['complete_to']} 步以内未见路径")


@app.command()
def digest(as_json: Json = False) -> None:
    """The graph digest: equal for equal content on every engine and in every order of files."""
    with client() as api:
        found = api.call("GET", "/digest")
    if not show(found, as_json):
        out.print(found["digest"])


@policy_app.command("list")
def policy_list(as_json: Json = False) -> None:
    """The shipped policies."""
    from graph_service.exposure.policy import load_policy, policy_names

    found = [
        {"id": name, "version": load_policy(name).policy.version, "digest": load_policy(name).digest}
        for name in policy_names()
    ]
    if not show(found, as_json):
        for row in found:
            out.print(f"{row['id']} v{row['version']} {str(row['digest'])[:12]}")


@policy_app.command("check")
def policy_check(file: Path, as_json: Json = False) -> None:
    """Explain the faults of a policy file."""
    from graph_service.exposure.policy import compile_policy, parse_policy

    compiled = compile_policy(parse_policy(file.read_text(encoding="utf-8")))
    if not show({"id": compiled.policy.id, "digest": compiled.digest}, as_json):
        out.print(f"✓ {compiled.policy.id} v{compiled.policy.version} {compiled.digest[:12]}")


@keys_app.command("create")
def keys_create(
    principal: Annotated[str, typer.Argument(help="Who will use the key, e.g. review-service.")],
    unit: Annotated[str, typer.Option(help="Organisation unit, county/department/township.")] = "local",
    role: Annotated[list[str] | None, typer.Option(help="Roles; may be given several times.")] = None,
    as_json: Json = False,
) -> None:
    """Create a key; it is shown once."""
    store = _store()
    store.put_principal(principal, unit, role or ["reader"])
    key = store.create_key(principal)
    if not show({"principal": principal, "key": key}, as_json):
        out.print(key, highlight=False)


@keys_app.command("list")
def keys_list(as_json: Json = False) -> None:
    """Every key, without its secret."""
    found = _store().keys()
    if not show(found, as_json):
        for row in found:
            out.print(
                f"{row['id']} {row['principal']} {row['created_at']} {row['revoked_at'] or 'in force'}", highlight=False
            )


@keys_app.command("revoke")
def keys_revoke(identifier: str) -> None:
    """Revoke a key; it stops working at once."""
    _store().revoke_key(identifier)


def _store() -> Any:
    from graph_service.operations.store import OperationalStore

    return OperationalStore(settings().data_dir, settings().operations())


@app.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from guanlian.document import openapi_document

    sys.stdout.write(json.dumps(openapi_document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n")


@app.command()
def demo(
    enterprises: Annotated[int, typer.Option(min=100, max=200_000)] = 2000,
    load_only: Annotated[bool, typer.Option("--load-only", help="Do not serve afterwards.")] = False,
) -> None:
    """Load the sample county unless it is there already, say what to try, and serve."""
    chosen = settings()
    if running(chosen) is None and not _demo_loaded(chosen):
        _demo_load(chosen, enterprises)
    _demo_key(chosen)
    _demo_hints(chosen)
    if not load_only and running(chosen) is None:
        serve(None, None)


def _demo_mark(chosen: Settings) -> Path:
    return chosen.data_dir / "sample" / "loaded"


def _demo_loaded(chosen: Settings) -> bool:
    """Known without starting the engine, which serving starts anyway: only where the graph is this folder's own."""
    return chosen.graph_uri is None and _demo_mark(chosen).exists() and (chosen.data_dir / "graph").is_dir()


def _demo_load(chosen: Settings, enterprises: int) -> None:
    from loaders.sample import generate

    with connect(chosen) as api:
        if api.call("GET", "/status")["data_version"]:
            return
        _demo_mark(chosen).unlink(missing_ok=True)
        folder = chosen.data_dir / "sample"
        out.print(f"生成样例县（虚构，{enterprises} 家企业）→ {folder}")
        generate(folder, enterprises, 1)
        for path in sorted(folder.glob("[01]*")):
            report = _load(api, path, None, None, None, False, quiet=False)
            out.print(
                f"  {report['file']}: 读取 {report['read']}，加载 {report['new']}，拒绝 {report['rejected']}",
                highlight=False,
            )
        match_command.tell(match_command.matched(api, {}, quiet=False))
        _demo_mark(chosen).touch()


def _demo_key(chosen: Settings) -> None:
    """On the first start a key to attest and seal with, where such keys belong: outside data and backups."""
    keys = SigningKeys(chosen.attestation_key_file)
    if not keys.all():
        out.print(f"生成签名密钥 {keys.create().key_id} → {chosen.attestation_key_file}", highlight=False)


def _demo_hints(chosen: Settings) -> None:
    base = f"http://{chosen.host}:{chosen.port}"
    # Another terminal knows neither the data folder nor the environment of this one: say both.
    command = f"GUANLIAN_DATA_DIR={shlex.quote(str(chosen.data_dir))} {shlex.quote(sys.argv[0])}"
    out.print("\n可以试试 / try (in another terminal):")
    tried = (
        "search wangchuanxinling", "exposure 望川新岭建材有限公司 --as-of 2026-06-30", "lots --min-bidders 2",
        "review --all-lots --regime bidding",
    )  # fmt: skip
    for number, words in enumerate(tried, 1):
        out.print(f"  {number}  {command} {words}", highlight=False, soft_wrap=True)
    out.print(f"  5  curl '{base}/api/v1/status'\n", highlight=False)
