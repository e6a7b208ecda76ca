#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Going from page to page, and picking from lists what one need not type."""

import sys

from atspi import press, wait_for
from journey import Practice, Sluice, expect, main

PAGES = ('Connect', 'AWS Access', 'Emit')


def page_buttons(sluice):
    """The buttons to switch pages with, as far as they are on the screen."""
    return {node.name: node for node in sluice.node.walk()
            if node.name in PAGES and 'button' in node.role and node.on_screen()}


def on_connect(sluice):
    return sluice.field('Connection Name').on_screen()


def pages(run):
    """The pages by pointer and keyboard, wide and narrow; the status stays."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    expect(tuple(page_buttons(sluice)) == PAGES, f'buttons: {page_buttons(sluice)}')
    for width in (1080, 360):
        size = sluice.window.resize(width, 640)
        expect(size[0] == width, f'{size[0]} pixels wide instead of {width}')
        wait_for(lambda: len(page_buttons(sluice)) == len(PAGES), 'page buttons')
        for name in ('AWS Access', 'Emit', 'Connect'):
            sluice.window.click(page_buttons(sluice)[name])
            wait_for(lambda: on_connect(sluice) == (name == 'Connect'), f'page {name}')
            sluice.picture(f'pages-{width}-{name.lower().replace(" ", "-")}')
        for key, page in (('ctrl+2', 'AWS Access'), ('alt+1', 'Connect'), ('alt+3', 'Emit'),
                          ('ctrl+1', 'Connect')):
            press(key)
            wait_for(lambda: on_connect(sluice) == (page == 'Connect'), f'{page} by {key}')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'pages': pages}))
