// Keys as people see them: made, replaced, taken out of use, told to be
// compromised; and what the public reads of them.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { until } from './lib/env.mjs';
import { links } from './lib/html.mjs';
import { formAt, id, json, office, onSite, published, words } from './lib/items.mjs';
import { refusal } from './lib/staff.mjs';

const root = '/ims/clr/v1p0';

function keysOf(site) {
  return site.must('key', 'list').trimEnd().split('\n').filter(Boolean).map(line => {
    const [key, state, bits, made, ended, since, uses, owner] = line.split('\t');
    return { key, state, bits: Number(bits), made, ended, since, uses: Number(uses), owner };
  });
}

// Ask for a key as the page offers it.
async function make(owner, values) {
  const form = await formAt(owner, '/admin/keys/new');
  return owner.send(form, { item: '', bits: '2048', ...values });
}

async function made(owner, item) {
  const reply = await make(owner, { item });
  assert.equal(reply.status, 303, words(reply));
  assert.equal(reply.location, '/admin/keys?done=made');
}

const today = new Date().toISOString().slice(0, 10);

test('keys', t => onSite(async (site, owner) => {
  const items = await office(owner);
  const college = id(items.college);
  let first, second;

  await t.test('nobody signs at first', async () => {
    const page = await owner.ask('/admin/keys');
    assert.match(words(page), /Nobody signs yet/);
    assert.ok(links((await owner.ask('/admin')).text).includes('/admin/keys'));
  });

  await t.test('those who issue are offered, and can be searched', async () => {
    const page = await owner.ask('/admin/keys/new');
    assert.match(page.text, new RegExp(`value="${college}"`));
    assert.ok(!page.text.includes(id(items.maya)), 'a learner issues nothing');
    assert.match(words(page), /The office itself/);
    const other = await owner.ask('/admin/keys/new?q=nobody');
    assert.ok(!other.text.includes(college));
    assert.ok((await owner.ask('/admin/keys/new?q=riverb')).text.includes(college));
    assert.equal((await owner.ask('/admin/keys/new?q=%25')).text.includes(college), false);
  });

  await t.test('what cannot be a key is refused in words', async () => {
    for (const [values, said] of [[{}, /Choose whose key/], [{ item: college, bits: '1024' }, /2048/],
      [{ item: college, bits: '4097' }, /2048/], [{ item: college, bits: 'many' }, /2048/]]) {
      const reply = await make(owner, values);
      assert.equal(reply.status, 422, words(reply));
      assert.match(refusal(reply.text), said);
    }
    assert.equal((await make(owner, { item: 'nobody' })).status, 404);
    assert.equal((await make(owner, { item: id(items.course) })).status, 404);
    assert.deepEqual(keysOf(site), []);
  });

  await t.test('a key is made once', async () => {
    await made(owner, college);
    const page = await owner.ask('/admin/keys?done=made');
    assert.match(words(page), /The key was made/);
    assert.match(words(page), /Signing/);
    [first] = keysOf(site);
    assert.equal(first.bits, 2048);
    assert.equal((await make(owner, { item: college })).status, 409);
    assert.equal(keysOf(site).length, 1);
    assert.ok(!(await owner.ask('/admin/keys/new')).text.includes(college));
  });

  await t.test('its public half can be taken away', async () => {
    const reply = await owner.ask(`/admin/keys/${first.key}/pem`);
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-disposition'), /attachment; filename="\w+\.pem"/);
    const jwk = createPublicKey(reply.text).export({ format: 'jwk' });
    assert.equal(Buffer.from(jwk.n, 'base64url').length, 256);
    const doc = JSON.parse((await site.ask(`${root}/keys/${first.key}`, { accept: 'application/json' })).text);
    assert.equal(doc.publicKeyPem, reply.text);
    assert.equal(doc.owner, first.owner);
    const set = JSON.parse((await site.ask('/.well-known/jwks.json')).text);
    assert.deepEqual(set.keys.map(key => [key.n, key.kid]),
      [[jwk.n, `${site.url}${root}/keys/${first.key}`]]);
    assert.ok(!JSON.stringify(set).match(/"(d|p|q|dp|dq|qi)":/));
  });

  await t.test('it is replaced after a question', async () => {
    const at = `/admin/keys/${first.key}/rotate`;
    const question = await owner.ask(at);
    assert.match(words(question), /still holds/);
    assert.equal(keysOf(site).length, 1, 'a question changes nothing');
    const reply = await owner.send(await formAt(owner, at));
    assert.equal(reply.location, '/admin/keys?done=rotated');
    const [now, before] = keysOf(site);
    assert.deepEqual([now.state, before.state, before.key], ['signing', 'replaced', first.key]);
    second = now;
    assert.equal((await owner.ask(at)).status, 409);
    assert.equal((await site.ask(`${root}/keys/${first.key}`)).status, 200);
    const set = JSON.parse((await site.ask('/.well-known/jwks.json')).text);
    assert.equal(set.keys.length, 2, 'what it signed still holds');
  });

  await t.test('files of the tree never say what was before', async () => {
    const file = join(site.dir, `public/.well-known/jwks.json`);
    assert.ok(await until(() => existsSync(file), 10000), 'the set of keys is a file');
    assert.ok(await until(() => existsSync(join(site.dir, `public${root}/keys/${second.key}.html`)), 10000));
    site.must('key', 'revoke', second.key, '--since', '2020-01-01', '--reason', 'For this test');
    const set = JSON.parse((await site.ask('/.well-known/jwks.json')).text);
    assert.deepEqual(set.keys.map(key => key.kid), [`${site.url}${root}/keys/${first.key}`]);
    assert.match(words(await site.ask(`${root}/keys/${second.key}`, { accept: 'text/html' })), /For this test/);
  });

  await t.test('a compromised key is told in two steps', async () => {
    const at = `/admin/keys/${first.key}/revoke`;
    const form = await formAt(owner, at);
    for (const [values, said] of [[{ since: '', reason: 'x' }, /which day/], [{ since: '2026-02-30', reason: 'x' }, /which day/],
      [{ since: '2999-01-01', reason: 'x' }, /not in the future/], [{ since: '2026-01-01', reason: ' ' }, /Give a reason/],
      [{ since: '2026-01-01', reason: 'x'.repeat(501) }, /500/]]) {
      const reply = await owner.send(form, values);
      assert.equal(reply.status, 422);
      assert.match(refusal(reply.text), said);
      const sure = await owner.send(form, { ...values, do: 'revoke' });
      assert.equal(sure.status, 422);
    }
    const asked = await owner.send(form, { since: '2020-05-01', reason: 'A laptop is <lost>' });
    assert.equal(asked.status, 200);
    assert.match(words(asked), /Since the begin of 1 May 2020: No published document/);
    assert.equal(keysOf(site).find(k => k.key === first.key).state, 'replaced');
    const reply = await owner.send(form, { since: '2020-05-01', reason: 'A laptop is <lost>', do: 'revoke' });
    assert.equal(reply.location, '/admin/keys?done=revoked');
    const gone = keysOf(site).find(k => k.key === first.key);
    assert.deepEqual([gone.state, gone.since], ['revoked', '2020-05-01T00:00:00Z']);
    const page = await owner.ask('/admin/keys');
    assert.match(words(page), /Compromised since 1 May 2020.* A laptop is <lost>/);
    assert.match(words(await owner.ask(at)), /It is known to be compromised since 1 May 2020/);
    const later = await owner.send(form, { since: '2021-01-01', reason: 'x', do: 'revoke' });
    assert.equal(later.status, 409);
  });

  await t.test('it is taken out of use after a question', async () => {
    await made(owner, college);
    const [key] = keysOf(site);
    const at = `/admin/keys/${key.key}/end`;
    assert.match(words(await owner.ask(at)), /Nothing can be signed in this name/);
    const form = await formAt(owner, at);
    assert.equal((await owner.send(form)).location, '/admin/keys?done=ended');
    assert.equal((await owner.send(form)).status, 409);
    assert.equal(keysOf(site).find(k => k.key === key.key).state, 'replaced');
    assert.ok((await owner.ask('/admin/keys/new')).text.includes(college));
  });

  await t.test('the office has one of its own', async () => {
    await made(owner, 'office');
    assert.match(words(await owner.ask('/admin/keys')), /The office itself Signs receipts/);
    assert.ok(!(await owner.ask('/admin/keys/new')).text.includes('value="office"'));
  });

  await t.test('the audit trail tells each of it', async () => {
    const csv = site.must('audit', 'list', '--from', today);
    for (const action of ['key.new', 'key.rotate', 'key.end', 'key.revoke'])
      assert.match(csv, new RegExp(`"${action}"`));
    assert.match(csv, /"Maria Reyes".*"key\.rotate".*Key of “Riverbend College”, 2048 bits, in the place of/);
    assert.equal(site.clarus('audit', 'verify').status, 0);
  });

  await t.test('the published profile says each change at once, before anything is signed', async () => {
    const profile = `${root}/profiles/${(await json(owner, items.college)).id.split('/').pop()}`;
    const file = join(site.dir, `public${profile}.json`);
    const said = async () => {
      const reply = await site.ask(profile, { headers: { accept: 'application/json' } });
      assert.equal(reply.status, 200);
      assert.ok(await until(() => existsSync(file), 10000), 'the profile is a file');
      assert.equal(readFileSync(file, 'utf8'), reply.text);
      return JSON.parse(reply.text).publicKey?.id;
    };
    const signing = () => keysOf(site).find(k => k.state === 'signing' && k.owner.includes('/profiles/'));
    const url = key => `${site.url}${root}/keys/${key.key}`;
    await published(owner, items.course);
    assert.equal(await said(), undefined);
    await made(owner, college);
    const one = signing();
    assert.equal(await said(), url(one));
    await owner.send(await formAt(owner, `/admin/keys/${one.key}/rotate`));
    const two = signing();
    assert.equal(await said(), url(two));
    await owner.send(await formAt(owner, `/admin/keys/${two.key}/end`));
    assert.equal(await said(), undefined);
    site.must('key', 'new', college);
    const three = signing();
    assert.equal(await said(), url(three));
    site.must('key', 'rotate', college);
    const four = signing();
    assert.equal(await said(), url(four));
    site.must('key', 'revoke', four.key, '--since', '2020-01-01', '--reason', 'For this test');
    assert.equal(await said(), undefined);
    assert.equal(keysOf(site).reduce((sum, k) => sum + k.uses, 0), 0, 'nothing was signed');
  });

  await t.test('a key that is none is 404', async () => {
    for (const act of ['pem', 'rotate', 'end', 'revoke'])
      assert.equal((await owner.ask(`/admin/keys/none/${act}`)).status, 404, act);
  });
}));
