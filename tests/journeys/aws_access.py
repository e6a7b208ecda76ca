#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page AWS Access: from nothing to a role in the form, with all that can go wrong between."""

import json
import re
import sys

from atspi import Failure, press, type_text, wait_for
from journey import Practice, Sluice, expect, main

KEEPS_SETTINGS = {'GSETTINGS_BACKEND': 'keyfile'}
ROLE = 'arn:aws:iam::123456789012:role/harbour/s3-writer'
ROOT = 'arn:aws:iam::111122223333:root'


class Page:
    """The page AWS Access of a running Sluice."""

    def __init__(self, sluice):
        self.sluice = sluice
        press('ctrl+2')
        wait_for(self.start_button, 'the page AWS Access')

    def visible(self, role, name):
        return next((node for node in self.sluice.node.all(role, name) if node.on_screen()), None)

    def start_button(self):
        return self.sluice.node.maybe('button', 'Start Setup')

    def node(self, role, name):
        """Somewhere on the page, perhaps below the fold; the last one is not another page's."""
        def find():
            nodes = list(self.sluice.node.all(role, name))
            return nodes[-1] if nodes else None
        return wait_for(find, f'[{role}] “{name}”')

    def fill(self, name, text):
        self.node('text box', name).set_text(text)

    def press(self, name):
        def ready():
            node = self.sluice.node.maybe('button', name)
            return node if node and 'sensitive' in node.states else None
        wait_for(ready, f'button “{name}” that can be pressed').click()

    def text(self, name):
        return self.node('text box', name).text

    def told(self, pattern, seconds=10):
        """A sentence anywhere on the page, below the fold too."""
        def find():
            for node in self.sluice.node.all('label'):
                if re.search(pattern, node.text):
                    return node.text
        return wait_for(find, f'words “{pattern}”', seconds)


def open_page(run, practice, **kwargs):
    sluice = run(Sluice, '--base-url', practice.url, **kwargs)
    sluice.fill(public_key=practice.public_key, private_key=practice.private_key,
                project_id=practice.project,
                stream_processing_instance=practice.instance)
    sluice.wait_entry('^Key .* was accepted$')
    return sluice, Page(sluice)


def aws_access(run):
    """All five steps by pointer."""
    practice = run(Practice)
    sluice, page = open_page(run, practice)
    sluice.picture('aws-1-opened')
    before = len(list(sluice.node.find('list', 'Set-ups of This Project').children()))
    page.press('Start Setup')
    sluice.wait_entry('^AWS access was started$')
    expect(len(practice.requests('POST .*cloudProviderAccess')) == 1, 'not one POST')
    wait_for(lambda: len(sluice.node.find('list', 'Set-ups of This Project').children()) > before,
             'one more set-up')
    page.press('Copy Trust Policy')
    trust = json.loads(page.text('Trust Policy'))
    expect(trust['Statement'][0]['Action'] == 'sts:AssumeRole', trust)
    sluice.picture('aws-2-trust')
    page.fill('Bucket', 'harbour-archive')
    page.press('Copy Permission Policy')
    permissions = json.loads(page.text('Permission Policy'))
    expect('Principal' not in json.dumps(permissions), 'a principal in an identity policy')
    page.fill('Role ARN', ROOT)
    page.press('Authorize Role')
    page.told('trust policy')
    expect(not practice.requests('PATCH'), 'sent with a :root ARN')
    sluice.picture('aws-4-root')
    page.fill('Role ARN', ROLE)
    page.press('Authorize Role')
    sluice.wait_entry('^Role s3-writer is authorized$')
    sluice.picture('aws-4-authorized')
    page.press('Use This Role')
    wait_for(lambda: sluice.field('Role ARN').text == ROLE, 'the role in the form')
    expect(page.visible('button', 'Create Connection'), 'not on the page Connect')
    sluice.picture('aws-5-used')
    sluice.fill(connection_name='s3sink')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({function.__name__.replace('_', '-'): function for function in (
        aws_access,)}))
