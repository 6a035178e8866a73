// Two offices that know nothing of each other: what one has published, signed
// or hosted, the other can verify, and whatever becomes of it there is seen
// here the next time.
import assert from 'node:assert/strict';
import test from 'node:test';

import { links } from './lib/html.mjs';
import { formAt, id, json, make, office, publish, revoke, words } from './lib/items.mjs';
import { check, report } from './lib/reports.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner } from './lib/staff.mjs';

const settings = {
  demo: 'no', password_cost: 1, publish_tree: 'no', verify_rate: 0, verify_fresh: 0, workers: 4,
};

async function press(owner, path, proof, parts = proof) {
  const reply = await publish(owner, path, 'publish', { proof, parts });
  assert.equal(reply.status, 303, words(reply));
}

// The signed text of a published record.
async function jwsOf(owner, clr) {
  const at = links((await owner.ask(`${clr}/versions`)).text).find(path => /^\/records\/\w+$/.test(path));
  const reply = await owner.ask(`${at}/jws`);
  assert.equal(reply.status, 200);
  return reply.text.trim();
}

async function award(owner, items, course, day) {
  const form = await owner.form(`/award?achievement=${id(course)}`, '/award');
  const made = await owner.send(form, { learner: id(items.maya), date: day, do: 'award' });
  assert.equal(made.status, 303, words(made));
  return made.location.replace('/edit', '');
}

// An office with a signed record, with a signed assertion in it, and a hosted
// assertion.
async function furnish(site) {
  const owner = await firstOwner(site);
  const items = await office(owner);
  site.must('key', 'new', id(items.college));
  await press(owner, items.clr, 'signed');
  const knots = await make(owner, 'achievements',
    { '/name': 'Splices', '/achievementType': 'Course', '/issuer': id(items.college) });
  items.hosted = await award(owner, items, knots, '2024-06-30');
  await press(owner, items.hosted, 'hosted');
  return { site, owner, items, jws: await jwsOf(owner, items.clr),
    url: (await json(owner, items.hosted)).id };
}

async function withTwo(define) {
  const sites = [];
  try {
    for (let i = 0; i < 2; i++) sites.push(await openSite({ settings }));
    const hosts = sites.map(site => new URL(site.url).host);
    for (const [i, site] of sites.entries()) {
      site.settings.fetch_allow = hosts[1 - i];
      await site.restart();
    }
    await define(await furnish(sites[0]), await furnish(sites[1]));
  } finally {
    for (const site of sites) await site.close();
  }
}

const signed = (site, jws) => report(site, jws, { type: 'application/jose' });
const hosted = (site, url) => report(site, { url });

// The same by the command; its report.
function command(site, what) {
  const done = site.clarus('verify', '--json', what);
  return { ...JSON.parse(done.stdout), status: done.status };
}

const verdicts = found => [found.verdict, ...(found.items[0].parts ?? []).map(part => part.verdict)];

test('two offices', t => withTwo(async (a, b) => {
  for (const [name, mine, theirs] of [['one', a, b], ['the other', b, a]])
    await t.test(`${name} verifies what its neighbour published`, async () => {
      const found = await signed(mine.site, theirs.jws);
      assert.deepEqual(verdicts(found), ['valid', 'valid'], found.words);
      assert.equal(check(found.items[0], 'signature').outcome, 'passed');
      assert.ok(check(found.items[0], 'key').evidence.url.startsWith(theirs.site.url), 'the key was fetched');
      assert.equal(check(found.items[0], 'revoked').outcome, 'passed');
      const at = await hosted(mine.site, theirs.url);
      assert.deepEqual(verdicts(at), ['valid'], at.words);
      assert.equal(check(at.items[0], 'hosted').outcome, 'passed');
      const file = mine.site.write('theirs.jws', theirs.jws);
      for (const what of [file, theirs.url]) {
        const done = command(mine.site, what);
        assert.deepEqual([done.verdict, done.status], ['valid', 0], done.words);
      }
    });

  await t.test('what one takes back, the other sees in its next verification', async () => {
    assert.equal((await revoke(a.owner, a.items.hosted, 'By <mistake>.')).status, 303);
    const at = await hosted(b.site, a.url);
    assert.equal(at.verdict, 'revoked', at.words);
    assert.equal(command(b.site, a.url).verdict, 'revoked');
    assert.equal((await revoke(a.owner, a.items.assertion, 'Another.')).status, 303);
    const part = await signed(b.site, a.jws);
    assert.deepEqual(verdicts(part), ['valid', 'revoked'], part.words);
    assert.equal((await revoke(b.owner, b.items.clr, 'All of it.')).status, 303);
    const whole = await signed(a.site, b.jws);
    assert.equal(whole.verdict, 'revoked', whole.words);
    assert.equal(command(a.site, a.site.write('b.jws', b.jws)).verdict, 'revoked');
  });

  await t.test('all workers say so at once', async () => {
    const fresh = await award(a.owner, a.items, a.items.course, '2024-07-01');
    await press(a.owner, fresh, 'hosted');
    const path = new URL((await json(a.owner, fresh)).id).pathname;
    const ask = () => Promise.all(Array.from({ length: 60 }, () => a.site.ask(path)));
    const statuses = replies => [...new Set(replies.map(reply => reply.status))];
    assert.deepEqual(statuses(await ask()), [200], 'each has it in its memory');
    await revoke(a.owner, fresh, 'Taken back.');
    assert.deepEqual(statuses(await ask()), [410]);
    const answered = a.site.requests().filter(line => line.path === path && line.status === 410);
    assert.ok(new Set(answered.map(line => line.pid)).size > 1, 'several workers answered');
  });
}));

test('keys of a neighbour', t => withTwo(async (a, b) => {
  const key = state => a.site.must('key', 'list').split('\n').map(line => line.split('\t'))
    .find(([, is, , , , , , owner]) => is === state && owner?.includes('/profiles/'))[0];
  const first = key('signing');

  await t.test('replaced: what it signed holds, and is never called forged elsewhere', async () => {
    await a.owner.send(await formAt(a.owner, `/admin/keys/${first}/rotate`));
    const own = await signed(a.site, a.jws);
    assert.deepEqual(verdicts(own), ['valid', 'valid'], own.words);
    /* Nothing in the standard says of a key that it was one: a neighbour sees
     * a good signature, and that the profile names another key by now. */
    const { items: [at] } = await signed(b.site, a.jws);
    assert.equal(check(at, 'signature').outcome, 'passed');
    assert.equal(at.verdict, 'unverifiable', at.words);
    assert.match(check(at, 'key').words, /names another one today/);
    for (const path of [a.items.assertion, a.items.clr]) await press(a.owner, path, 'signed');
    a.second = await jwsOf(a.owner, a.items.clr);
    assert.deepEqual(verdicts(await signed(b.site, a.second)), ['valid', 'valid']);
  });

  await t.test('compromised: what it signed since then proves nothing, here and there', async () => {
    const second = key('signing');
    const since = new Date(Date.now() - 24 * 3600e3).toISOString().slice(0, 10);
    a.site.must('key', 'revoke', second, '--since', since, '--reason', 'A laptop is lost');
    const own = await signed(a.site, a.second);
    assert.equal(own.verdict, 'invalid', own.words);
    const there = await signed(b.site, a.second);
    assert.deepEqual(verdicts(there), ['unverifiable', 'unverifiable'], there.words);
    assert.match(check(there.items[0], 'key').words, /does not name it as its own/);
    assert.equal(command(b.site, b.site.write('a.jws', a.second)).verdict, 'unverifiable');
    const before = await signed(a.site, a.jws);
    assert.deepEqual(verdicts(before), ['valid', 'valid'], before.words);
  });
}));
