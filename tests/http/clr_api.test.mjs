// Learner records for other systems (CLR 1.0 §2): getClrs, getClr, postClr,
// deleteClr and the service description, with tokens.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { context } from './lib/documents.mjs';
import { source, until } from './lib/env.mjs';
import { rows } from './lib/hosted.mjs';
import { published } from './lib/schemas.mjs';
import { onEachServer, openSite, servers } from './lib/site.mjs';
import {
  call, change, client, encoded, fails, foreign, payload, post, put, scopes, token,
} from './lib/tokens.mjs';

async function withSite(run, settings = {}) {
  const site = await openSite({ settings });
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

const list = reply => JSON.parse(reply.text);

// Do something while somebody else writes to the database all the time.
async function whileLocked(site, act) {
  const other = spawn('sqlite3', [site.settings.database]);
  const ready = new Promise(done => other.stdout.once('data', done));
  other.stdin.write('BEGIN IMMEDIATE; SELECT 1;\n');
  await ready;
  try {
    await act();
  } finally {
    other.stdin.end('ROLLBACK;\n');
    await new Promise(done => other.once('close', done));
  }
}

test('the service description', t => withSite(async site => {
  const check = published(t);
  const reply = await call(site, null, '/discovery');
  assert.equal(reply.status, 200);
  assert.equal(reply.type, 'application/json; charset=utf-8');
  assert.equal(reply.headers.get('cache-control'), 'no-cache');
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  const doc = JSON.parse(reply.text);
  check('getdiscoverydocument-200', doc);
  assert.deepEqual(doc, {
    '@context': context, type: 'DiscoveryDocument', name: 'Hollow Lane',
    authorizationUrl: `${site.url}/oauth2/authorize`, tokenUrl: `${site.url}/oauth2/token`,
    registrationUrl: `${site.url}/oauth2/register`,
    privacyPolicyUrl: 'https://hollow.example/privacy', termsOfServiceUrl: `${site.url}/`,
    scopesOffered: [scopes.read, scopes.replace, scopes.delete],
  });
  const again = await call(site, null, '/discovery',
    { headers: { 'if-none-match': reply.headers.get('etag') } });
  assert.equal(again.status, 304);
  const ld = await call(site, null, '/discovery', { accept: 'application/ld+json, application/json' });
  assert.equal(ld.type, 'application/ld+json; charset=utf-8');
  assert.notEqual(ld.headers.get('etag'), reply.headers.get('etag'));
  fails(await call(site, null, '/discovery', { method: 'POST' }), 405);
}, { institution: 'Hollow Lane', privacy_url: 'https://hollow.example/privacy' }));

test('who may, and how it is refused', t => withSite(async site => {
  const check = published(t);
  const of = client(site);
  const good = token(site, { of });
  const challenge = reply => reply.headers.get('www-authenticate');
  const refused = async (given, error) => {
    const reply = await call(site, given, '/clrs');
    check('getclrs-400', fails(reply, 401, 'unauthorizedrequest'));
    assert.equal(challenge(reply), `Bearer realm="clr"${error ? `, error="${error}"` : ''}`);
  };
  assert.equal((await call(site, good, '/clrs')).status, 200);
  await refused(null);
  await refused('x', 'invalid_token');
  await refused(`${good}x`, 'invalid_token');
  await refused(`${good}, Bearer ${good}`, 'invalid_token');
  await refused(token(site, { of, life: -1 }), 'invalid_token');
  await refused(token(site, { of, kind: 'refresh' }), 'invalid_token');
  const empty = await call(site, null, '/clrs', { headers: { authorization: 'Bearer' } });
  assert.match(challenge(empty), /invalid_token/);
  const basic = await call(site, null, '/clrs', { headers: { authorization: 'Basic YTpi' } });
  assert.equal(challenge(basic), 'Bearer realm="clr"');
  fails(basic, 401, 'unauthorizedrequest');
  const lower = await site.ask('/ims/clr/v1p0/clrs', { headers: { authorization: `bearer ${good}` } });
  assert.equal(lower.status, 200);

  // A token stands in the header, and nowhere else.
  fails(await call(site, null, `/clrs?access_token=${good}`), 401, 'unauthorizedrequest');
  const both = await call(site, good, `/clrs?access_token=${good}`);
  fails(both, 400, 'invalid_query_parameter');
  assert.match(challenge(both), /error="invalid_request"/);
  fails(await post(site, null, `access_token=${good}`, { type: 'application/x-www-form-urlencoded' }),
    401, 'unauthorizedrequest');

  // One scope is not another.
  for (const [path, method, scope] of [['/clrs', 'GET', 'read'], ['/clrs', 'POST', 'replace'],
    ['/clrs/x', 'GET', 'read'], ['/clrs/x', 'DELETE', 'delete']]) {
    const other = token(site, { of, scope: Object.values(scopes).filter(each => each !== scopes[scope]) });
    const reply = await call(site, other, path, { method });
    fails(reply, 403, 'forbidden');
    assert.equal(challenge(reply),
      `Bearer realm="clr", error="insufficient_scope", scope="${scopes[scope]}"`);
    fails(await call(site, null, path, { method }), 401, 'unauthorizedrequest');
  }

  // An ended grant and a disabled client hold no more, at once.
  const ended = token(site, { of });
  change(site, 'UPDATE granted SET ended_at = 1');
  await refused(ended, 'invalid_token');
  const shut = client(site);
  const its = token(site, { of: shut });
  assert.equal((await call(site, its, '/clrs')).status, 200);
  change(site, `UPDATE client SET state = 'disabled' WHERE id = '${shut}'`);
  await refused(its, 'invalid_token');
}));

test('a token that is used is noted, a minute apart', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const used = () => rows(site, 'SELECT used_at FROM granted')[0].used_at;
  assert.equal(used(), 0);
  const sent = () => rows(site, "SELECT name, words FROM audit WHERE action = 'record.send'");
  await call(site, given, '/clrs/none');
  assert.deepEqual(sent(), [], 'nothing left');
  await call(site, given, '/clrs');
  await call(site, given, '/clrs');
  // It is noted when the answer is out.
  await until(() => sent().length > 0 && used() > 0);
  assert.deepEqual(sent(), [{ name: 'Atlas Wallet', words: 'Read learner records' }]);
  const at = used();
  assert.ok(Math.abs(at - Date.now() / 1000) < 30);
  change(site, `UPDATE granted SET used_at = ${at - 61}; UPDATE audit SET at = at - 61`);
  await call(site, given, '/clrs');
  await until(() => sent().length > 1 && used() >= at);
  assert.ok(used() >= at);
  assert.equal(sent().length, 2);
}));

test('each client has its rate', () => withSite(async site => {
  const slow = token(site, { of: client(site, { rate: 2 }) });
  const other = token(site, { of: client(site) });
  const replies = [];
  for (let i = 0; i < 6; i++) replies.push(await call(site, slow, '/clrs'));
  const late = replies.filter(reply => reply.status === 429);
  assert.ok(late.length >= 2, 'a minute may turn once meanwhile');
  fails(late[0], 429, 'server_busy', /2 requests a minute/);
  const wait = Number(late[0].headers.get('retry-after'));
  assert.ok(wait >= 1 && wait <= 60);
  for (let i = 0; i < 5; i++) assert.equal((await call(site, other, '/clrs')).status, 200);
}, { client_rate: 100 }));

test('errors at addresses that do not exist, and of methods', t => withSite(async site => {
  const check = published(t);
  const given = token(site, { of: client(site) });
  for (const path of ['', '/', '/nothing', '/clrs/', '/clrs/a/b', '/discovery/x/y', '/clr'])
    for (const accept of ['application/json', 'text/html'])
      fails(await call(site, given, path, { accept }), 404);
  check('getclr-400', fails(await call(site, given, '/clrs/none'), 404));
  for (const path of ['/clrs', '/clrs/x', '/discovery'])
    for (const method of ['PUT', 'PATCH', 'PROPFIND']) {
      const reply = await call(site, given, path, { method, accept: 'text/html' });
      check('postclr-304', fails(reply, 405));
      assert.match(reply.headers.get('allow'), /^GET, HEAD, .*OPTIONS$/);
    }
  assert.equal((await call(site, given, '/clrs', { method: 'DELETE' })).headers.get('allow'),
    'GET, HEAD, POST, OPTIONS');
  assert.equal((await call(site, given, '/clrs/x', { method: 'POST' })).headers.get('allow'),
    'GET, HEAD, DELETE, OPTIONS');
}));

test('pages of other sites may ask', () => withSite(async site => {
  for (const path of ['/clrs', '/clrs/x', '/discovery']) {
    const reply = await call(site, null, path, {
      method: 'OPTIONS',
      headers: { origin: 'https://wallet.example', 'access-control-request-method': 'GET' },
    });
    if (reply.status === 200 && !reply.headers.get('referrer-policy')) continue;
    assert.equal(reply.status, 204);
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    assert.match(reply.headers.get('access-control-allow-headers'), /Authorization/);
    assert.equal(reply.headers.get('access-control-allow-methods'), reply.headers.get('allow'));
  }
  const given = token(site, { of: client(site) });
  const reply = await call(site, given, '/clrs', { headers: { origin: 'https://wallet.example' } });
  assert.match(reply.headers.get('access-control-expose-headers'), /Link.*X-Total-Count/);
}));

test('a record goes in and comes out', t => withSite(async site => {
  const check = published(t);
  const given = token(site, { of: client(site) });
  const clr = foreign();
  const made = await put(site, given, clr);
  check('postclr-200-201', JSON.parse(made.text));
  check('postclr-requestpayload', JSON.parse(made.text));
  const { '@context': unused, ...inner } = JSON.parse(JSON.stringify(clr));
  assert.deepEqual(JSON.parse(made.text), payload(inner));
  assert.equal(made.headers.get('cache-control'), 'private, no-store');
  assert.match(made.location, new RegExp(`^${site.url}/ims/clr/v1p0/clrs/[0-9a-z]{26}$`));

  // By the key, by the id, by the last part of a urn:uuid.
  const uuid = clr.id.replace('urn:uuid:', '');
  for (const path of [new URL(made.location).pathname.slice('/ims/clr/v1p0'.length),
    encoded(clr.id), `/clrs/${uuid}`]) {
    const reply = await call(site, given, path);
    assert.equal(reply.status, 200, `${path}: ${reply.text}`);
    assert.equal(reply.text, JSON.stringify(clr), 'to the byte');
    assert.equal(reply.type, 'application/json; charset=utf-8');
    assert.equal(reply.headers.get('vary'), 'Accept');
    assert.equal(reply.headers.get('cache-control'), 'private, no-store');
    check('getclr-200', JSON.parse(reply.text));
  }
  const ld = await call(site, given, encoded(clr.id), { accept: 'application/ld+json, application/json' });
  assert.equal(ld.type, 'application/ld+json; charset=utf-8');
  const plain = await call(site, given, encoded(clr.id), { accept: 'image/png' });
  assert.equal(plain.type, 'application/json; charset=utf-8', 'never 406');
  const head = await call(site, given, encoded(clr.id), { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.bytes.length, 0);
  assert.equal(head.headers.get('etag'), plain.headers.get('etag'));
  assert.notEqual(ld.headers.get('etag'), plain.headers.get('etag'));
  const again = await call(site, given, encoded(clr.id),
    { headers: { 'if-none-match': plain.headers.get('etag') } });
  assert.equal(again.status, 304);
  assert.equal(again.bytes.length, 0);

  const all = await call(site, given, '/clrs');
  check('getclrs-200', list(all));
  assert.deepEqual(list(all), { '@context': context, type: 'ClrSet', clrs: [JSON.parse(JSON.stringify(clr))], signedClrs: [] });
  assert.equal(all.headers.get('x-total-count'), '1');
}));

test('posting again replaces, in place', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const clr = foreign();
  const first = await put(site, given, clr);
  const entry = () => rows(site, "SELECT action, words FROM audit WHERE action = 'record.post' ORDER BY number");
  assert.equal(entry().length, 1);

  // The same in other words is the same (Q-27).
  const same = JSON.stringify(payload(Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(clr))).reverse())), null, 2);
  const again = await post(site, given, same);
  assert.equal(again.status, 304, again.text);
  assert.equal(again.bytes.length, 0);
  assert.equal(entry().length, 1);

  clr.name = 'Another name';
  const second = await put(site, given, clr, 200);
  assert.equal(second.location, first.location);
  assert.equal(JSON.parse(second.text).clr.name, 'Another name');
  assert.equal(JSON.parse((await call(site, given, encoded(clr.id))).text).name, 'Another name');
  assert.equal((await call(site, given, '/clrs')).headers.get('x-total-count'), '1');
  assert.equal(entry().length, 2);
  assert.equal(rows(site, 'SELECT count(*) AS n FROM record')[0].n, 1);

  // What was shared shows the new one.
  const record = new URL(first.location).pathname.split('/').at(-1);
  const link = site.share(`/records/${record}`);
  clr.name = 'A third name';
  await put(site, given, clr, 200);
  assert.match((await site.ask(link, { accept: 'application/json' })).text, /A third name/);

  // Another client's id is another's; so it is when it was deleted.
  const other = token(site, { of: client(site, { name: 'Somebody else' }) });
  fails(await post(site, other, payload(clr)), 403, 'forbidden');
  fails(await call(site, other, encoded(clr.id)), 403, 'forbidden');
  fails(await call(site, other, encoded(clr.id), { method: 'DELETE' }), 403, 'forbidden');
  assert.equal((await call(site, other, '/clrs')).headers.get('x-total-count'), '0');
  const gone = await call(site, given, encoded(clr.id), { method: 'DELETE' });
  assert.equal(gone.status, 204, gone.text);
  assert.equal(gone.bytes.length, 0);
  fails(await call(site, given, encoded(clr.id)), 404);
  fails(await call(site, given, encoded(clr.id), { method: 'DELETE' }), 404);
  fails(await post(site, other, payload(clr)), 403, 'forbidden');
  assert.equal((await site.ask(link)).status, 410);
  await put(site, given, clr);
  site.must('audit', 'verify');
  site.must('verify-store');
}));

test('what is no payload', t => withSite(async site => {
  const check = published(t);
  const given = token(site, { of: client(site) });
  const clr = foreign();
  const bad = async (body, words, given_ = {}) =>
    check('postclr-304', fails(await post(site, given, body, given_), 400, 'invalid_data', words));
  await bad('', /./);
  await bad('{', /./);
  await bad('{"clr":1,"clr":2}', /./);
  await bad('[]', /ClrPayload/);
  await bad('7', /ClrPayload/);
  await bad({ '@context': context }, /one of clr and signedClr/);
  await bad({ '@context': context, clr: null, signedClr: null }, /one of clr/);
  await bad({ ...payload(clr), signedClr: 'a.b.c' }, /one of clr/);
  await bad(clr, /put it into a ClrPayload/);
  await bad(payload('text'), /\/clr: must be an object/);
  await bad({ '@context': context, signedClr: 7 }, /\/signedClr: must be a text/);
  await bad({ '@context': context, signedClr: 'a.b.c' }, /./);
  await bad(payload({ ...clr, id: undefined }), /Id/);
  await bad(payload({ ...clr, id: '' }), /./);
  await bad(payload({ ...clr, learner: undefined }), /Learner/);
  await bad(payload({ ...clr, issuedOn: 'soon' }), /\/clr\/issuedOn: .*date/);
  await bad(payload({ ...clr, partial: 'yes' }), /partial/);
  await bad(Buffer.from('{"a":"\\u0000"}'), /./);
  await bad(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), /./);
  fails(await post(site, given, payload({ ...clr, id: `${site.url}/ims/clr/v1p0/clrs/mine` })), 403, 'forbidden',
    /given by this office/);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jose', 'x'])
    fails(await post(site, given, payload(clr), { type }), 415, 'invalid_data');
  assert.equal((await call(site, given, '/clrs')).headers.get('x-total-count'), '0');
  assert.equal(rows(site, 'SELECT count(*) AS n FROM record')[0].n, 0);
  assert.equal((await post(site, given, payload(clr), { type: 'application/ld+json; charset=utf-8' })).status, 201);
}));

test('what the field sends is mended, extensions stay here', t => withSite(async site => {
  const check = published(t);
  const given = token(site, { of: client(site) });
  const clr = foreign({ type: 'CLR', name: null, 'ext:color': 'red', 'ext:number': 7 });
  delete clr['@context'];
  const [assertion] = clr.assertions;
  delete assertion.recipient.hashed;
  assertion.startDate = '2020-01-01T00:00:00';
  assertion['ext:note'] = { '@context': 'https://x.example' };
  assertion.unknown = 1;
  assertion.achievement.achievementType = 'AssessmentResult';
  const made = await put(site, given, clr);
  const want = JSON.parse(JSON.stringify(clr));
  for (const each of ['ext:color', 'ext:number', 'name']) delete want[each];
  want.type = 'Clr';
  want['@context'] = context;
  const to = want.assertions[0];
  to.recipient.hashed = false;
  to.activityStartDate = '2020-01-01T00:00:00Z';
  to.achievement.achievementType = 'Assessment';
  for (const each of ['startDate', 'ext:note', 'unknown']) delete to[each];
  const got = await call(site, given, encoded(clr.id));
  assert.deepEqual(JSON.parse(got.text), want);
  check('getclr-200', JSON.parse(got.text));
  const all = await call(site, given, '/clrs');
  assert.deepEqual(list(all).clrs, [want]);
  check('getclrs-200', list(all));
  const { '@context': unused, ...inner } = want;
  assert.deepEqual(JSON.parse(made.text).clr, inner);

  // What came is kept, and leaves whole when nobody certifies.
  const record = new URL(made.location).pathname.split('/').at(-1);
  assert.equal((await site.ask(`/records/${record}/original`)).text, JSON.stringify(clr));
  site.settings.certification = 'no';
  await site.restart();
  const whole = await call(site, given, encoded(clr.id));
  assert.deepEqual(JSON.parse(whole.text), { '@context': context, ...JSON.parse(JSON.stringify(clr)) });
  assert.ok(whole.text.endsWith(JSON.stringify(clr).slice(1)), 'to the byte');
  assert.notEqual(whole.headers.get('etag'), got.headers.get('etag'));
  const first = await call(site, given, '/clrs', { headers: { 'if-none-match': all.headers.get('etag') } });
  assert.equal(first.status, 200);
  assert.equal(list(first).clrs[0]['ext:color'], 'red');
}));

test('behind each web server', t => onEachServer(t, servers, async (t, site) => {
  const given = token(site, { of: client(site) });
  const clr = foreign({ id: 'https://elsewhere.example/records/1?of=a b' .replace(' ', '%20') });
  const made = await put(site, given, clr);
  assert.match(made.location, /^http:.*\/clrs\/[0-9a-z]{26}$/);
  assert.equal((await post(site, given, payload(clr))).status, 304);
  await put(site, given, { ...clr, name: 'Other' }, 200);
  const all = await call(site, given, '/clrs?limit=1');
  assert.match(all.headers.get('link'), /rel="last"/);
  assert.equal(all.headers.get('x-total-count'), '1');
  assert.equal(all.headers.get('cache-control'), 'private, no-store');
  const again = await call(site, given, '/clrs?limit=1', { headers: { 'if-none-match': all.headers.get('etag') } });
  assert.equal(again.status, 304);
  for (const accept of ['application/json', 'application/ld+json', 'text/html']) {
    const one = await call(site, given, encoded(clr.id), { accept });
    assert.equal(one.status, 200, `${accept}: ${one.text.slice(0, 200)}`);
    assert.match(one.type, accept.includes('ld') ? /ld\+json/ : /^application\/json/);
    assert.equal(one.headers.get('cache-control'), 'private, no-store');
  }
  const late = await call(site, null, '/clrs');
  fails(late, 401, 'unauthorizedrequest');
  assert.match(late.headers.get('www-authenticate'), /^Bearer/);
  fails(await call(site, given, '/clrs', { method: 'PUT' }), 405);
  fails(await call(site, given, '/clrs/none', { accept: 'text/html' }), 404);
  assert.equal((await call(site, given, encoded(clr.id), { method: 'DELETE' })).status, 204);
}));

test('every member of the standard comes out as it went in', t => withSite(async site => {
  const check = published(t);
  const given = token(site, { of: client(site) });
  const text = readFileSync(join(source, 'tests/vectors/valid/every-member.json'), 'utf8');
  const clr = { ...JSON.parse(text), id: 'urn:uuid:5f6d5a1e-6a5b-4a3c-9d55-000000000001', verification: undefined };
  const known = value => Array.isArray(value) ? value.map(known)
    : value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !name.includes(':'))
        .map(([name, each]) => [name, known(each)]))
      : value;
  await put(site, given, clr);
  const got = JSON.parse((await call(site, given, encoded(clr.id))).text);
  assert.deepEqual(got, JSON.parse(JSON.stringify(known(clr))));
  check('getclr-200', got);
  assert.deepEqual(JSON.parse((await call(site, given, '/clrs')).text).clrs, [got]);
}));

test('when it cannot answer', t => withSite(async site => {
  const given = token(site, { of: client(site) });
  await call(site, given, '/clrs');
  await whileLocked(site, async () => {
    const reply = await post(site, given, payload(foreign()));
    fails(reply, 503, 'server_busy');
    assert.ok(Number(reply.headers.get('retry-after')) > 0);
    assert.equal((await call(site, given, '/clrs')).status, 200, 'reading goes on');
  });
  change(site, 'ALTER TABLE holding RENAME TO held');
  for (const path of ['/clrs', '/clrs/x']) {
    const reply = await call(site, given, path);
    const info = fails(reply, 500, 'internal_server_error');
    assert.doesNotMatch(info.imsx_description, /holding|SELECT|table/);
  }
  fails(await post(site, given, payload(foreign())), 500, 'internal_server_error');
  change(site, 'ALTER TABLE held RENAME TO holding');
  assert.equal((await call(site, given, '/clrs')).status, 200);
}));
