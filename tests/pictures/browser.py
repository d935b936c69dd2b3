"""A browser that draws the messages of a simulated channel, and measures them."""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import simcord
from playwright.async_api import Browser, Page, async_playwright

from tests.pictures.simulation import Simulation

Theme = Literal["dark", "light"]

PHONE, DESKTOP = 380, 800
TALL = 6000
"""Height of the page; no message is higher."""
WINDOW = 50
"""Messages of a channel that the simulation shows at once."""
LIGHT = """
:root {
  color-scheme: light;
  --discord-bg: #fbfbfb; --discord-text: #2f3035; --discord-muted: #6e6f78; --discord-subtle: #5c5d67;
  --discord-border: #dfdfe3; --component-surface: #ffffff; --component-border: #dfdfe3;
  --button-alt: #ebebed; --button-alt-hover: #e0e0e3; --code-surface: #f3f3f5; --code-border: #dfdfe3;
  --code-text: #2f3035; --link-text: #0069d1; --link-accent: #0069d1; --entity-text: #2f3035;
  --control-border: #dfdfe3; --input-surface: #ffffff; --chip-surface: #ebebed; --discord-control: #ffffff;
}
body, .preview-stage { background: #fbfbfb; color: #2f3035; }
.message-content { color: #2f3035; }
.button-style-2, .button-style-5, .link-button { color: #2f3035; }
.mention, .command-mention { color: #3d44a8; background: #5865f226; }
"""
"""Colours of Discord's light theme, by hand: the simulation has the dark one alone."""
BARE = """
.preview-toolbar, .messages-sidebar, .inspector-panel, .drawer-scrim { display: none !important; }
"""
"""Hides what stands around the channel."""
_HEIGHTS = """() => Object.fromEntries(
    [...document.querySelectorAll('.channel-message')]
        .map((e) => [e.dataset.messageId, Math.ceil(e.getBoundingClientRect().height)])
)"""
_WRAPPED = """() => [...document.querySelectorAll('.channel-message .markdown-paragraph')].flatMap((e) => {
    const rows = [[]];
    for (const node of e.childNodes) {
        if (node.nodeName === 'BR' || node.nodeName === 'SMALL') rows.push([]);
        else rows.at(-1).push(node);
    }
    return rows.filter((row) => row.some((node) => node.nodeName === 'CODE')).filter((row) => {
        const range = document.createRange();
        range.setStartBefore(row[0]);
        range.setEndAfter(row.at(-1));
        return range.getBoundingClientRect().height > 30;
    }).map((row) => row.map((node) => node.textContent).join(''));
})"""


def find_browser() -> str | None:
    """The path of chromium; where it is missing and may be installed, it is installed."""
    found = shutil.which("chromium")
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "chromium"], check=False, stdout=sys.stderr)
        found = shutil.which("chromium")
    return found


@asynccontextmanager
async def launched(path: str) -> AsyncIterator[Browser]:
    """The browser at a path, until the block ends."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(
    simulation: Simulation,
    channel: simcord.ChannelHandle,
    browser: Browser,
    width: int,
    theme: Theme = "dark",
) -> AsyncIterator[Page]:
    """The page of a channel with at most `WINDOW` messages, all drawn."""
    preview = simulation.env.preview(
        channel, viewers=[simulation.reader], layout="channel", display="fixed", width=width, height=TALL
    )
    async with preview:
        context = await browser.new_context(
            viewport={"width": width, "height": TALL + 200},
            reduced_motion="reduce",
            bypass_csp=True,  # or the page refuses another style
            extra_http_headers={"X-Simcord-Capability": preview.capability},
        )
        page = await context.new_page()
        await page.goto(preview.url)
        await page.wait_for_function("() => window.simcordPreview?.ready === true", timeout=120_000)
        await page.add_style_tag(content=BARE + (LIGHT if theme == "light" else ""))
        yield page
        await context.close()


async def heights(page: Page) -> dict[str, int]:
    """The heights of all messages of a page, by their ids."""
    found: dict[str, int] = await page.evaluate(_HEIGHTS)
    return found


async def wrapped(page: Page) -> list[str]:
    """The rows with marks that take more than a line."""
    found: list[str] = await page.evaluate(_WRAPPED)
    return found


async def picture(page: Page, message: str) -> bytes:
    """A message as PNG."""
    return await page.locator(f'.channel-message[data-message-id="{message}"]').screenshot(type="png")
