#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether data can flow: a test through the window, and what is left when Sluice dies in it."""

import re
import sys

from atspi import press, wait_for
from journey import Practice, Sluice, expect, main

KEEPS_SETTINGS = {'GSETTINGS_BACKEND': 'keyfile'}
CONNECTION = 'solar-archive'
BUCKET = 'solar-archive-bucket'


def open_sluice(run, practice, **env):
    sluice = run(Sluice, '--base-url', practice.url, env=env)
    sluice.fill(public_key=practice.public_key, private_key=practice.private_key,
                project_id=practice.project, stream_processing_instance=practice.instance)
    return sluice


def open_dialog(sluice):
    """As a person gets there: the page, the connection, the button."""
    sluice.wait_entry('^Key .* was accepted$')
    press('ctrl+4')
    row = wait_for(lambda: next((node for node in sluice.node.all('list item')
                                 if node.name.startswith(CONNECTION + ',') and node.on_screen()),
                                None), f'row “{CONNECTION}”')
    sluice.window.click(row)
    sluice.press('Test Delivery')
    wait_for(lambda: sluice.node.maybe('button', 'Start Test'), 'the window')


def written(practice, pattern):
    return practice.requests(f'^(POST|DELETE) .*{pattern}.* signed ')


def delivery(run):
    """Asks where to, says what it costs, runs, counts, and removes what it made."""
    practice = run(Practice)
    sluice = open_sluice(run, practice)
    open_dialog(sluice)
    expect(sluice.field('Bucket').text == BUCKET, 'the test bucket is not proposed')
    sluice.wait_words('costs money')
    sluice.picture('delivery-before')
    expect(not written(practice, '/processor'), 'something was made before Start')
    sluice.press('Start Test')
    sluice.wait_words('^Testing delivery through')
    sluice.wait_words(r'^\d+ documents? (was|were) written')
    sluice.picture('delivery-running')
    sluice.wait_entry(f'^Data flows through {CONNECTION}$', 40)
    sluice.wait_words(f'written to {BUCKET} under sluice-delivery-test/')
    sluice.picture('delivery-done')
    for what, pattern in (('created', '/processor'), ('started', ':start'), ('stopped', ':stop')):
        found = [line for line in written(practice, pattern)
                 if re.search(pattern + ' signed', line)]
        expect(len(found) == 1, f'{what} {len(found)} times')
    expect(len(practice.requests('^DELETE .*/processor/sluiceTest.* signed .* 204')) == 1,
           'it is still there')
    sluice.node.find('button', 'Another Test')
    press('Escape')
    sluice.close()


def delivery_killed(run):
    """Ended in the middle: the next start removes what is left, and nothing else."""
    practice = run(Practice, '--scenario', 'never-delivers')
    sluice = open_sluice(run, practice, **KEEPS_SETTINGS)
    open_dialog(sluice)
    sluice.press('Start Test')
    wait_for(lambda: practice.requests('GET .*/processor/sluiceTest.* 200'), 'the first look', 20)
    sluice.kill()
    expect(not written(practice, '(:stop|DELETE)'), 'nobody is there to stop it')

    sluice = open_sluice(run, practice, **KEEPS_SETTINGS)
    sluice.wait_entry(f'^Cleaned up after an interrupted test of {CONNECTION}$', 30)
    sluice.picture('delivery-killed')
    deleted = practice.requests('^DELETE .* signed ')
    expect(len(deleted) == 1 and '/processor/sluiceTest' in deleted[0], f'deleted {deleted}')
    stopped = written(practice, ':stop')
    expect(len(stopped) == 1 and '/processor/sluiceTest' in stopped[0], f'stopped {stopped}')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({function.__name__.replace('_', '-'): function for function in (
        delivery, delivery_killed)}))
