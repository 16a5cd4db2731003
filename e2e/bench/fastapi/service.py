"""The bundled API's items as FastAPI serves them, as far as LoadBench measures them.

Same schema, same answers, same tokens. Whatever makes it quicker and costs no promise is done: no ORM, no
transaction around a single statement, no second validation of what is answered, the text in Redis sent as it is, a
token verified once while it holds. Its cache is the usual one, read and else fill, with less of a guarantee than the
app's.
"""

import os
import time
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from typing import Annotated, Literal
from uuid import UUID, uuid4

import jwt
import orjson
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from fastapi import Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel, ConfigDict, Field
from redis.asyncio import Redis
from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import create_async_engine

OURS = "tideway-app"
ROLES = ["viewer", "editor", "admin"]
TTL_SECONDS = 300
MOST_TOKENS = 1000

public_key = load_pem_private_key(os.environ["APP_JWT_KEYS"].encode(), None).public_key()
engine = create_async_engine(
    os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://", 1),
    isolation_level="AUTOCOMMIT",
    pool_size=10,
    max_overflow=0,
    pool_reset_on_return=None,
)
redis = Redis.from_url(os.environ["REDIS_URL"]) if "REDIS_URL" in os.environ else None
verified: dict[str, tuple[int, float]] = {}

items = Table(
    "items",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("name", Text),
    Column("description", Text),
    Column("category", Text),
    Column("status", Text),
    Column("quantity", Integer),
    Column("created_at", DateTime(timezone=True), key="createdAt"),
    Column("updated_at", DateTime(timezone=True), key="updatedAt"),
    Column("version", BigInteger),
)
# Plain text: the names that SQLAlchemy makes are of a type of its own, which orjson refuses.
FIELDS = [str(column.key) for column in items.c]


@asynccontextmanager
async def lifespan(_: FastAPI):
    yield
    await engine.dispose()
    if redis:
        await redis.aclose()


app = FastAPI(lifespan=lifespan)


class ItemForm(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x20\x7f]([^\x00-\x1f\x7f]*[^\x00-\x20\x7f])?$")]
    description: Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")] = ""
    category: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")]
    status: Literal["DRAFT", "ACTIVE", "ARCHIVED"] = "DRAFT"
    quantity: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0


def rank(token: str) -> int:
    """The place of the token's highest role in ROLES."""
    known = verified.get(token)
    if known and known[1] > time.time():
        return known[0]
    try:
        claims = jwt.decode(
            token,
            public_key,
            algorithms=["RS256"],
            audience=OURS,
            issuer=OURS,
            options={"require": ["sub", "exp"]},
        )
    except jwt.InvalidTokenError:
        raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}) from None
    highest = max((ROLES.index(role) for role in claims["roles"] if role in ROLES), default=-1)
    if len(verified) >= MOST_TOKENS:
        verified.pop(next(iter(verified)))
    verified[token] = (highest, claims["exp"])
    return highest


def needs(role: str):
    least = ROLES.index(role)

    # async: a plain function would go through a pool of threads.
    async def check(authorization: Annotated[str, Header()] = "") -> None:
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer":
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        if rank(token) < least:
            raise HTTPException(403)

    return Depends(check)


def answer(text: bytes, version: int, status: int = 200, **headers: str) -> Response:
    return Response(text, status, {"ETag": f'"{version}"', **headers}, "application/json")


def json(item: dict) -> bytes:
    # Of asyncpg's own type of UUID orjson knows nothing.
    return orjson.dumps(item, default=str, option=orjson.OPT_UTC_Z)


@app.get("/api/v1/items/{id}", dependencies=[needs("viewer")])
async def read(id: UUID, if_none_match: Annotated[str | None, Header()] = None) -> Response:
    key = f"fastapi:{id}"
    # The version stands before the text, so that the text need not be read for the ETag.
    cached = await redis.get(key) if redis else None
    if cached:
        version, text = cached.split(b" ", 1)
        found, version = text, int(version)
    else:
        async with engine.connect() as connection:
            row = (await connection.execute(select(items).where(items.c.id == id))).first()
        if row is None:
            raise HTTPException(404)
        item = dict(zip(FIELDS, row))
        found, version = json(item), item["version"]
        if redis:
            await redis.set(key, b"%d %s" % (version, found), ex=TTL_SECONDS)
    if if_none_match == f'"{version}"':
        return Response(status_code=304, headers={"ETag": if_none_match})
    return answer(found, version)


@app.post("/api/v1/items", dependencies=[needs("editor")])
async def create(form: ItemForm) -> Response:
    now = datetime.now(timezone.utc)
    item = {"id": uuid4(), **form.model_dump(), "createdAt": now, "updatedAt": now, "version": 0}
    async with engine.connect() as connection:
        await connection.execute(items.insert(), item)
    return answer(json(item), 0, 201, Location=f"/api/v1/items/{item['id']}")
