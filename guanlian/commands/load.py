"""Files into the graph: ``guanlian load``, and files to try it with: ``sample``, ``templates``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from guanlian.client import Client
from guanlian.files import read
from guanlian.language import say, told
from guanlian.terminal import Json, client, err, out, show, table


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (load, sample, templates):
        app.command()(command)


def load(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Files to load; recognized by their headers.")
    ],
    mapping: Annotated[str | None, typer.Option(help="Id of a mapping, or a mapping file.")] = None,
    check: Annotated[Path | None, typer.Option(help="Only explain a mapping file's faults on the first rows.")] = None,
    observed_on: Annotated[str | None, typer.Option(help="Day on which the source showed this, YYYY-MM-DD.")] = None,
    snapshot: Annotated[str | None, typer.Option(help="full or partial.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, write nothing.")] = False,
    allow_loss: Annotated[
        bool, typer.Option("--allow-loss", help="Believe a full snapshot that ends much of its source.")
    ] = False,
    beside: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="Another file of the source that it is read with."),
    ] = None,
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
                loaded(api, path, mapping, observed_on, snapshot, dry_run, beside, allow_loss=allow_loss, quiet=as_json)
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


def loaded(
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
    """One file loaded as a job, with a progress bar unless ``quiet``; its report."""
    data = {"dry_run": str(dry_run).lower(), "allow_loss": str(allow_loss).lower()}
    data |= {n: v for n, v in (("observed_on", observed_on), ("snapshot", snapshot)) if v}
    own_mapping = Path(mapping) if mapping and Path(mapping).is_file() else None
    if mapping and own_mapping is None:
        data["mapping"] = mapping
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(say("{task.completed} 行", "{task.completed} rows")),
        TimeElapsedColumn(),
        console=err,
        disable=quiet,
    )
    with path.open("rb") as file, bar:
        task = bar.add_task(path.name, total=None)
        uploads: list[tuple[str, Any]] = [("file", (path.name, file))]
        uploads += [("beside", (other.name, read(other))) for other in beside or []]
        if own_mapping is not None:
            uploads.append(("mapping_file", (own_mapping.name, read(own_mapping))))
        found: dict[str, Any] = api.job(
            "POST", "/loads", lambda n: bar.update(task, completed=n), files=uploads, data=data
        )
        bar.update(task, completed=found["read"], total=found["read"])
        return found


def _load_table(reports: list[dict[str, Any]]) -> None:
    shown = table(
        ("文件", "file"), ("映射", "mapping"), ("读取", "read"), ("新增", "new"), ("变更", "changed"), ("未变", "unchanged"),
        ("拒绝", "rejected"),
    )  # fmt: skip
    for report in reports:
        shown.add_row(
            *(str(report.get(n, "")) for n in ("file", "mapping", "read", "new", "changed", "unchanged", "rejected"))
        )
    out.print(shown)
    for report in reports:
        for reject in report.get("rejects", [])[:5]:
            out.print(f"  {_rejected(report['file'], reject)}", highlight=False, soft_wrap=True)
        if (more := report["rejected"] - 5) > 0:
            out.print("  " + say(f"…… 另有 {more} 行被拒绝", f"… {more} more rows rejected"), highlight=False)
        for warning in report.get("warnings", []):
            out.print(f"  ! {told(warning)}", highlight=False, soft_wrap=True)


def _rejected(file: str, reject: Mapping[str, Any]) -> str:
    """Where, what is wrong, what stood there, and how to mend it."""
    line = say(f"第 {reject['line']} 行", f"line {reject['line']}")
    reason = say(reject["zh"], reject["reason"])
    value = say(f"（{reject['value']}）", f" ({reject['value']})")
    return f"{file} {line} {reject['column']}: {reason}{value}{say('。', '. ')}{told(reject['suggestion'])}"


def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")],
    enterprises: Annotated[int, typer.Option(min=100, max=1_000_000)] = 2000,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    as_json: Json = False,
) -> None:
    """Write a fictional county as the files that departments would send."""
    from loaders.sample import generate

    with Progress(
        TextColumn(say("生成样例县", "sample county")), BarColumn(), TimeElapsedColumn(), console=err, disable=as_json
    ) as bar:
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
        rows = sum(summary.rows.values())
        counts = say(f"{rows} 行，{summary.cases} 个已知答案", f"{rows} rows, {summary.cases} planted cases")
        out.print(f"{summary.folder}: {counts}", highlight=False, soft_wrap=True)


def templates(
    folder: Annotated[Path, typer.Argument(help="Where to write the templates, each with an example row.")],
    language: Annotated[str, typer.Option(help="Headers: zh or en.")] = "zh",
) -> None:
    """Write a template for every node and relationship kind."""
    from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
    from loaders.templates import LANGUAGES, template_csv

    if language not in LANGUAGES:
        raise typer.BadParameter(f"{say('language 可选', 'language is one of')} {', '.join(LANGUAGES)}")
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (*NODE_KINDS, *RELATIONSHIP_KINDS):
        (folder / f"{kind}.csv").write_text(template_csv(kind, language), encoding="utf-8-sig")
    count = len(NODE_KINDS) + len(RELATIONSHIP_KINDS)
    out.print(f"{folder}: {say(f'{count} 个模板', f'{count} templates')}", highlight=False, soft_wrap=True)
