// The published tree: what the web server answers by itself is what the
// office would answer, never an old answer, and mended after whatever
// happened to it.
import assert from 'node:assert/strict';
import {
  existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync,
  symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { dice } from './lib/fastcgi.mjs';
import { sleep, until } from './lib/env.mjs';
import { addresses, bring, owner as signedIn, publishAll, rows } from './lib/hosted.mjs';
import { jsonLd } from './lib/html.mjs';
import { edit, publish, published, revoke, words } from './lib/items.mjs';
import { exchange, request } from './lib/raw.mjs';
import { openSite, servers } from './lib/site.mjs';

const root = '/ims/clr/v1p0';
const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

// Accept; does the web server answer it from a file?
const cases = [
  [undefined, true], ['*/*', true], ['application/json', true], ['application/json, */*;q=0.1', true],
  ['application/ld+json', true], ['application/ld+json, application/json', true],
  ['application/json, application/ld+json', true], [chromium, true], ['text/html', true],
  ['application/json;q=0.5', false], ['application/ld+json;q=0.5, application/json;q=0.4', false],
  ['text/*', false], ['*/*;q=0.1, text/html', false], ['image/png', false],
  ['application/jsonp', false], ['text/htmlx', false], [';;;', false],
];

async function withOffice(given, define) {
  const site = await openSite({ ...given, settings: {
    demo: 'no', password_cost: 1, institution: 'Riverbend College', ...given.settings } });
  try {
    const owner = await signedIn(site);
    bring(site, given.records ?? ['ingrid-solberg-bicycle-repair'], given.change);
    await publishAll(site, owner);
    await define(site, owner);
  } finally {
    await site.close();
  }
}

function file(site, path, form = 'json') {
  return join(site.settings.public_dir ?? join(site.dir, 'public'), `${path}.${form}`);
}

// Both files of each document are there; the job process, or without one
// those who are asked, have written them.
async function complete(site) {
  const lacks = () => addresses(site, 'is_revoked = 0')
    .filter(path => !existsSync(file(site, path)) || !existsSync(file(site, path, 'html')));
  if (site.server === 'cgi') for (const path of lacks()) await site.ask(path);
  const done = await until(() => lacks().length === 0, 20000);
  assert.ok(done, `missing: ${lacks()}`);
}

// An answer, and whether a worker gave it.
async function answer(site, path, given) {
  const before = site.requests().length;
  const reply = await site.ask(path, given);
  return { ...reply, isFile: site.requests().length === before };
}

const accepting = accept => accept === undefined ? { headers: { accept: '' } } : { accept };

function itemAt(site, path) {
  return rows(site, `SELECT i.id, i.class, i.name, i.state, v.doc FROM hosted h
    JOIN item i ON i.id = h.item_id JOIN version v ON v.item_id = i.id AND v.number = h.number
    WHERE h.path = '${path.slice(root.length + 1)}'`)[0];
}

// The same of keys and lists: nothing is wrong by the office's own check.
async function isRight(site) {
  let done;
  await until(() => (done = check(site)).status === 0, 20000);
  assert.equal(done.status, 0, done.stdout + done.stderr);
}

const check = site => site.clarus('tree', 'check');

function counted(done) {
  const found = done.stdout.match(/(\d+) files are right, (\d+) missing, (\d+) stale, (\d+) extra\n$/);
  assert.ok(found, done.stdout + done.stderr);
  const [right, missing, stale, extra] = found.slice(1).map(Number);
  return { right, missing, stale, extra };
}

// ---- What the web server answers

const headers = ['content-type', 'access-control-allow-origin', 'access-control-expose-headers',
  'cache-control', 'vary', 'x-content-type-options', 'referrer-policy'];

const plain = text => text?.toLowerCase().replace(/\s/g, '');

async function answersAlike(site, path) {
  for (const [accept, isFile] of cases) {
    const given = accepting(accept);
    const reply = await answer(site, path, given);
    const what = `${path}, Accept: ${accept}`;
    assert.equal(reply.isFile, isFile, `${what}: ${isFile ? 'a file' : 'a worker'} answers`);
    const office = await site.ask(`${path}?x`, given);
    assert.equal(reply.status, 200, what);
    assert.ok(reply.bytes.equals(office.bytes), `${what}: the same bytes`);
    for (const name of headers)
      assert.equal(plain(reply.headers.get(name)), plain(office.headers.get(name)), `${what}: ${name}`);
    if (/html/.test(reply.type))
      assert.equal(reply.headers.get('content-security-policy'), office.headers.get('content-security-policy'), what);
    const etag = reply.headers.get('etag');
    assert.match(etag, /^"[^"]+"$/, `${what}: a strong ETag`);
    const again = await site.ask(path, { ...given, headers: { ...given.headers, 'if-none-match': etag } });
    assert.equal(again.status, 304, what);
    assert.equal(again.headers.get('access-control-allow-origin'), '*', what);
    assert.equal(again.headers.get('cache-control'), 'no-cache', what);
  }
}

for (const server of servers)
  test(`${server} answers by itself what the office would`, t => withOffice({ server }, async (site, owner) => {
    await complete(site);
    /* Apache calls a tag weak until its file is two seconds old. */
    await sleep(2500);
    const all = addresses(site);
    const path = all.find(at => at.includes('/assertions/'));

    await t.test('every form of every class', async () => {
      for (const folder of ['assertions', 'endorsements', 'achievements', 'profiles'])
        await answersAlike(site, all.find(at => at.includes(`/${folder}/`)));
    });

    await t.test('page and document never share an ETag', async () => {
      const [json, page] = [await site.ask(path, { accept: 'application/json' }), await site.ask(path, { accept: chromium })];
      assert.notEqual(json.headers.get('etag'), page.headers.get('etag'));
      const other = await site.ask(path, { accept: chromium, headers: { 'if-none-match': json.headers.get('etag') } });
      assert.equal(other.status, 200);
    });

    await t.test('HEAD too; other methods and queries are the office’s', async () => {
      const head = await answer(site, path, { method: 'HEAD', accept: 'application/json' });
      assert.ok(head.isFile && head.status === 200 && head.bytes.length === 0);
      assert.equal(Number(head.headers.get('content-length')), statSync(file(site, path)).size);
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const reply = await answer(site, path, { method, accept: 'application/json' });
        assert.equal(reply.status, 405, method);
        assert.equal(reply.headers.get('allow'), 'GET, HEAD, OPTIONS', method);
        assert.ok(!reply.isFile);
      }
      const query = await answer(site, `${path}?as=json`, { accept: chromium });
      assert.ok(!query.isFile && /^application\/json/.test(query.type));
    });

    await t.test('the set of keys', async () => {
      if (server === 'cgi') await site.ask('/.well-known/jwks.json');
      assert.ok(await until(() => existsSync(join(site.dir, 'public/.well-known/jwks.json')), 10000));
      const reply = await answer(site, '/.well-known/jwks.json', { accept: 'application/json' });
      assert.ok(reply.isFile);
      assert.match(reply.type, /^application\/json/);
      assert.deepEqual(JSON.parse(reply.text), { keys: [] });
      assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    });

    await t.test('no file: the office answers, and the next finds a file', async () => {
      for (const form of ['json', 'html']) {
        rmSync(file(site, path, form));
        const accept = form === 'json' ? 'application/json' : chromium;
        const reply = await answer(site, path, { accept });
        assert.ok(!reply.isFile && reply.status === 200, form);
        /* A commit lets workers ask anew whether there is a file. */
        rows(site, "UPDATE counter SET value = value + 1 WHERE name = 'withdrawals'");
        assert.ok(await until(async () => (await answer(site, path, { accept })).isFile, 10000), form);
      }
      const none = await answer(site, `${root}/assertions/none`, { accept: 'application/json' });
      assert.ok(!none.isFile && none.status === 404);
      assert.equal(JSON.parse(none.text).imsx_codeMajor, 'failure');
    });

    await t.test('published anew, the very next answer is new, whatever is remembered', async () => {
      const at = all.find(a => a.includes('/achievements/'));
      const { id } = itemAt(site, at);
      for (let i = 0; i < 3; i++) {
        const json = await site.ask(at, { accept: 'application/json' });
        const page = await site.ask(at, { accept: chromium });
        await edit(owner, `/achievements/${id}`, { '/description': `Words number ${i}.` });
        await published(owner, `/achievements/${id}`);
        const tag = { 'if-none-match': json.headers.get('etag') };
        const next = await site.ask(at, { accept: 'application/json', headers: tag });
        assert.equal(next.status, 200);
        assert.equal(JSON.parse(next.text).description, `Words number ${i}.`);
        if (server !== 'cgi') await complete(site);
        const later = await site.ask(at, { accept: 'application/json', headers: tag });
        assert.equal(later.status, 200, 'the file has another ETag');
        const shown = await site.ask(at, { accept: chromium, headers: { 'if-none-match': page.headers.get('etag') } });
        assert.equal(shown.status, 200);
        assert.ok(words(shown).includes(`Words number ${i}.`));
      }
    });

    await t.test('revoked, the very next answer is 410, and no file stays', async () => {
      const { id } = itemAt(site, path);
      const before = await site.ask(path, { accept: 'application/json' });
      const list = JSON.parse(before.text).achievement.issuer.id;
      await revoke(owner, `/assertions/${id}`, 'By mistake.');
      for (const accept of ['application/json', 'application/ld+json', chromium]) {
        const reply = await answer(site, path, { accept, headers: { 'if-none-match': before.headers.get('etag') } });
        assert.equal(reply.status, 410, accept);
        assert.ok(!reply.isFile);
      }
      await sleep(700);
      assert.ok(!existsSync(file(site, path)) && !existsSync(file(site, path, 'html')));
      const { id: profile } = itemAt(site, list.slice(site.url.length));
      const told = await site.ask(`${root}/revocations/${profile}`, { accept: 'application/json' });
      assert.deepEqual(JSON.parse(told.text).revokedAssertions, [site.url + path]);
    });

    await t.test('nothing else is served', async () => {
      writeFileSync(join(site.dir, `public${root}/assertions/.half-x.json`), 'half');
      writeFileSync(join(site.dir, 'public/secret.json'), 'secret');
      symlinkSync(join(site.dir, 'clarus.db'), join(site.dir, `public${root}/assertions/linked.json`));
      const hostile = [`${root}/assertions/.half-x`, `${root}/assertions/..%2f..%2f..%2f..%2fsecret`,
        `${root}/../../../secret`, `${root}/assertions/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret`,
        '/published/secret', '/published/as/secret.json', '/published/as/../clarus.db', '/public/secret.json',
        `/published/as/%2e%2e/clarus.db`, `${root}/assertions/${path.split('/').pop()}.json/x`, '/.version'];
      for (const at of hostile) {
        const reply = await exchange(site.port, request(`GET ${at} HTTP/1.1`, [['Accept', 'application/json']]));
        const text = String(reply?.body ?? reply?.text ?? reply?.bytes ?? reply);
        assert.doesNotMatch(text, /^(half|SQLite)/, at);
        if (!at.startsWith('/published/as/')) assert.doesNotMatch(text, /^secret/, at);
      }
    });
  }));

// ---- What happens to the tree

test('files can be read by anybody, and by nobody else be written', t => withOffice({}, async site => {
  await complete(site);
  await isRight(site);
  const path = addresses(site)[0];
  assert.equal(statSync(file(site, path)).mode & 0o777, 0o644);
  assert.equal(statSync(file(site, path, 'html')).mode & 0o777, 0o644);
  for (const folder of ['', '/ims', '/ims/clr', root, `${root}/achievements`])
    assert.equal(statSync(join(site.dir, 'public', folder)).mode & 0o777, 0o755, folder);
  assert.equal(statSync(join(site.dir, 'clarus.db')).mode & 0o077, 0);
  assert.deepEqual(counted(check(site)), { right: 2 * addresses(site).length + 2 * lists(site) + 1, missing: 0, stale: 0, extra: 0 });
  assert.equal(check(site).status, 0);
}));

const lists = site => rows(site, `SELECT count(*) AS n FROM item WHERE class = 'Profile' AND version > 0
  AND doc_id LIKE '${site.url}/%'`)[0].n;

test('a check counts what is wrong, and rebuilding mends it', t => withOffice({}, async site => {
  await complete(site);
  await isRight(site);
  const [a, b, c] = addresses(site);
  const all = counted(check(site)).right;
  rmSync(file(site, a));
  writeFileSync(file(site, b, 'html'), readFileSync(file(site, b, 'html')).subarray(1));
  writeFileSync(file(site, c), '{"id":"forged"}');
  writeFileSync(join(site.dir, `public${root}/assertions/nothing.json`), '{}');
  writeFileSync(join(site.dir, `public${root}/assertions/note.txt`), 'x');
  /* The office's own job process would mend what is missing. */
  const found = check(site);
  assert.equal(found.status, 1);
  const { right, stale, extra, missing } = counted(found);
  assert.equal(stale, 2);
  assert.equal(extra, 2);
  assert.ok(missing <= 1 && right + missing === all - 2);
  const mended = site.clarus('tree', 'rebuild');
  assert.equal(mended.status, 0, mended.stdout + mended.stderr);
  assert.match(mended.stdout, /Mended: [01] missing, 2 stale, 2 extra/);
  assert.deepEqual(counted(mended), { right: all, missing: 0, stale: 0, extra: 0 });
  assert.equal((await site.ask(c, { accept: 'application/json' })).text, itemAt(site, c).doc);
  rmSync(join(site.dir, 'public'), { recursive: true });
  assert.equal(site.clarus('tree', 'rebuild').status, 0);
  assert.equal(counted(check(site)).right, all);
  for (const wrong of [[], ['mend'], ['check', 'x']]) assert.equal(site.clarus('tree', ...wrong).status, 2);
}));

test('the next start takes away what a crash left', t => withOffice({}, async (site, owner) => {
  await complete(site);
  const all = addresses(site);
  const path = all.find(at => at.includes('/assertions/'));
  const anew = all.find(at => at.includes('/achievements/'));
  const kept = readFileSync(file(site, path));
  const old = readFileSync(file(site, anew));
  const { mtime } = statSync(file(site, anew));
  await revoke(owner, `/assertions/${itemAt(site, path).id}`, 'By mistake.');
  await edit(owner, `/achievements/${itemAt(site, anew).id}`, { '/description': 'Other words.' });
  await published(owner, `/achievements/${itemAt(site, anew).id}`);
  /* As if the files had not gone before the commit. */
  writeFileSync(file(site, path), kept);
  writeFileSync(file(site, anew), old);
  utimesSync(file(site, anew), mtime, mtime);
  const folder = join(site.dir, `public${root}/assertions`);
  writeFileSync(join(folder, '.half-old'), 'half');
  utimesSync(join(folder, '.half-old'), 1000, 1000);
  writeFileSync(join(folder, 'nothing.json'), '{}');
  await site.restart();
  assert.equal((await site.ask(path, { accept: 'application/json' })).status, 410);
  assert.equal(JSON.parse((await site.ask(anew, { accept: 'application/json' })).text).description, 'Other words.');
  assert.ok(!existsSync(join(folder, '.half-old')) && !existsSync(join(folder, 'nothing.json')));
  await complete(site);
  await isRight(site);
}));

test('switched off, there are no files, and on again they come back', t => withOffice({}, async site => {
  await complete(site);
  const path = addresses(site)[0];
  site.settings.publish_tree = 'no';
  await site.restart();
  assert.ok(!existsSync(file(site, path)) && !existsSync(file(site, path, 'html')));
  const reply = await answer(site, path, { accept: 'application/json' });
  assert.ok(!reply.isFile && reply.status === 200);
  await sleep(1200);
  assert.ok(!existsSync(file(site, path)));
  assert.equal(check(site).status, 1);
  site.settings.publish_tree = 'yes';
  await site.restart();
  await complete(site);
}));

test('pages made with other words are made again', t => withOffice({}, async site => {
  await complete(site);
  const path = addresses(site)[0];
  const document = readFileSync(file(site, path));
  site.settings.institution = 'Hollow Lane & Sons';
  await site.restart();
  await complete(site);
  assert.deepEqual(readFileSync(file(site, path)), document, 'the document is what it was');
  const page = await answer(site, path, { accept: chromium });
  assert.ok(page.isFile && page.text.includes('Hollow Lane &amp; Sons'));
  await isRight(site);
}));

test('the folder can be elsewhere', async t => {
  const site = await openSite({ settings: { demo: 'no', password_cost: 1 } });
  const elsewhere = join(site.dir, 'srv');
  try {
    site.settings.public_dir = elsewhere;
    mkdirSync(join(elsewhere, '.well-known'), { recursive: true });
    writeFileSync(join(elsewhere, 'index.html'), 'somebody else’s');
    writeFileSync(join(elsewhere, '.well-known/security.txt'), 'somebody else’s');
    await site.restart();
    bring(site, ['ingrid-solberg-bicycle-repair']);
    await publishAll(site, await signedIn(site));
    await complete(site);
    assert.ok(!existsSync(join(site.dir, 'public', 'ims')));
    await site.restart();
    assert.equal(site.clarus('tree', 'rebuild').status, 0);
    assert.ok(existsSync(join(elsewhere, 'index.html')), 'what is not ours stays');
    assert.ok(existsSync(join(elsewhere, '.well-known/security.txt')));
  } finally {
    await site.close();
  }
});

test('what expires has a page from the office alone', async () => {
  const soon = Math.floor(Date.now() / 1000) + 12;
  const change = document => {
    document.assertions[0].expires = new Date(soon * 1000).toISOString().replace('.000', '');
    return document;
  };
  await withOffice({ change }, async site => {
    const path = addresses(site).find(at => at.includes('/assertions/') && itemAt(site, at).doc.includes('"expires"'));
    assert.ok(await until(() => existsSync(file(site, path)), 10000), 'the document is a file');
    await isRight(site);
    const before = await answer(site, path, { accept: chromium });
    assert.ok(Date.now() < soon * 1000, 'it has not expired yet');
    assert.ok(!before.isFile && !/is-expired/.test(before.text));
    assert.ok(!existsSync(file(site, path, 'html')), 'and nothing is missing');
    await sleep(Math.max(0, (soon + 1) * 1000 + 300 - Date.now()));
    const after = await answer(site, path, { accept: chromium });
    assert.ok(/is-expired/.test(after.text), `a ${after.isFile ? 'file' : 'worker'} says it has not`);
  });
});

test('a folder that cannot be written is harmless, and told once', t => withOffice({}, async (site, owner) => {
  await complete(site);
  const path = addresses(site).find(at => at.includes('/achievements/'));
  const tree = join(site.dir, 'public/ims');
  renameSync(tree, `${tree}-away`);
  writeFileSync(tree, 'no folder');
  for (let i = 0; i < 30; i++) assert.equal((await site.ask(path, { accept: 'application/json' })).status, 200);
  /* What would stay published must not change. */
  await edit(owner, `/achievements/${itemAt(site, path).id}`, { '/description': 'Other words.' });
  const reply = await publish(owner, `/achievements/${itemAt(site, path).id}`);
  assert.equal(reply.status, 500);
  assert.equal(itemAt(site, path).state, 'published');
  rmSync(tree);
  renameSync(`${tree}-away`, tree);
  await published(owner, `/achievements/${itemAt(site, path).id}`);
  assert.match((await site.ask(path, { accept: 'application/json' })).text, /Other words\./);
  const told = site.requests().length && readFileSync(site.log, 'utf8').split('\n')
    .filter(line => /is not published as a file/.test(line));
  const processes = new Set(told.map(line => JSON.parse(line).pid));
  assert.ok(told.length <= 2 * processes.size, `${told.length} lines of ${processes.size} processes`);
}));

// ---- Killed

// All that is public answers as the database says, in each form.
async function isTrue(site, where) {
  for (const row of rows(site, `SELECT h.path, h.is_revoked, v.doc FROM hosted h
    JOIN version v ON v.item_id = h.item_id AND v.number = h.number`)) {
    const path = `${root}/${row.path}`;
    const json = await site.ask(path, { accept: 'application/json' });
    const page = await site.ask(path, { accept: chromium });
    assert.equal(json.status, row.is_revoked ? 410 : 200, `${where}: ${path}`);
    assert.equal(page.status, json.status, `${where}: ${path}`);
    if (row.is_revoked) continue;
    assert.equal(json.text, row.doc, `${where}: ${path} is stale`);
    assert.deepEqual(jsonLd(page.text)[0], JSON.parse(row.doc), `${where}: the page of ${path} is stale`);
  }
}

// Publish one achievement after the other anew, until ${state.isOver}.
async function publishing(site, owner, ids, state) {
  for (let i = 0; !state.isOver; i = (i + 1) % ids.length) {
    const path = `/achievements/${ids[i]}`;
    await edit(owner, path, { '/description': `Words ${state.count++}.` })
      .then(() => publish(owner, path)).catch(() => null);
  }
}

async function revoking(site, owner, ids, state) {
  await sleep(state.wait);
  const id = ids.pop();
  if (!id) return;
  const reply = await revoke(owner, `/assertions/${id}`, 'By mistake.').catch(() => null);
  if (reply?.status === 303) state.revoked.push(id);
}

test('killed at fifty points, nothing stale is served', { timeout: 600000 }, t => withOffice({
  server: 'nginx',
  records: ['ingrid-solberg-bicycle-repair', 'layla-haddad-nursing'],
}, async (site, owner) => {
  const ids = folder => addresses(site, `path LIKE '${folder}/%'`).map(path => itemAt(site, path).id);
  const [achievements, assertions] = [ids('achievements'), ids('assertions')];
  const roll = dice(11);
  const state = { count: 0, revoked: [] };
  for (let i = 0; i < 50; i++) {
    state.isOver = false;
    state.wait = roll(120);
    const busy = [publishing(site, owner, achievements, state)];
    if (i % 4 === 0) busy.push(revoking(site, owner, assertions, state));
    await sleep(20 + roll(280));
    const restarted = site.restart('SIGKILL');
    state.isOver = true;
    await Promise.all([restarted, ...busy]);
    await isTrue(site, `after kill ${i + 1}`);
    for (const id of state.revoked)
      assert.equal(rows(site, `SELECT state FROM item WHERE id = '${id}'`)[0].state, 'revoked');
  }
  t.diagnostic(`${state.count} publications, ${state.revoked.length} revocations acknowledged`);
  assert.ok(state.count > 50 && state.revoked.length > 3, 'there was something to lose');
  await complete(site);
  await isRight(site);
}));
