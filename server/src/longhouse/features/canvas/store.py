"""All SQL of canvases."""

from uuid import UUID

from longhouse.features.canvas.model import Canvas
from longhouse.features.graph import api as graph
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId

_CANVAS = "SELECT c.id, c.owner_id, c.name, c.created_at FROM canvas.canvas AS c"
_VISIBLE = graph.may_see("c.owner_id", "$1")
_ONE_VISIBLE = f"{_CANVAS} WHERE c.id = $2 AND {_VISIBLE}"
_NEWEST_FIRST = "AND ($2::uuid IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3"
_PAGE = f"{_CANVAS} WHERE {_VISIBLE} {_NEWEST_FIRST}"


async def insert(tx: Tx, canvas: Canvas) -> None:
    await tx.execute(
        "INSERT INTO canvas.canvas (id, owner_id, name, created_at) VALUES ($1, $2, $3, $4)",
        canvas.id,
        canvas.owner_id,
        canvas.name,
        canvas.created_at,
    )


async def lock_of(tx: Tx, owner_id: UserId) -> int:
    """How many somebody has, while nobody else changes it."""
    await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 110))", str(owner_id))
    return (
        await tx.value(int, "SELECT count(*) FROM canvas.canvas WHERE owner_id = $1", owner_id) or 0
    )


async def find_visible(read: Read, viewer: UserId, canvas_id: UUID) -> Canvas | None:
    return await read.row(Canvas, _ONE_VISIBLE, viewer, canvas_id)


async def find(read: Read, canvas_id: UUID) -> Canvas | None:
    return await read.row(
        Canvas,
        "SELECT id, owner_id, name, created_at FROM canvas.canvas WHERE id = $1",
        canvas_id,
    )


async def list_visible(read: Read, viewer: UserId, before: UUID | None, most: int) -> list[Canvas]:
    return await read.rows(Canvas, _PAGE, viewer, before, most)


async def list_ids_of(read: Read, owner_id: UserId, most: int) -> list[UUID]:
    return await read.values(
        UUID,
        "SELECT id FROM canvas.canvas WHERE owner_id = $1 ORDER BY id DESC LIMIT $2",
        owner_id,
        most,
    )


async def rename(tx: Tx, canvas_id: UUID, name: str) -> None:
    await tx.execute("UPDATE canvas.canvas SET name = $2 WHERE id = $1", canvas_id, name)


async def remove(tx: Tx, canvas_id: UUID) -> None:
    await tx.execute("DELETE FROM canvas.canvas WHERE id = $1", canvas_id)
