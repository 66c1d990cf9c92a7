"""Who owns, who controls, who benefits, what is held; foreign ownership cascades under their own labels."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import bounds
from api.canonical import reply
from api.ports import OwnershipPort, ServicesPort
from api.routers.common import MOVED, IdPath, new_router
from api.security import ViewerDep, look, with_purpose
from api.state import ServicesDep, StateDep, not_offered
from api.tables import file_reply
from api.wire import ownership as wire

router: APIRouter = new_router("ownership")
BINARY: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        },
        "description": "The file",
    }
}


def _owners(of: ServicesPort) -> OwnershipPort:
    if not isinstance(of, OwnershipPort):
        raise not_offered("ownership and control", "股权与控制")
    return of


@router.get(
    "/entities/{id}/ownership", summary="Cap table, owners by effective share, loops and faults; or one holder in full",
    response_model=wire.OwnershipReply, responses=dict(MOVED),
)  # fmt: skip
def ownership(
    request: Request, id: IdPath, query: Annotated[wire.OwnershipQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """With `holder` every measure of that holder side by side, the chains that make them up, and why they differ."""
    also = [query.holder] if query.holder else []
    with look(request, "ownership", id, also=also) as looked:
        found = _owners(of).ownership(
            id, bounds.question(query, state.settings), viewer, holder=query.holder, chains=query.chains,
            limit=query.limit, max_parties=query.max_parties,
        )  # fmt: skip
        looked.persons(found)
    return reply(request, {**found, "effective": query.model_dump(mode="json")})


@router.get(
    "/entities/{id}/controllers", summary="Controllers with proofs: ultimate, possible, by company law; closed loops",
    response_model=wire.ControllersReply, responses=dict(MOVED),
)  # fmt: skip
def controllers(
    request: Request, id: IdPath, query: Annotated[wire.ControllersQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """By majority (group fixpoint) and declaration; `no` never means more than: not by what is recorded."""
    with look(request, "controllers", id) as looked:
        found = _owners(of).controllers(
            id, bounds.question(query, state.settings), viewer, limit=query.limit, max_parties=query.max_parties
        )
        looked.persons(found)
    return reply(request, {**found, "effective": query.model_dump(mode="json")})


@router.get(
    "/entities/{id}/beneficial-owners", summary="Beneficial owners with the limb that applied, and what is missing",
    response_model=wire.BeneficialOwnersReply, responses=dict(MOVED),
)  # fmt: skip
def beneficial_owners(
    request: Request, id: IdPath, query: Annotated[wire.OwnersQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """The Chinese rule per person, the PSC chain beside it. Prepares an identification, does not replace it."""
    with look(request, "beneficial_owners", id) as looked:
        question = bounds.question(query, state.settings)
        found = _owners(of).beneficial_owners(id, question, viewer, max_parties=query.max_parties)
        looked.persons(found)
    return reply(request, {**found, "effective": query.model_dump(mode="json")})


@router.get(
    "/entities/{id}/holdings", summary="Every company below a party: effective share, control, layer",
    response_model=wire.HoldingsReply, responses=dict(MOVED),
)  # fmt: skip
def holdings(
    request: Request, id: IdPath, query: Annotated[wire.HoldingsQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """Largest first. What lies below a contradiction in the records is reported, not computed."""
    with look(request, "holdings", id) as looked:
        found = _owners(of).holdings(
            id, bounds.question(query, state.settings), viewer, limit=query.limit, min_share=_exact(query.min_share),
            max_parties=query.max_parties,
        )  # fmt: skip
        looked.persons(found)
    return reply(request, {**found, "effective": query.model_dump(mode="json")})


def _exact(share: Any) -> Fraction | None:
    return None if share is None else Fraction(share)


@router.get(
    "/entities/{id}/ownership-tree", summary="Holders above or companies below as a tree for drawing",
    response_model=wire.TreeReply, responses=dict(MOVED),
)  # fmt: skip
def ownership_tree(
    request: Request, id: IdPath, query: Annotated[wire.TreeQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """A party shown before is not opened again; what is left out is counted at its place."""
    with look(request, "ownership_tree", id) as looked:
        found = _owners(of).ownership_tree(
            id, bounds.question(query, state.settings), viewer, direction=query.direction, layers=query.layers,
            floor=Fraction(query.floor), width=query.width, max_parties=query.max_parties,
        )  # fmt: skip
        looked.persons(found)
    return reply(request, {**found, "effective": query.model_dump(mode="json")})


@router.get(
    "/entities/{id}/group-file", summary="Every holding of the group above and below a party, as CSV or Excel",
    response_class=Response, responses={**BINARY, **dict(MOVED)},
)  # fmt: skip
def group_file(
    request: Request, id: IdPath, query: Annotated[wire.GroupFileQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """One row for each holding with shares, standing and sources. The last row says so where a bound cut something."""
    with look(request, "group_file", id) as looked:
        question = bounds.question(query, state.settings)
        found = _owners(of).ownership_group(id, question, viewer, max_parties=query.max_parties)
        looked.persons(found)
    return file_reply("group", found["columns"], found["rows"], query.format)


@router.post(
    "/cascades", summary="Which companies foreign 50 % rules reach from listed parties, each regime apart",
    response_model=wire.CascadesReply,
)  # fmt: skip
def cascades(
    request: Request, body: wire.CascadesBody, viewer: ViewerDep, of: ServicesDep, state: StateDep
) -> Response:
    """OFAC: at least half, added up, ownership only. EU: the same and declared control. UK: more than half, each alone."""
    with look(request, "cascades", purpose=body.purpose, also=body.listed) as looked:
        found = _owners(of).cascades(
            body.listed, body.regimes, bounds.question(body, state.settings), with_purpose(viewer, body.purpose),
            max_parties=body.max_parties,
        )  # fmt: skip
        looked.persons(found)
    return reply(request, {**found, "effective": body.model_dump(mode="json", exclude={"purpose"})})
