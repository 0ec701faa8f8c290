"""A loopback server of many feeds that bring one new item each whenever it is told so.

    python -m bench.newsagent FEEDS ITEMS      prints its port; a line on stdin adds an item to each

Feeds are RSS 2.0 as newspapers write them: HTML bodies of about 3 kB, categories, an author, a
picture. The server knows ETags and answers 304.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

PARAGRAPH = (
    '<p>The ministry said on Thursday that <a href="/news/{n}">work on the bridge</a> would go on, '
    "and that the <strong>council of {name}</strong> had asked for <em>more time</em>. Cars go "
    "over the old town; buses stop there.</p><ul><li>Line 4 &amp; 7: detour</li></ul>"
)
BODY = (
    '<img src="https://{name}.example/img/{n}.jpg" alt="Bridge" width="640" height="360"/>'
    + PARAGRAPH * 7
)


class Newsagent:
    def __init__(self, feeds: int, items: int) -> None:
        self.feeds, self.items, self.added = feeds, items, 0
        self.begun = datetime.now(UTC).replace(microsecond=0)
        self._made: dict[str, bytes] = {}

    def feed(self, name: str) -> bytes:
        if name not in self._made:
            newest = self.items + self.added
            entries = "".join(self.entry(name, n) for n in range(newest, newest - self.items, -1))
            self._made[name] = (
                '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" '
                'xmlns:media="http://search.yahoo.com/mrss/"><channel>'
                f"<title>Feed {name}</title><link>https://{name}.example/</link>"
                f"<description>news</description><language>en</language>{entries}</channel></rss>"
            ).encode()
        return self._made[name]

    def entry(self, name: str, n: int) -> str:
        when = format_datetime(self.begun - timedelta(minutes=self.items + 5 - n % self.items))
        link = f"https://{name}.example/news/{n}"
        return (
            f"<item><title>Council of {name} opens bridge number {n}</title><link>{link}</link>"
            f'<guid isPermaLink="false">{name}-{n}</guid><dc:creator>Staff</dc:creator>'
            f"<category>Roads</category><category>Towns</category>"
            f"<description><![CDATA[{BODY.format(name=name, n=n)}]]></description>"
            f'<media:content url="https://{name}.example/img/{n}.jpg" type="image/jpeg"/>'
            f"<pubDate>{when}</pubDate></item>"
        )

    async def answer(self, request: web.Request) -> web.Response:
        name, etag = request.match_info["name"], f'"{self.added}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(
            body=self.feed(name), content_type="application/rss+xml", headers={"ETag": etag}
        )

    def add(self) -> None:
        self.added += 1
        self._made.clear()
        for number in range(self.feeds):
            self.feed(f"f{number}")


async def main(feeds: int, items: int) -> None:
    agent = Newsagent(feeds, items)
    app = web.Application()
    app.router.add_get("/{name}", agent.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        agent.add()
        print("added", flush=True)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
