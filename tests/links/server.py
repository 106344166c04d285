"""A real web server on this machine that answers, redirects, waits, lies and breaks off where it is told to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PAGE = b"<!doctype html><p>Hier ben je."


@dataclass(frozen=True)
class Asked:
    """A request: the name that was asked for, how, and for what."""

    host: str
    method: str
    path: str


Act = Callable[[asyncio.StreamWriter, Asked], Awaitable[None]]


@dataclass
class Site:
    """What becomes of each path: its acts one after the other, the last for all that follow."""

    acts: dict[str, list[Act]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    now: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # requests in hand, by host
    most: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def methods(self, path: str) -> list[str]:
        """How a path was asked for, in order."""
        return [asked.method for asked in self.asked if asked.path == path]

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                method, path, _ = head.split("\r\n")[0].split(" ")
                (host,) = [line[6:] for line in head.split("\r\n") if line.lower().startswith("host: ")]
                await self._act(writer, Asked(host.split(":")[0], method, path))
        except asyncio.CancelledError:
            writer.transport.abort()
        writer.close()

    async def _act(self, writer: asyncio.StreamWriter, asked: Asked) -> None:
        number = len(self.methods(asked.path))
        self.asked.append(asked)
        self.now[asked.host] += 1
        self.most[asked.host] = max(self.most[asked.host], self.now[asked.host])
        acts = self.acts.get(asked.path, [answer(404)])
        try:
            await acts[min(number, len(acts) - 1)](writer, asked)
        finally:
            self.now[asked.host] -= 1


def answer(
    status: int = 200, headers: str = "", body: bytes = PAGE, before: Callable[[], object] = int
) -> Act:
    """An ordinary answer; `headers` as "Location: /b"; `before` is called first."""

    async def act(writer: asyncio.StreamWriter, asked: Asked) -> None:
        before()
        extra = f"{headers}\r\n" if headers else ""
        writer.write(f"HTTP/1.1 {status} x\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode())
        writer.write(b"" if asked.method == "HEAD" else body)
        await writer.drain()

    return act


def leads(to: str, status: int = 301, headers: str = "", before: Callable[[], object] = int) -> Act:
    """A redirect."""
    return answer(status, f"Location: {to}" + (f"\r\n{headers}" if headers else ""), b"", before)


def only(method: str, otherwise: Act) -> Act:
    """A page for one method, something else for all others."""

    async def act(writer: asyncio.StreamWriter, asked: Asked) -> None:
        await (answer() if asked.method == method else otherwise)(writer, asked)

    return act


def raw(data: bytes) -> Act:
    """Whatever it is, and the end of the connection."""

    async def act(writer: asyncio.StreamWriter, _: Asked) -> None:
        writer.write(data)
        await writer.drain()

    return act


async def hang(_writer: asyncio.StreamWriter, _: Asked) -> None:
    """Nothing, for as long as anyone waits."""
    await asyncio.sleep(3600)


async def trickle(writer: asyncio.StreamWriter, _: Asked) -> None:
    """The head of an answer, byte by byte, without end."""
    writer.write(b"HTTP/1.1 200 x\r\nX: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def endless(writer: asyncio.StreamWriter, asked: Asked) -> None:
    """A page without end."""
    writer.write(b"HTTP/1.1 200 x\r\nContent-Type: text/html\r\n\r\n")
    while asked.method == "GET":
        writer.write(b"x" * 65536)
        await writer.drain()


async def reset(writer: asyncio.StreamWriter, _: Asked) -> None:
    """The connection torn off, as by a machine that crashed: what SO_LINGER of no seconds does."""
    handle: socket.socket = writer.get_extra_info("socket")
    handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@contextmanager
def serving(site: Site, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[int]:
    """The server, in a thread of its own; its port."""
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda _loop, _context: None)  # broken TLS is what some tests are about
    listening = socket.create_server((host, 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(site.handle, sock=listening, ssl=context)

    async def stop(server: asyncio.Server) -> None:
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.01)  # for what is closed to be gone

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        yield int(listening.getsockname()[1])
    finally:
        asyncio.run_coroutine_threadsafe(stop(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
