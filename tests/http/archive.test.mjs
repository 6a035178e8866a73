// What an office leaves behind: the folder of `clarus archive` is whole, a
// server that knows nothing but files keeps it at the same address, and what
// was issued verifies from it when there is no office any more.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import test from 'node:test';

import { addresses, bring, owner as signedIn, publishAll, rows } from './lib/hosted.mjs';
import { jsonLd, links, parse, squeeze } from './lib/html.mjs';
import { id, make, office, publish, revoke } from './lib/items.mjs';
import { check, report } from './lib/reports.mjs';
import { openSite } from './lib/site.mjs';
import { temporary, forget } from './lib/env.mjs';

const root = '/ims/clr/v1p0';

// All files below ${folder}, as paths from there.
function files(folder, at = '') {
  return readdirSync(join(folder, at), { withFileTypes: true }).flatMap(entry => {
    const path = join(at, entry.name);
    return entry.isDirectory() ? files(folder, path) : [path];
  });
}

// A server of files and of nothing else, at ${port}; knows no types.
async function keep(folder, port) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://x').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    asked.push(path);
    const isThere = existsSync(file) && statSync(file).isFile();
    response.writeHead(isThere ? 200 : 404, { connection: 'close' });
    response.end(isThere ? readFileSync(file) : '');
  });
  await new Promise(done => server.listen(port, '127.0.0.1', done));
  return { asked, close: () => new Promise(done => server.close(done)) };
}

async function jwsOf(owner, clr) {
  const at = links((await owner.ask(`${clr}/versions`)).text).find(path => /^\/records\/\w+$/.test(path));
  return (await owner.ask(`${at}/jws`)).text.trim();
}

// An office with records that it took over from another, and with its own: a
// signed record, and of two hosted assertions one that it took back.
async function furnish(site) {
  const owner = await signedIn(site);
  bring(site, ['ingrid-solberg-bicycle-repair', 'layla-haddad-nursing']);
  await publishAll(site, owner);
  const items = await office(owner);
  site.must('key', 'new', id(items.college));
  const press = async (path, proof) => assert.equal(
    (await publish(owner, path, 'publish', { proof, parts: proof })).status, 303, path);
  await press(items.clr, 'signed');
  const hosted = [];
  for (const name of ['Splices', 'Whippings']) {
    const course = await make(owner, 'achievements',
      { '/name': name, '/achievementType': 'Course', '/issuer': id(items.college) });
    const form = await owner.form(`/award?achievement=${id(course)}`, '/award');
    const reply = await owner.send(form, { learner: id(items.maya), date: '2024-06-30', do: 'award' });
    hosted.push(reply.location.replace('/edit', ''));
    await press(hosted.at(-1), 'hosted');
  }
  await revoke(owner, hosted[1], 'Given to the wrong person.');
  const [stands, taken] = hosted.map(path => addresses(site, `item_id = '${id(path)}'`)[0]);
  return { jws: await jwsOf(owner, items.clr), stands, taken,
    key: `${root}/keys/${site.must('key', 'list').split('\t')[0]}`,
    list: `${root}/revocations/${id(items.college)}` };
}

test('an archive', async t => {
  const site = await openSite({ settings: { demo: 'no', password_cost: 1, institution: 'Riverbend College' } });
  const home = temporary();
  const folder = join(home, 'archive');
  let other, kept;
  try {
    const made = await furnish(site);
    const all = addresses(site), gone = addresses(site, 'is_revoked = 1');
    const before = {};
    for (const path of [...all, made.key, made.list, '/.well-known/jwks.json'])
      before[path] = (await site.ask(path, { accept: 'application/json' })).text;

    await t.test('is written once, and says what it holds', () => {
      const said = site.must('archive', `${folder}/`);
      const [, revoked] = said.match(/^(\d+)\trevoked among them$/m);
      assert.equal(Number(revoked), gone.length);
      assert.ok(gone.length >= 3, 'by the office, and by their own words');
      const again = site.clarus('archive', folder);
      assert.notEqual(again.status, 0);
      assert.match(again.stderr, /is not empty/);
    });

    await t.test('is whole: each document in its bytes, its page, and what revoked ones leave', () => {
      for (const [path, text] of Object.entries(before)) {
        const bare = path.replace(/\.json$/, '');
        for (const name of new Set([path, `${bare}.json`]))
          assert.equal(readFileSync(join(folder, name), 'utf8'), text, name);
        if (path.startsWith(root)) {
          const page = readFileSync(join(folder, `${path}.html`), 'utf8');
          assert.equal(parse(page).elements.filter(e => e.name === 'h1').length, 1, path);
          assert.deepEqual(jsonLd(page)[0], JSON.parse(text), path);
          assert.ok(!links(page).some(href => href.includes('/verify')), 'nothing of a program that is gone');
        }
      }
      for (const path of gone) assert.equal(JSON.parse(readFileSync(join(folder, path), 'utf8')).revoked, true);
    });

    await t.test('its sums are those of all its files', () => {
      const sums = new Map(readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')
        .map(line => [line.slice(66), line.slice(0, 64)]));
      for (const path of files(folder).filter(path => path !== 'SHA256SUMS'))
        assert.equal(sums.get(path), createHash('sha256').update(readFileSync(join(folder, path))).digest('hex'), path);
      assert.equal(sums.size, files(folder).length - 1);
    });

    await t.test('its index says how to keep it, and names no learner', () => {
      const page = readFileSync(join(folder, 'index.html'), 'utf8');
      const text = squeeze(parse(page).words);
      assert.ok(text.includes('Riverbend College') && text.includes(site.url), text);
      for (const name of ['Ingrid Solberg', 'ليلى حدّاد', 'Maya Okafor']) {
        assert.equal(rows(site, `SELECT 1 FROM item WHERE name = '${name}'`).length, 1, name);
        assert.ok(!text.includes(name), name);
      }
    });

    /* The office closes; its address serves files. */
    const { port } = site;
    await site.close();
    kept = await keep(folder, port);
    other = await openSite({ settings: { verify_rate: 0, verify_fresh: 0, fetch_allow: `127.0.0.1:${port}` } });

    await t.test('a signed record verifies from it', async () => {
      const found = await report(other, made.jws, { type: 'application/jose' });
      assert.equal(found.verdict, 'valid', found.words);
      for (const [name, path] of [['key', made.key], ['revoked', made.list]]) {
        assert.equal(check(found.items[0], name).outcome, 'passed', name);
        assert.ok(kept.asked.includes(path), path);
      }
    });

    await t.test('a hosted document does, and one that was taken back is revoked', async () => {
      const found = await report(other, { url: site.url + made.stands });
      assert.equal(found.verdict, 'valid', found.words);
      assert.equal(check(found.items[0], 'hosted').outcome, 'passed');
      assert.ok(kept.asked.includes(made.stands));
      const revoked = await report(other, { url: site.url + made.taken });
      assert.equal(revoked.verdict, 'revoked', revoked.words);
    });
  } finally {
    await kept?.close();
    await other?.close();
    await site.close();
    forget(home);
  }
});
