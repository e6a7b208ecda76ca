#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice Atlas as it should be: start and end, signing in, every operation.

    test-practice.py SLUICE-PRACTICE
"""

import os
import signal
import subprocess
import sys
import urllib.request

import practice_atlas
from practice_atlas import ROLE, S3, Atlas, PROGRAM


def first_line_and_end_of_input():
    with Atlas() as atlas:
        assert atlas.line == f'{atlas.url} {atlas.user} {atlas.key} {atlas.project} ' \
                             f'{atlas.instance}\n', atlas.line
        assert atlas.url == f'http://127.0.0.1:{atlas.port}'
        assert len(atlas.user) == 8 and len(atlas.key) == 36 and len(atlas.project) == 24


def started_by_hand_it_runs_until_interrupted():
    process = subprocess.Popen([PROGRAM], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               text=True)
    try:
        url = process.stdout.readline().split()[0]
        for _ in range(3):
            try:
                urllib.request.urlopen(url + '/api/atlas/v2')
                assert False
            except urllib.error.HTTPError as error:
                assert error.code == 401
                error.close()
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def bad_arguments_are_refused():
    for arguments in (['--scenario', 'no-such'], ['--port', '70000'], ['--nonsense'], ['extra'],
                      ['--scenario', 'slow@no-such'], ['--scenario', 'error-200-OK']):
        done = subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, timeout=10,
                              capture_output=True, check=False)
        assert done.returncode == 2 and done.stderr and not done.stdout, (arguments, done)
    with Atlas() as atlas:
        done = subprocess.run([PROGRAM, '--port', str(atlas.port)], stdin=subprocess.DEVNULL,
                              timeout=10, capture_output=True, check=False)
        assert done.returncode == 1 and done.stderr, done


def the_challenge_is_letter_by_letter_as_recorded():
    with Atlas() as atlas:
        answer = atlas.challenge()
        assert len(atlas.nonce) == 32
        assert answer.header('WWW-Authenticate') == (
            f'Digest realm="MMS Public API", domain="", nonce="{atlas.nonce}", algorithm=MD5, '
            'qop="auth", stale=false')
        assert answer.header('Content-Type') == 'application/json'
        assert answer.header('RateLimit-Limit') is None
        assert len(answer.body) == 142 and answer.code == 'UNEXPECTED_ERROR'
        assert atlas.raw('GET', atlas.api).header('WWW-Authenticate').find(atlas.nonce) < 0


def a_signed_request_is_answered():
    with Atlas() as atlas:
        answer = atlas.get(atlas.api)
        assert answer.status == 200
        kind = 'application/vnd.atlas.2023-01-01+json'
        assert answer.header('Content-Type') == kind + ';charset=utf-8'
        assert answer.header('RateLimit-Limit') == '300'
        assert int(answer.header('RateLimit-Remaining')) < 300
        assert answer.json['apiKey']['publicKey'] == atlas.user
        roles = {role.get('groupId'): role['roleName'] for role in answer.json['apiKey']['roles']}
        assert roles[atlas.project] == 'GROUP_OWNER'
        assert atlas.get(atlas.api).status == 200, 'the nonce serves again'
        quoted = atlas.sign('GET', atlas.api).replace('algorithm=MD5', 'algorithm="MD5"')
        headers = {'Accept': kind, 'Authorization': quoted}
        assert atlas.raw('GET', atlas.api, headers).status == 200


def what_is_wrong_with_a_signature_is_refused():
    with Atlas() as atlas:
        body = atlas.challenge().body
        for wrong in ({'key': 'f' * 36}, {'username': 'somebody'}, {'realm': 'other'},
                      {'uri': '/api/atlas/v2/groups'}, {'qop': 'auth-int'}, {'nc': '1'},
                      {'algorithm': 'SHA-256'}, {'response': '0' * 32}):
            answer = atlas.get(atlas.api, **wrong)
            assert answer.status == 401 and answer.body == body, wrong
            assert answer.header('WWW-Authenticate').endswith('stale=false'), wrong
        other = atlas.sign('POST', atlas.api)
        assert atlas.raw('GET', atlas.api, {'Authorization': other}).status == 401
        assert atlas.raw('GET', atlas.api, {'Authorization': 'Basic eDp5'}).status == 401
        assert atlas.get(atlas.api).status == 200


def an_old_count_or_an_unknown_nonce_is_stale():
    with Atlas() as atlas:
        assert atlas.get(atlas.api).status == 200
        for stale in ({'nc': '00000001'}, {'nonce': 'A' * 32}):
            answer = atlas.get(atlas.api, **stale)
            assert answer.status == 401, stale
            assert answer.header('WWW-Authenticate').endswith('stale=true'), stale
            atlas.challenge(answer)
            assert atlas.get(atlas.api).status == 200


def a_server_in_front_may_ask_for_the_key():
    with Atlas('--no-auth') as atlas:
        answer = atlas.raw('GET', atlas.api, {'Accept': 'application/vnd.atlas.2023-01-01+json'})
        assert answer.status == 200 and answer.json['apiKey']['publicKey'] == atlas.user


def query_and_escapes_are_part_of_what_is_signed():
    with Atlas() as atlas:
        assert atlas.get(f'{atlas.registry}?pageNum=1&itemsPerPage=2').status == 200
        assert atlas.get(f'{atlas.registry}/a%2Fb%20%C3%BC').status == 404
        answer = atlas.get(atlas.registry + '?pageNum=1', uri=atlas.registry)
        assert answer.status == 401
        answer = atlas.get(f'{atlas.registry}/%6Frders')
        assert answer.status == 200 and answer.json['name'] == 'orders'


def curl_can_do_the_main_job():
    with Atlas('--ready-after', '0') as atlas:
        def curl(*arguments):
            command = ['curl', '-q', '-sS', '--noproxy', '*', '--digest', '-u',
                       f'{atlas.user}:{atlas.key}', '-H',
                       'Accept: application/vnd.atlas.2023-02-01+json', '-w', '\n%{http_code}']
            done = subprocess.run(command + list(arguments), capture_output=True, text=True,
                                  timeout=20, check=True)
            return done.stdout.rsplit('\n', 1)
        url = atlas.url + atlas.registry
        kind = 'Content-Type: application/json'
        body, status = curl('-X', 'POST', '-H', kind, '-d', practice_atlas.json.dumps(S3), url)
        assert status == '200' and '"READY"' in body, body
        assert '"s3sink"' in curl(url)[0]
        changed = practice_atlas.json.dumps({**S3, 'aws': {'roleArn': ROLE + '2'}})
        body, status = curl('-X', 'PATCH', '-H', kind, '-d', changed, url + '/s3sink')
        assert status == '200' and ROLE + '2' in body, body
        assert curl('-X', 'DELETE', url + '/s3sink') == ['{}', '202']
        assert curl(url + '/s3sink')[1] == '404'


def versions_are_negotiated():
    with Atlas() as atlas:
        for accept, status in (('application/vnd.atlas.2023-02-01+json', 200),
                               ('application/vnd.atlas.2025-03-12+json', 200),
                               ('text/html, application/vnd.atlas.2023-02-01+json', 200),
                               ('application/vnd.atlas.2023-01-01+json', 406),
                               ('application/vnd.atlas.preview+json', 406),
                               ('application/json', 406), ('*/*', 406)):
            answer = atlas.get(atlas.registry, headers={'Accept': accept})
            assert answer.status == status, (accept, answer.status)
            if status == 200:
                assert answer.header('Content-Type').startswith(
                    'application/vnd.atlas.2023-02-01+json')
            else:
                assert answer.header('Content-Type') == 'application/json'
                assert answer.header('X-Error-Code') == answer.code


def projects_and_organizations():
    with Atlas() as atlas:
        listed = atlas.get(atlas.api + '/groups').json
        assert listed['totalCount'] == 2 and listed['results'][0]['id'] == atlas.project
        assert 'totalCount' not in atlas.get(atlas.api + '/groups?includeCount=false').json
        assert atlas.get(f'{atlas.api}/groups/{atlas.project}').json == listed['results'][0]
        for path, status, code in (
                ('groups/xyz', 404, 'INVALID_GROUP_ID'),
                ('groups/' + 'f' * 24, 404, 'GROUP_NOT_FOUND'),
                ('groups/64c0ffee0000000000000003', 401, 'USER_CANNOT_ACCESS_GROUP'),
                ('nothing', 404, 'RESOURCE_NOT_FOUND')):
            answer = atlas.get(f'{atlas.api}/{path}')
            assert (answer.status, answer.code) == (status, code), path
        organization = listed['results'][0]['orgId']
        assert atlas.get(f'{atlas.api}/orgs').json['results'][0]['id'] == organization
        assert atlas.get(f'{atlas.api}/orgs/{organization}').status == 200
        assert atlas.get(f'{atlas.api}/orgs/{organization}/groups').json['totalCount'] == 2
        assert atlas.get(f'{atlas.api}/orgs/{"e" * 24}').code == 'USER_CANNOT_ACCESS_ORG'
        assert atlas.send('PUT', atlas.api + '/groups').status == 405


def pretty_and_envelope():
    with Atlas() as atlas:
        answer = atlas.get(atlas.api + '/groups?envelope=true&pretty=true')
        assert answer.body.startswith(b'{\n')
        assert answer.json['status'] == 200 and answer.json['content']['totalCount'] == 2


def instances():
    with Atlas() as atlas:
        listed = atlas.get(atlas.streams).json['results']
        assert [one['name'] for one in listed] == [atlas.instance, 'empty-instance',
                                                   'azure-instance']
        one = atlas.get(f'{atlas.streams}/{atlas.instance}').json
        assert one['dataProcessRegion'] == {'cloudProvider': 'AWS', 'region': 'VIRGINIA_USA'}
        assert '_id' in one and 'connections' not in one
        one = atlas.get(f'{atlas.streams}/{atlas.instance}?includeConnections=true').json
        assert len(one['connections']) == 4
        answer = atlas.get(f'{atlas.streams}/nowhere/connections')
        assert answer.status == 404 and answer.code == 'STREAM_TENANT_NOT_FOUND_FOR_NAME'
        assert answer.json['parameters'] == [atlas.project, 'nowhere']


def roles_of_the_key_differ_by_project():
    with Atlas() as atlas:
        watched = f'{atlas.api}/groups/64c0ffee0000000000000002/streams/watched-instance'
        assert atlas.get(watched + '/connections').json['totalCount'] == 1
        answer = atlas.send('POST', watched + '/connections', S3)
        assert answer.status == 401 and answer.code == 'USER_UNAUTHORIZED'
        assert answer.header('WWW-Authenticate') is None


def lists_come_in_pages():
    with Atlas() as atlas:
        page = atlas.get(atlas.registry + '?itemsPerPage=3').json
        assert len(page['results']) == 3 and page['totalCount'] == 4
        assert [link['rel'] for link in page['links']] == ['self', 'next']
        assert page['links'][1]['href'] == (
            f'http://localhost:8080{atlas.registry}?pageNum=2&itemsPerPage=3'), 'not our address'
        page = atlas.get(atlas.registry + '?itemsPerPage=3&pageNum=2').json
        assert len(page['results']) == 1
        assert [link['rel'] for link in page['links']] == ['self', 'previous']
        assert not atlas.get(atlas.registry + '?pageNum=9').json['results']
        for query in ('itemsPerPage=501', 'itemsPerPage=0', 'pageNum=0', 'pageNum=x'):
            answer = atlas.get(atlas.registry + '?' + query)
            assert answer.status == 400 and answer.code == 'INVALID_QUERY_PARAMETER', query


def create_wait_read_change_delete():
    with Atlas('--ready-after', '0.4') as atlas:
        created = atlas.create()
        assert created.status == 200 and created.json['state'] == 'PENDING'
        assert created.json['aws'] == S3['aws'] and created.json['region'] == 'VIRGINIA_USA'
        assert created.json['networking'] == {'access': {'type': 'PUBLIC'}}
        atlas.wait_for('s3sink', 'READY')
        assert created.json['id'] == atlas.get(f'{atlas.registry}/s3sink').json['id']
        taken = atlas.create()
        assert taken.status == 409 and taken.code == 'STREAM_CONNECTION_NAME_ALREADY_EXISTS'
        assert taken.json['parameters'] == ['s3sink']
        changed = atlas.send('PATCH', f'{atlas.registry}/s3sink',
                             {**S3, 'aws': {'roleArn': ROLE + '-2'}})
        assert changed.status == 200 and changed.json['aws'] == {'roleArn': ROLE + '-2'}
        deleted = atlas.send('DELETE', f'{atlas.registry}/s3sink')
        assert deleted.status == 202 and deleted.body == b'{}'
        assert atlas.state_of('s3sink') == 'DELETING'
        assert atlas.create().status == 409
        atlas.wait_for('s3sink', 404)
        answer = atlas.get(f'{atlas.registry}/s3sink')
        assert answer.code == 'STREAM_CONNECTION_NOT_FOUND_FOR_NAME'
        assert answer.json['parameters'] == ['s3sink', atlas.project, atlas.instance]
        assert atlas.create().status == 200


def ready_at_once():
    with Atlas('--ready-after', '0') as atlas:
        assert atlas.create().json['state'] == 'READY'
        assert atlas.send('DELETE', f'{atlas.registry}/s3sink').status == 202
        assert atlas.state_of('s3sink') == 404


def what_is_wrong_with_a_connection_is_named():
    with Atlas() as atlas:
        def field(**changes):
            answer = atlas.create(**changes)
            assert answer.status == 400, (changes, answer.status)
            return answer.code, answer.json['badRequestDetail']['fields'][0]['field']
        wrong = 'VALIDATION_ERROR'
        assert field(name=None) == ('MISSING_ATTRIBUTE', 'name')
        assert field(name='a/b') == (wrong, 'name')
        assert field(name=7) == ('MISSING_ATTRIBUTE', 'name')
        assert field(type='s3') == ('INVALID_ENUM_VALUE', 'type')
        assert field(aws=None) == ('MISSING_ATTRIBUTE', 'aws')
        assert field(aws={}) == ('MISSING_ATTRIBUTE', 'aws.roleArn')
        for arn in ('arn:aws:iam::111122223333:root', 'arn:aws:iam::123456789012:user/somebody',
                    'arn:aws:s3:::my-bucket-of-some-length', ROLE + '\n', ROLE + 2048 * 'x', ''):
            assert field(aws={'roleArn': arn}) == (wrong, 'aws.roleArn'), arn
        for bucket in ('s3://my-bucket/', 'UPPER', 'ab', '', 5):
            aws = {'roleArn': ROLE, 'testBucket': bucket}
            assert field(aws=aws) == (wrong, 'aws.testBucket'), bucket
        assert field(aws={'roleArn': ROLE, 'bucket': 'b'}) == ('INVALID_ATTRIBUTE', 'aws.bucket')
        assert field(url='x') == ('INVALID_ATTRIBUTE', 'url')
        access = {'access': {'type': 'VPC'}}
        assert field(networking=access) == ('INVALID_ENUM_VALUE', 'networking.access.type')
        access = {'access': {'type': 'PRIVATE_LINK', 'connectionId': 'f' * 24}}
        assert field(networking=access) == (wrong, 'networking.access.connectionId')
        assert len(atlas.get(atlas.registry).json['results']) == 4, 'nothing was created'


def bodies_that_are_not_json_are_refused():
    with Atlas() as atlas:
        for body in (b'', b'{', b'[]', b'null', b'"x"', b'\xff\xfe', b'[' * 200000):
            answer = atlas.send('POST', atlas.registry, body)
            assert answer.status == 400 and answer.code == 'MALFORMED_JSON', body[:10]
        answer = atlas.send('POST', atlas.registry, S3, {'Content-Type': 'text/plain'})
        assert answer.status == 415


def an_update_cannot_change_everything():
    with Atlas('--ready-after', '0') as atlas:
        assert atlas.create().status == 200
        one = f'{atlas.registry}/s3sink'
        link = atlas.get(f'{atlas.streams}/privateLinkConnections').json['results'][0]['_id']
        private = {'access': {'type': 'PRIVATE_LINK', 'connectionId': link}}
        for body, field in (({**S3, 'name': 'other'}, 'name'), ({**S3, 'type': 'Kafka'}, 'type'),
                            ({**S3, 'networking': private}, 'networking.access.type')):
            answer = atlas.send('PATCH', one, body)
            assert answer.status == 400
            assert answer.json['badRequestDetail']['fields'][0]['field'] == field
        assert atlas.send('PATCH', atlas.registry + '/nothing', S3).status == 404


def a_connection_in_use_is_not_deleted():
    with Atlas('--ready-after', '0') as atlas:
        processor = f'{atlas.streams}/{atlas.instance}/processor'
        used = f'{atlas.registry}/solar-archive'
        answer = atlas.send('DELETE', used)
        assert answer.status == 403 and answer.code == 'STREAM_CONNECTION_HAS_STREAM_PROCESSORS'
        assert answer.json['parameters'] == ['solar-archive', atlas.instance]
        assert atlas.send('PATCH', used, {'aws': {'roleArn': ROLE}}).status == 403
        assert atlas.send('POST', processor + '/archiveSolar:stop').status == 200
        assert atlas.send('DELETE', used).status == 202


def private_links():
    with Atlas('--ready-after', '0.4') as atlas:
        links = f'{atlas.streams}/privateLinkConnections'
        body = {'provider': 'AWS', 'vendor': 'S3', 'region': 'eu-west-1',
                'serviceEndpointId': 'com.amazonaws.eu-west-1.s3'}
        created = atlas.send('POST', links, body)
        assert created.status == 200 and not {'state', 'vendor'} & set(created.json)
        link = f"{links}/{created.json['_id']}"
        assert atlas.get(link).json['state'] in ('IDLE', 'WORKING')
        assert atlas.send('POST', links, body).code == 'STREAM_PRIVATE_LINK_ALREADY_EXISTS'
        assert atlas.send('POST', links, {'provider': 'AWS'}).status == 400
        private = {'access': {'type': 'PRIVATE_LINK', 'connectionId': created.json['_id']}}
        assert atlas.create(networking=private).status == 400, 'the link is not DONE'
        practice_atlas.until(lambda: atlas.get(link).json['state'] == 'DONE')
        assert atlas.create(networking=private).json['state'] == 'PENDING'
        assert atlas.send('DELETE', link).code == 'STREAM_PRIVATE_LINK_IN_USE'
        assert atlas.send('DELETE', f'{atlas.registry}/s3sink').status == 202
        atlas.wait_for('s3sink', 404)
        assert atlas.send('DELETE', link).status == 202
        assert atlas.get(link).json['state'] in ('DELETE_REQUESTED', 'DELETING')
        practice_atlas.until(lambda: atlas.get(link).status == 404)
        assert atlas.get(links).json['totalCount'] == 1


def aws_roles():
    with Atlas() as atlas:
        access = f'{atlas.api}/groups/{atlas.project}/cloudProviderAccess'
        listed = atlas.get(access).json
        assert [bool(role['authorizedDate']) for role in listed['awsIamRoles']] == [True, False]
        assert listed['azureServicePrincipals'] == [] and 'totalCount' not in listed
        created = atlas.send('POST', access, {'providerName': 'AWS'}).json
        assert created['iamAssumedRoleArn'] is None and created['authorizedDate'] is None
        role = f"{access}/{created['roleId']}"
        body = {'providerName': 'AWS', 'iamAssumedRoleArn': created['atlasAWSAccountArn']}
        assert atlas.send('PATCH', role, body).code == 'CANNOT_ASSUME_ROLE'
        body['iamAssumedRoleArn'] = ROLE
        authorized = atlas.send('PATCH', role, body).json
        assert authorized['iamAssumedRoleArn'] == ROLE and authorized['authorizedDate']
        assert atlas.get(role).json == authorized
        gone = atlas.send('DELETE', f"{access}/AWS/{created['roleId']}")
        assert gone.status == 204 and gone.body == b''
        assert atlas.get(role).code == 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND'
        assert atlas.send('POST', access, {'providerName': 'IBM'}).status == 400


def processors():
    with Atlas('--ready-after', '0') as atlas:
        one = f'{atlas.streams}/{atlas.instance}/processor'
        listed = atlas.get(one + 's').json
        assert {p['name']: p['state'] for p in listed['results']} == {
            'archiveSolar': 'STARTED', 'keepOrders': 'STOPPED'}
        atlas.create()
        emit = {'$emit': {'connectionName': 's3sink', 'bucket': 'b', 'path': 'p/'}}
        source = {'$source': {'connectionName': 'sample_stream_solar'}}
        body = {'name': 'toS3', 'pipeline': [source, emit]}
        assert atlas.send('POST', one, body).json['state'] == 'CREATED'
        assert atlas.send('POST', one, body).status == 409
        for pipeline in ([emit], [source], [source, {'$emit': {'connectionName': 'no'}}],
                         [{'$source': {'connectionName': 's3sink'}}, emit],
                         [source, {'$merge': {'into': {'connectionName': 's3sink'}}}]):
            answer = atlas.send('POST', one, {'name': 'bad', 'pipeline': pipeline})
            assert answer.code == 'STREAM_PROCESSOR_GENERIC_ERROR', pipeline
        assert atlas.send('POST', one + '/toS3:start').status == 200
        assert atlas.get(one + '/toS3').json['state'] == 'STARTED'
        assert atlas.send('DELETE', atlas.registry + '/s3sink').status == 403
        assert atlas.send('POST', one + '/toS3:stop').status == 200
        assert atlas.send('DELETE', one + '/toS3').status == 204
        assert atlas.get(one + '/toS3').status == 404


def passwords_are_not_given_back():
    with Atlas() as atlas:
        kafka = {'name': 'k', 'type': 'Kafka', 'bootstrapServers': 'b:9092',
                 'authentication': {'username': 'u', 'password': 'hunter2'}}
        answer = atlas.send('POST', atlas.registry, kafka)
        assert answer.status == 200 and answer.json['state'] == 'READY'
        assert b'hunter2' not in answer.body
        assert b'hunter2' not in atlas.get(atlas.registry).body


def the_log_counts_requests_and_holds_no_secret():
    with Atlas() as atlas:
        atlas.create()
        atlas.raw('GET', atlas.api, {'Authorization': 'Basic ' + 'c2VjcmV0'})
        lines = atlas.log()
        size = str(len(practice_atlas.json.dumps(S3)))
        assert lines == [['GET', atlas.api, 'unsigned', '0', '401', 'check-key'],
                         ['POST', atlas.registry, 'signed', size, '200', 'create-connection'],
                         ['GET', atlas.api, 'basic', '0', '401', 'check-key']], lines
        shown = atlas.raw('GET', '/practice/log').body.decode()
        assert [line.split() for line in shown.splitlines()] == lines
        with open(atlas.log_path, encoding='utf-8') as file:
            text = file.read()
        assert 'c2VjcmV0' not in text and atlas.key not in text and atlas.nonce not in text


if __name__ == '__main__':
    os.environ.pop('http_proxy', None)
    sys.exit(practice_atlas.run([
        first_line_and_end_of_input, started_by_hand_it_runs_until_interrupted,
        bad_arguments_are_refused, the_challenge_is_letter_by_letter_as_recorded,
        a_signed_request_is_answered, what_is_wrong_with_a_signature_is_refused,
        an_old_count_or_an_unknown_nonce_is_stale, a_server_in_front_may_ask_for_the_key,
        query_and_escapes_are_part_of_what_is_signed,
        curl_can_do_the_main_job, versions_are_negotiated, projects_and_organizations,
        pretty_and_envelope, instances, roles_of_the_key_differ_by_project, lists_come_in_pages,
        create_wait_read_change_delete, ready_at_once, what_is_wrong_with_a_connection_is_named,
        bodies_that_are_not_json_are_refused, an_update_cannot_change_everything,
        a_connection_in_use_is_not_deleted, private_links, aws_roles, processors,
        passwords_are_not_given_back, the_log_counts_requests_and_holds_no_secret]))
