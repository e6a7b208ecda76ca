#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Idle means idle: after work of every kind no timer is left that wakes Sluice up."""

import os
import re
import sys
import time

from gi.repository import Gio, GLib

from atspi import press, wait_for
from away import APP_ID, at_step, choose, window_with
from journey import Practice, Sluice, expect, main

REST = 2.5                           # seconds without a single wake-up


def wakeups(pid):
    """How often the main thread has gone to sleep by itself: once for each time it was woken."""
    with open(f'/proc/{pid}/task/{pid}/status', encoding='ascii') as status:
        return int(re.search(r'^voluntary_ctxt_switches:\s+(\d+)', status.read(), re.MULTILINE)[1])


def expect_rest(pid, seconds=30):
    """What ends by itself may: toasts go, frames are drawn. What is left then would never end.
    Nobody asks it anything meanwhile: the accessibility bus would wake it."""
    end, before = time.monotonic() + seconds, None
    while before != (now := wakeups(pid)):
        expect(time.monotonic() < end, f'woken up {now - (before or 0)} times in {REST} seconds')
        before = now
        time.sleep(REST)


def work(sluice, practice):
    """The main job; Atlas asks to wait in the middle of it."""
    sluice.fill_for(practice)
    sluice.wait_words('Atlas asks to wait: ')
    sluice.press('Create Connection')
    entry = sluice.wait_entry('^Connection s3sink is ready$')
    entry.find('button', 'Details').click()
    wait_for(lambda: entry.maybe('button', 'Copy'), 'the details').click()
    sluice.wait_words('^Copied$')


def look_around(sluice):
    """The list, one of it in detail, and a test of delivery, whose window stays open."""
    press('ctrl+4')
    row = wait_for(lambda: next((node for node in sluice.node.all('list item')
                                 if node.name.startswith('solar-archive,') and node.on_screen()),
                                None), 'the row of solar-archive')
    sluice.window.click(row)
    sluice.press('Test Delivery')
    sluice.press('Start Test')
    sluice.wait_entry('^Data flows through solar-archive$', 60)


def take_a_step(sluice):
    """Of the tour, in a window of its own."""
    Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync(
        APP_ID, '/' + APP_ID.replace('.', '/'), 'org.gtk.Actions', 'Activate',
        GLib.Variant('(sava{sv})', ('tour', [], {})), None, 0, 5000, None)
    window = window_with(sluice, 'Leave the Tour')
    at_step(window, 'Choose a project')
    choose(sluice, window, 'Choose Project', '64c0ffee0000000000000001')
    at_step(window, 'Choose an instance')


def idle(run):
    """Nothing but people and Atlas makes Sluice do something."""
    practice = run(Practice, '--scenario', 'rate-limited@get-project*2')
    sluice = run(Sluice, '--base-url', practice.url)
    work(sluice, practice)
    look_around(sluice)
    take_a_step(sluice)
    expect_rest(sluice.process.pid)


if __name__ == '__main__':
    sys.exit(main({'idle': idle}))
