#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done is kept, and what was never learned is found out about."""

import json
import os
import stat
import sys
import urllib.request

from atspi import press, wait_for
from journey import Practice, Sluice, expect, main

KEEPS_SETTINGS = {'GSETTINGS_BACKEND': 'keyfile'}


def history_file():
    return os.path.join(os.environ['XDG_DATA_HOME'], 'sluice', 'history.jsonl')


def lines():
    with open(history_file(), encoding='utf-8') as file:
        return [json.loads(line) for line in file]


def open_history(sluice):
    press('ctrl+h')
    return wait_for(lambda: sluice.node.maybe('list', 'History'), 'the history')


def rows(sluice):
    found = sluice.node.maybe('list', 'History')
    return [node.name for node in found.children() if node.name] if found else []


def history(start):
    """Two creates, one in vain: both in the list, to be searched, looked at and cleared."""
    practice = start(Practice, '--scenario', 'role-missing@create-connection*1')
    sluice = start(Sluice, '--base-url', practice.url)
    press('ctrl+h')
    sluice.wait_words('^Nothing Yet$')
    sluice.picture('history-empty')
    press('Escape')
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    sluice.wait_entry('lacks a role')
    sluice.fill(connection_name='other')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection other is ready$')
    sluice.picture('history-before')

    open_history(sluice)
    wait_for(lambda: rows(sluice) == ['Connection other is ready', 'The key lacks a role'],
             'both in the history')
    sluice.picture('history')
    search = sluice.node.find('search box', 'Search History')
    search.set_text('USER_unauth')
    wait_for(lambda: rows(sluice) == ['The key lacks a role'], 'what was searched')
    press('Tab', 'Return')
    sluice.wait_words('POST /api/atlas/v2/groups/')
    sluice.wait_words('USER_UNAUTHORIZED')
    sluice.picture('history-detail')
    press('Escape')
    search.set_text('no such thing')
    sluice.wait_words('^Nothing Found$')
    sluice.picture('history-nothing-found')
    search.set_text('')
    expect(stat.S_IMODE(os.stat(history_file()).st_mode) == 0o600, 'mode of the history')
    with open(history_file(), encoding='utf-8') as file:
        text = file.read()
    expect(practice.private_key not in text and '"%s"' % practice.public_key not in text,
           'a key in the history')
    sluice.press('Clear History')
    # Named twice by GTK 4.8.
    wait_for(lambda: next((node for name in ('Clear Clear', 'Clear')
                           for node in sluice.node.all('button', name) if node.on_screen()), None),
             'the question').click()
    sluice.wait_words('^Nothing Yet$')
    expect(os.path.getsize(history_file()) == 0, 'the history is not empty')
    press('Escape')
    sluice.close()


def interrupted(start):
    """Killed while Atlas has the request: the next start says so, and finds out by itself."""
    practice = start(Practice, '--scenario', 'silent')
    sluice = start(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    wait_for(lambda: practice.requests('^POST .*create-connection'), 'the POST')
    expect([line['event'] for line in lines()] == ['begun'], 'what was begun is on disk')
    press('ctrl+w')
    sluice.wait_words('Still running: Creating s3sink')
    sluice.picture('history-closing')
    sluice.kill()

    sluice = start(Sluice, '--base-url', practice.url)
    sluice.wait_entry('cannot tell whether s3sink was created')
    sluice.wait_words('Sluice was closed before Atlas had answered')
    sluice.picture('history-interrupted')
    posts = len(practice.requests('^POST '))
    sluice.fill_for(practice, connection_name='')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.wait_words('so Sluice asked Atlas what became of it: the connection exists')
    sluice.picture('history-found-out')
    expect(len(practice.requests('^POST ')) == posts, 'nothing was sent but reads')
    wait_for(lambda: lines()[-1].get('outcome') == 'ready', 'the outcome in the history')
    sluice.close()

    sluice = start(Sluice, '--base-url', practice.url)
    sluice.wait_words('appear')
    expect(not any('s3sink' in name for name in sluice.entries()), 'it is told only once')
    sluice.close()


def asked_to_wait(start):
    """Atlas gets the time it asks for, the person sees how much, and may stop waiting."""
    # Twice each: a wait of two seconds alone may be over before anybody has looked.
    practice = start(Practice, '--scenario', 'rate-limited@check-key*2,rate-limited@get-project*2')
    sluice = start(Sluice, '--base-url', practice.url)
    # The key alone: the wait lasts two seconds, and filling in the rest takes as long.
    sluice.fill(public_key=practice.public_key, private_key=practice.private_key)
    entry = sluice.wait_entry('^Checking key practice$')
    wait_for(lambda: any('Atlas asks to wait: ' in text for text in sluice.words(entry)),
             'the countdown')
    sluice.picture('asked-to-wait')
    sluice.fill_for(practice)
    sluice.wait_entry('^Key practice was accepted$')

    def asks():
        return any('Atlas asks to wait: ' in text for text in sluice.words(sluice.node))
    # below the field of the project, and above the list
    wait_for(asks, 'the countdown of the project')
    wait_for(lambda: not asks(), 'the project')
    urllib.request.urlopen(urllib.request.Request(
        f'{practice.url}/practice/scenario?name=rate-limited@list-connections*2&on=true',
        method='POST', data=b''), timeout=10).close()
    press('ctrl+4')
    wait_for(asks, 'the countdown of the list')
    sluice.picture('asked-to-wait-list')
    wait_for(lambda: not asks(), 'nothing to wait for')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'history': history, 'history-interrupted': interrupted,
                   'asked-to-wait': asked_to_wait}))
