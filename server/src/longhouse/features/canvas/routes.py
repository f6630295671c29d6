"""Routes of canvases."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import delete, get, patch, post
from msgspec import UNSET

from longhouse.features.canvas import model
from longhouse.features.canvas.model import FACES, HOUSE, Somebody
from longhouse.features.canvas.schemas import (
    Canvas,
    CanvasPage,
    CanvasPatch,
    CanvasWish,
    OneCanvas,
)
from longhouse.features.canvas.service import Canvases
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty, Once
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Principal


@get("/canvases")
async def list_canvases(
    read: Read, principal: Principal, page: Page, canvases: Canvases
) -> CanvasPage:
    """The first page begins with the canvas of the house."""
    shown = await canvases.list_canvases(read, principal, page)
    ids: list[UUID | str] = [canvas.id for canvas in shown.rows]
    if page.cursor is None:
        ids.insert(0, HOUSE)
    people = await canvases.people_at(read, principal, ids)
    owners = await canvases.owners_of(read, shown.rows)
    rows = [_canvas(canvas, owners, people[canvas.id]) for canvas in shown.rows]
    if page.cursor is None:
        rows.insert(0, _of_house(people[HOUSE]))
    return CanvasPage(rows, shown.meta)


@post("/canvases")
async def make_canvas(
    data: CanvasWish, tx: Tx, principal: Principal, once: Once, canvases: Canvases
) -> OneCanvas:
    canvas_id = await once(lambda: canvases.make(tx, principal, data.name))
    return await _one(tx, principal, canvases, canvas_id)


@get("/canvases/default")
async def get_house_canvas(read: Read, principal: Principal, canvases: Canvases) -> OneCanvas:
    people = await canvases.people_at(read, principal, [HOUSE])
    return OneCanvas(_of_house(people[HOUSE]), canvases.message_bytes)


@get("/canvases/{canvas_id:uuid}")
async def get_canvas(
    canvas_id: UUID, read: Read, principal: Principal, canvases: Canvases
) -> OneCanvas:
    return await _one(read, principal, canvases, canvas_id)


@patch("/canvases/{canvas_id:uuid}")
async def change_canvas(
    canvas_id: UUID, data: CanvasPatch, tx: Tx, principal: Principal, canvases: Canvases
) -> OneCanvas:
    if data.name is not UNSET:
        await canvases.rename(tx, principal, canvas_id, data.name)
    return await _one(tx, principal, canvases, canvas_id)


@delete("/canvases/{canvas_id:uuid}", status_code=200)
async def delete_canvas(canvas_id: UUID, tx: Tx, principal: Principal, canvases: Canvases) -> Empty:
    await canvases.remove(tx, principal, canvas_id)
    return Empty()


async def _one(read: Read, principal: Principal, canvases: Canvases, canvas_id: UUID) -> OneCanvas:
    canvas = await canvases.get(read, principal, canvas_id)
    people = await canvases.people_at(read, principal, [canvas_id])
    owners = await canvases.owners_of(read, [canvas])
    shown = _canvas(canvas, owners, people[canvas_id])
    return OneCanvas(shown, canvases.message_bytes)


def _canvas(
    canvas: model.Canvas, owners: dict[UserId, Somebody], people: Sequence[Somebody]
) -> Canvas:
    return Canvas(
        id=str(canvas.id),
        name=canvas.name,
        owner=owners.get(canvas.owner_id),
        people=people[:FACES],
        people_count=len(people),
        created_at=canvas.created_at,
    )


def _of_house(people: Sequence[Somebody]) -> Canvas:
    return Canvas(
        id=HOUSE,
        name=None,
        owner=None,
        people=people[:FACES],
        people_count=len(people),
        created_at=None,
    )


ROUTES: list[Any] = [
    list_canvases,
    make_canvas,
    get_house_canvas,
    get_canvas,
    change_canvas,
    delete_canvas,
]
