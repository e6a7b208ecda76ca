#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Connections: lists of any size, what is found in them, and all about one."""

import sys
import time

from atspi import Failure, park_pointer, press, type_text, wait_for
from journey import Practice, Sluice, expect, main

LIST = 'List of Connections'
SEARCH = 'search box'


def go(sluice):
    """To the page, once Atlas has accepted the key."""
    sluice.wait_entry('was accepted')
    press('ctrl+4')
    wait_for(lambda: sluice.node.maybe(SEARCH, 'Search Connections'), 'page Connections')


def rows(sluice):
    """Names of the rows: name, type, state."""
    found = sluice.node.maybe('list', LIST)
    return [node for node in found.children() if node.name] if found else []


def names(sluice):
    return [row.name.split(', ')[0] for row in rows(sluice)]


def wait_rows(sluice, *wanted):
    try:
        wait_for(lambda: names(sluice) == list(wanted), 'rows')
    except Failure:
        raise Failure(f'rows {names(sluice)} instead of {list(wanted)}') from None


def search(sluice, text):
    press('ctrl+f', 'ctrl+a')
    if text:
        type_text(text)
    else:
        press('BackSpace')


def toggle(sluice, name):
    wait_for(lambda: sluice.node.maybe('button', name) or
             sluice.node.maybe('toggle button', name), name).click()


def open_row(sluice, name):
    row = wait_for(lambda: next((row for row in rows(sluice)
                                 if row.name.startswith(name + ', ')), None), f'row “{name}”')
    sluice.window.click(row)
    wait_for(lambda: sluice.node.maybe('button', 'Back to the List'), f'details of {name}')


def few(run):
    """Four connections: found, filtered, all instances, one of them, and what is changed."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    press('ctrl+4')
    sluice.wait_words('^A Key Is Needed First$')
    sluice.picture('connections-nothing')
    sluice.press('Go to Connect')
    sluice.fill_for(practice)
    go(sluice)
    wait_rows(sluice, 'solar-archive', 'atlasCluster', 'orders', 'sample_stream_solar')
    sluice.wait_words('^4 connections$')
    expect(rows(sluice)[0].name == 'solar-archive, S3, Ready', rows(sluice)[0].name)
    sluice.picture('connections')

    search(sluice, 'KAFKA')
    wait_rows(sluice, 'orders')
    sluice.wait_words('^1 of 4 connections$')
    search(sluice, 'no such thing')
    sluice.wait_words('^Nothing Found$')
    sluice.picture('connections-nothing-found')
    search(sluice, '')
    wait_rows(sluice, 'solar-archive', 'atlasCluster', 'orders', 'sample_stream_solar')

    toggle(sluice, 'All Instances')
    wait_rows(sluice, 'solar-archive', 'atlasCluster', 'orders', 'sample_stream_solar',
              'sample_stream_solar')
    toggle(sluice, 'Filter')
    sluice.picture('connections-all')
    search(sluice, 'azure-inst')
    wait_rows(sluice, 'sample_stream_solar')
    search(sluice, '')
    toggle(sluice, 'All Instances')

    open_row(sluice, 'solar-archive')
    sluice.wait_words('^arn:aws:iam::123456789012:role/atlas-stream-sink$')
    sluice.wait_words('^64c0ffee[0-9a-f]{16}$')
    sluice.picture('connection-wide')
    toggle(sluice, 'Show JSON')
    wait_for(lambda: '"testBucket"' in (sluice.node.find('text box', 'JSON of the Connection').text
                                        or ''), 'JSON')
    wait_for(lambda: any(name == 'archiveSolar' for _, _, name in sluice.node.named()),
             'stream processor')
    press('alt+Left')
    wait_rows(sluice, 'solar-archive', 'atlasCluster', 'orders', 'sample_stream_solar')

    listings = len(practice.requests('list-connections'))
    press('ctrl+1')
    sluice.press('Create Connection')
    press('ctrl+4')
    wait_for(lambda: 's3sink, S3, Pending' in [row.name for row in rows(sluice)]
             or 's3sink, S3, Ready' in [row.name for row in rows(sluice)], 'the new one')
    wait_for(lambda: 's3sink, S3, Ready' in [row.name for row in rows(sluice)], 'it is ready')
    expect(len(practice.requests('list-connections')) == listings, 'listed anew')
    press('F5')
    wait_for(lambda: len(practice.requests('list-connections')) == listings + 1, 'listed by F5')
    wait_rows(sluice, 's3sink', 'solar-archive', 'atlasCluster', 'orders', 'sample_stream_solar')
    sluice.close()


def pages(run):
    """None, one, 500 and 501."""
    for number in (0, 1, 500, 501):
        practice = run(Practice, '--connections', str(number))
        sluice = run(Sluice, '--base-url', practice.url)
        sluice.fill_for(practice)
        go(sluice)
        if number == 0:
            sluice.wait_words('^No Connections$')
            sluice.picture('connections-none')
        else:
            sluice.wait_words(f'^{number} connections?$')
        if number == 501:
            search(sluice, '501')
            wait_rows(sluice, 'sink-000501')
            sluice.wait_words('^1 of 501 connections$')
        sluice.close()


def wait_label(sluice, text):
    """As wait_words, for what has been out of sight: the bus's cache comes late then."""
    wait_for(lambda: f'[label] “{text}”' in sluice.node.dump(), f'label “{text}”')


def hostile(run):
    """Names that are none of a person's, in a narrow window."""
    practice = run(Practice, '--scenario', 'huge-name,unknown-type,unknown-state')
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    go(sluice)
    wait_for(lambda: 'from-the-future, QuantumTape, Ready' in [row.name for row in rows(sluice)],
             'a type nobody knows')
    expect('half-asleep, Kafka, REHYDRATING' in [row.name for row in rows(sluice)], 'its state')
    huge = next(row for row in rows(sluice) if row.name.startswith('nnnn'))
    expect(len(huge.name) < 400, f'a name of {len(huge.name)} characters')
    sluice.picture('connections-hostile')
    sluice.window.resize(360, 640)
    park_pointer()
    search(sluice, 'nnn')
    wait_for(lambda: len(rows(sluice)) == 1, 'one row')
    sluice.picture('connections-narrow')
    press('ctrl+f', 'Return')
    wait_for(lambda: sluice.node.maybe('button', 'Back to the List'), 'its details')
    sluice.picture('connection-narrow')
    sluice.wait_words('^Atlas has no connection of this name any more')   # it is in no list but this
    press('Escape')
    wait_label(sluice, 'Nothing Found')
    sluice.close()


def denied(run):
    """A list that is refused, then not; one of many that fails."""
    practice = run(Practice, '--instances', '2', '--scenario', 'role-missing@list-connections')
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    go(sluice)
    sluice.wait_words('^Your Key May Not List These$')
    sluice.wait_words('Project Stream Processing Owner')
    sluice.picture('connections-denied')
    sluice.close()


def choose(run):
    """Several at once."""
    practice = run(Practice, '--connections', '5')
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    go(sluice)
    wait_for(lambda: len(rows(sluice)) == 5, 'rows')
    toggle(sluice, 'Select')
    for name in ('sink-000001', 'sink-000004'):
        wait_for(lambda: any(row.name.startswith(name) for row in rows(sluice)), name)
        sluice.window.click(next(row for row in rows(sluice) if row.name.startswith(name)))
    wait_label(sluice, '2 selected')
    sluice.picture('connections-selected')
    press('F5')                                  # what was chosen stays chosen
    time.sleep(0.3)
    wait_label(sluice, '2 selected')
    sluice.press('Delete')
    wait_for(lambda: 'sink-000001' in sluice.node.dump(), 'the question')
    sluice.picture('connections-delete')
    press('Escape')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'connections': few, 'connections-pages': pages, 'connections-hostile': hostile,
                   'connections-denied': denied, 'connections-choose': choose}))
