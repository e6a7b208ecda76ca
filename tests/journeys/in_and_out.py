#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections as text, out of a registry and into one."""

import json
import re
import sys

from atspi import Failure, press, wait_for
from choose import click
from journey import Practice, Sluice, expect, main
from looks import unnamed

ROLE = 'arn:aws:iam::123456789012:role/atlas-stream-sink'
HOSTILE = '<b>&amp; ‮it\'s "50 %2F" $(id)'


def connection(name, role=ROLE, **others):
    return {'name': name, 'type': 'S3', 'aws': {'roleArn': role, **others}}


class Dialog:
    """A window of its own, found by its title."""

    def __init__(self, sluice, title):
        self.sluice, self.title = sluice, title
        self.node = wait_for(self.find, f'window “{title}”')

    def find(self):
        return next((window for window in self.sluice.node.children()
                     if window.name == self.title), None)

    def look(self, role, name):
        """Asks each widget: what the toolkit remembers of a page that just came is not all."""
        return next((node for node in self.node.walk({})
                     if node.has_role(role) and node.name == name), None)

    def wait(self, role, name):
        return wait_for(lambda: self.look(role, name), f'[{role}] “{name}” in {self.title}')

    def press(self, name):
        def ready():
            node = self.look('button', name)
            return node if node and 'sensitive' in node.states and node.on_screen() else None
        wait_for(ready, f'button “{name}” in {self.title}').click()

    def rows(self, name):
        found = self.look('list', name)
        return [node.name for node in found.children()
                if node.role == 'list item'] if found else None

    def wait_rows(self, name, rows, seconds=30):
        try:
            wait_for(lambda: self.rows(name) == rows, f'rows {rows}', seconds)
        except Failure as failure:
            raise Failure(f'{failure}; there: {self.rows(name)}') from None

    def wait_words(self, pattern, seconds=30):
        return wait_for(lambda: next((node.name for node in self.node.walk({})
                                      if node.role == 'label' and re.search(pattern, node.name)
                                      and node.on_screen()), None),
                        f'words “{pattern}” in {self.title}', seconds)

    def wait_gone(self):
        wait_for(lambda: self.find() is None, f'{self.title} closed')


def open_connections(run, practice, **env):
    sluice = run(Sluice, '--base-url', practice.url, **env)
    sluice.fill_for(practice)
    wait_for(lambda: practice.requests('GET .*/streams/[^ ]* .* 200'), 'the instance checked')
    page = wait_for(lambda: next((node for node, role, name in sluice.node.named()
                                  if name == 'Connections' and role not in ('label', 'list')
                                  and node.on_screen()), None), 'the page Connections')
    sluice.window.click(page)
    return sluice


def choose_format(dialog, number):
    """Opens the list, and takes the one so far down."""
    click(dialog.wait('combo box', 'Format'), dialog.title)
    press(*['Down'] * number, 'Return')


def into(run):
    """Five brought: one the registry has already, one that stands there with another role, one
    that Atlas refuses, one of another type; what is wrong in the text is said, and the report."""
    practice = run(Practice)
    sluice = open_connections(run, practice)
    sluice.press('Import')
    dialog = Dialog(sluice, 'Import')
    sluice.picture('import-empty')
    dialog.press('Check')
    dialog.wait_words('^Paste connections first')
    card = dialog.wait('text box', 'Connections as JSON')

    card.set_text('[{"name": "a", }]')
    dialog.wait_words('JSON has no comma before “}”')
    sluice.picture('import-broken')

    missing = connection('behind')
    missing['networking'] = {'access': {'type': 'PRIVATE_LINK',
                                        'connectionId': '64c0ffee0000000000000fff'}}
    brought = [connection('first', testBucket='my-bucket'),
               connection('solar-archive', ROLE + '-2'),
               missing,
               {'name': 'k', 'type': 'Kafka'},
               dict(connection('last', testBuckett='b'), id='1')]
    card.set_text(json.dumps(brought, indent=1))
    dialog.wait_rows('Connections', ['first: Will Be Created', 'solar-archive: Will Be Changed',
                                     'behind: Will Be Created', 'k: Not Imported',
                                     'last: Will Be Created'])
    dialog.wait_words('^3 will be created. 1 will be changed. 1 cannot be imported.$')
    dialog.wait_words('“aws.testBuckett” would be ignored. “testBucket” may be meant.')
    dialog.wait_words('“id” is left out: Atlas sets it.')
    expect(not practice.requests('^(POST|PATCH)'), 'something was sent before Import')
    expect(not list(unnamed(dialog.node)), f'unnamed: {list(unnamed(dialog.node))}')
    sluice.picture('import-plan')
    dialog.press('Import')
    dialog.wait_words('^2 are in the registry. 2 have failed.$', 20)
    dialog.wait_rows('Connections', ['first: Created', 'solar-archive: Failed', 'behind: Failed',
                                     'k: Not Imported', 'last: Created'])
    dialog.wait_words('No private link with that id is ready')
    dialog.wait_words('archiveSolar')            # a processor that runs uses it
    expect(len(practice.requests('^POST .* signed')) == 3, practice.requests('^POST'))
    dialog.wait('button', 'Save Report…')
    sluice.picture('import-done')
    dialog.press('Done')
    dialog.wait_gone()
    sluice.wait_words('^first$')                 # the list knows without being read anew

    sluice.press('Import')
    dialog = Dialog(sluice, 'Import')
    card = dialog.wait('text box', 'Connections as JSON')
    card.set_text(json.dumps(connection('first', ROLE + '-3')))
    dialog.wait_words('→')
    dialog.press('Import')
    dialog.wait_rows('Connections', ['first: Changed'])
    expect(len(practice.requests('^PATCH .* signed')) == 2, practice.requests('^PATCH'))
    dialog.press('Done')
    dialog.wait_gone()
    sluice.close()


def out(run):
    """Everything there is, in each form; and what was written is nothing new to the registry."""
    practice = run(Practice)
    sluice = open_connections(run, practice)
    sluice.wait_words('^solar-archive$')
    sluice.press('Export')
    dialog = Dialog(sluice, 'Export')
    card = dialog.wait('text box', 'Exported Text')
    written = json.loads(card.text)
    expect(written == connection('solar-archive', testBucket='solar-archive-bucket'), written)
    dialog.wait_words('^3 are left out')
    expect(not list(unnamed(dialog.node)), f'unnamed: {list(unnamed(dialog.node))}')
    sluice.picture('export-json')
    json_text = card.text
    for number, words in enumerate(('^main \\(\\)', '^curl --digest',
                                    'mongodbatlas_stream_connection'), 1):
        choose_format(dialog, 1)
        wait_for(lambda: re.search(words, card.text, re.M), words)
        sluice.picture(f'export-{number}')
        expect(practice.private_key not in card.text, 'a private key in an export')
    press('Escape')
    dialog.wait_gone()

    sluice.press('Import')
    dialog = Dialog(sluice, 'Import')
    dialog.wait('text box', 'Connections as JSON').set_text(json_text)
    dialog.wait_rows('Connections', ['solar-archive: Left Alone'])
    dialog.wait_words('^1 is left alone. There is nothing to do.$')
    press('Escape')
    dialog.wait_gone()
    sluice.close()


def hostile(run):
    """Names that want to be markup, secrets of others, and a narrow window."""
    practice = run(Practice)
    sluice = open_connections(run, practice)
    sluice.window.resize(360, 640)
    sluice.press('Import')
    dialog = Dialog(sluice, 'Import')
    card = dialog.wait('text box', 'Connections as JSON')
    kafka = {'name': 'k', 'type': 'Kafka', 'authentication': {'password': 'hunter2'}}
    card.set_text(json.dumps([connection(HOSTILE), connection('x' * 5000), kafka]))
    dialog.wait_words('^3 cannot be imported. There is nothing to do.$')
    dialog.wait_words('This text holds secrets')
    expect(not list(sluice.words(sluice.node, 'hunter2')), 'a secret on the screen')
    sluice.picture('import-hostile')
    dialog.press('Back to the Text')
    wait_for(lambda: card.text == '', 'the text gone')
    click(card, dialog.title)
    press('Escape')
    dialog.wait_gone()
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'import': into, 'export': out, 'import-hostile': hostile}))
