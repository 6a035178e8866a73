// Publishing with a proof: signed by whoever issues it, at every level; signed
// again; taken back; many at once; from the command line.
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import test from 'node:test';

import { isLong, sleep, until } from './lib/env.mjs';
import { forms, links } from './lib/html.mjs';
import {
  buttons, edit, formAt, id, json, make, office, onSite, publish, published, revoke, words,
} from './lib/items.mjs';
import { PageForm } from './lib/page_form.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner, member } from './lib/staff.mjs';

const signed = { proof: 'signed', parts: 'signed' };

// The three parts of a JWS; the header is the one that is written here.
function open(jws) {
  const [head, payload, signature] = jws.split('.');
  return {
    head: JSON.parse(Buffer.from(head, 'base64url')),
    bytes: Buffer.from(payload, 'base64url'),
    doc: JSON.parse(Buffer.from(payload, 'base64url')),
    input: Buffer.from(`${head}.${payload}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function issuerOf(doc) {
  return { Clr: () => doc.publisher, Assertion: () => doc.achievement.issuer,
    Endorsement: () => doc.issuer }[doc.type]();
}

// The document in ${jws}, which must be signed by its issuer's key, as that
// stands in it and at its own address.
async function verified(site, jws) {
  const { head, doc, input, signature } = open(jws);
  const issuer = issuerOf(doc);
  const key = issuer.publicKey;
  assert.deepEqual(head, { alg: 'RS256', typ: 'JWT', kid: key.id });
  assert.equal(doc.verification.type, 'Signed');
  assert.equal(key.owner, issuer.id);
  assert.equal(key['@context'], undefined);
  assert.ok(verify('RSA-SHA256', input, createPublicKey(key.publicKeyPem), signature), 'its signature holds');
  const fetched = JSON.parse((await site.ask(key.id.replace(site.url, ''))).text);
  assert.equal(fetched.publicKeyPem, key.publicKeyPem);
  assert.deepEqual(issuer.verification, { type: 'Verification',
    allowedOrigins: [new URL(site.url).host], startsWith: [`${site.url}/ims/clr/v1p0/`] });
  const list = JSON.parse((await site.ask(issuer.revocationList.replace(site.url, ''))).text);
  assert.equal(list.issuer, issuer.id);
  return { doc, list };
}

async function recordOf(visitor, clr) {
  const page = await visitor.ask(`${clr}/versions`);
  return links(page.text).find(at => /^\/records\/\w+$/.test(at));
}

async function jwsOf(visitor, clr) {
  const reply = await visitor.ask(`${await recordOf(visitor, clr)}/jws`);
  assert.equal(reply.status, 200);
  return reply.text.trim();
}

async function award(owner, items, course = items.course) {
  const form = await owner.form(`/award?achievement=${id(course)}`, '/award');
  const made = await owner.send(form, { learner: id(items.maya), date: '2024-06-30', do: 'award' });
  if (made.status === 200)
    return award(owner, items, await make(owner, 'achievements',
      { '/name': 'Splices', '/achievementType': 'Course', '/issuer': id(items.college) }));
  return made.location.replace('/edit', '');
}

// An office with a second award, and an endorsement of the first.
async function furnished(owner) {
  const items = await office(owner);
  items.second = await award(owner, items);
  const said = await PageForm.open(owner, `/endorsements/new?for=${id(items.assertion)}`);
  said.set('/issuer', id(items.college));
  said.set('/claim/endorsementComment', 'Careful work.');
  items.endorsement = await said.save();
  for (const [path, member, part] of [[items.assertion, '/endorsements', items.endorsement],
    [items.clr, '/assertions', items.second]]) {
    const form = await PageForm.open(owner, `${path}/edit`);
    form.fields.push([`add ${member}`, id(part)]);
    await form.again(`add ${member}`);
    await form.save();
  }
  return items;
}

// Radios of a field: value → {checked, disabled}.
function radios(page, name) {
  return Object.fromEntries([...page.text.matchAll(
    new RegExp(`<input type="radio" name="${name}" value="(\\w*)"( checked)?( disabled)?>`, 'g'))]
    .map(([, value, checked, disabled]) => [value, { checked: !!checked, disabled: !!disabled }]));
}

async function press(owner, path, values) {
  const reply = await publish(owner, path, 'publish', values);
  assert.equal(reply.status, 303, words(reply));
}

test('signing', t => onSite(async (site, owner) => {
  const items = await furnished(owner);
  const { clr, assertion, second, college } = items;
  let first, old;

  await t.test('without a key it is not offered, and the way to one is', async () => {
    const page = await owner.ask(`${clr}/publish`);
    assert.deepEqual(radios(page, 'proof'), {
      signed: { checked: false, disabled: true },
      hosted: { checked: false, disabled: false },
      none: { checked: true, disabled: false },
    });
    assert.deepEqual(radios(page, 'parts').hosted, { checked: true, disabled: false });
    assert.match(words(page), /Riverbend College has no key yet\. Make one under Administration, Keys, or choose Hosted\./);
    assert.ok(links(page.text).includes('/admin/keys'));
    const forced = await publish(owner, clr, 'publish', signed);
    assert.equal(forced.status, 422);
    assert.match(words(forced), /has no key yet/);
    const issuer = await member(site, owner, 'issuer');
    assert.ok(!links((await issuer.ask(`${clr}/publish`)).text).includes('/admin/keys'), 'who may not make one');
  });

  await t.test('with a key it is what is chosen', async () => {
    site.must('key', 'new', id(college));
    const page = await owner.ask(`${clr}/publish`);
    for (const name of ['proof', 'parts'])
      assert.deepEqual(radios(page, name).signed, { checked: true, disabled: false }, name);
    assert.match(words(page), /It carries the signature of Riverbend College/);
    await published(owner, clr);
  });

  await t.test('every level is signed, and nothing stands there twice', async () => {
    first = await jwsOf(owner, clr);
    const { doc } = await verified(site, first);
    assert.equal(doc.assertions, undefined);
    assert.equal(doc.signedAssertions.length, 2);
    assert.equal(doc.learner.publicKey, undefined, 'a learner signs nothing');
    const ids = [];
    for (const jws of doc.signedAssertions) ids.push((await verified(site, jws)).doc.id);
    assert.deepEqual(new Set(ids).size, 2);
    const inner = open(doc.signedAssertions[0]).doc;
    assert.equal(inner.endorsements, undefined);
    assert.equal(inner.signedEndorsements.length, 1);
    const said = (await verified(site, inner.signedEndorsements[0])).doc;
    assert.equal(said.claim.id, inner.id);
    assert.equal(said.claim.endorsementComment, 'Careful work.');
    for (const one of ids)
      assert.ok(!JSON.stringify({ ...doc, signedAssertions: [] }).includes(one), 'not unsigned beside it');
  });

  await t.test('the payload is the version, to the byte', async () => {
    const version = await owner.ask(`${clr}/versions/1`);
    assert.ok(open(first).bytes.equals(version.bytes));
    const file = site.write('signed.json', open(first).bytes);
    const check = site.clarus('check', file);
    assert.equal(check.status, 0, check.stdout);
    assert.doesNotMatch(check.stdout, /D-8|D-9|Q-19/);
    const record = await owner.ask(await recordOf(owner, clr));
    assert.match(words(record), /[Ss]igned/);
  });

  await t.test('whoever issues says the key at their own address', async () => {
    const { id: address } = await json(owner, college);
    const profile = JSON.parse((await site.ask(address.replace(site.url, ''))).text);
    assert.equal(profile.publicKey.id, open(first).head.kid);
    assert.ok(profile.revocationList);
  });

  await t.test('the trail names the key', () => {
    const trail = site.must('audit', 'list');
    assert.equal(trail.split('\n').filter(line => /item\.sign/.test(line)).length, 4);
    assert.ok(trail.includes(`with key ${open(first).head.kid.split('/').pop()}`));
  });

  await t.test('signed again without a change is nothing new', async () => {
    const page = await owner.ask(`${clr}/publish`);
    assert.match(words(page), /Version 1 is signed with the key in use\. Nothing changed since version 1\..*Sign again/);
    const reply = await publish(owner, clr, 'publish');
    assert.equal(reply.status, 422);
    assert.match(words(reply), /Nothing changed since version 1/);
    assert.ok(links((await owner.ask(clr)).text).includes(`${clr}/publish`), 'the way stands on its page');
  });

  await t.test('another key: signed again, and the old signature still holds', async () => {
    old = first;
    site.must('key', 'rotate', id(college));
    assert.match(words(await owner.ask(`${clr}/publish`)), /a key that was replaced since; the signature holds/);
    await press(owner, assertion, signed);
    await press(owner, clr, signed);
    first = await jwsOf(owner, clr);
    assert.notEqual(open(first).head.kid, open(old).head.kid);
    const { doc } = await verified(site, first);
    await verified(site, doc.signedAssertions[0]);
    const before = open(old);
    const key = JSON.parse((await site.ask(before.head.kid.replace(site.url, ''))).text);
    assert.ok(verify('RSA-SHA256', before.input, createPublicKey(key.publicKeyPem), before.signature));
    const { id: address } = await json(owner, college);
    const profile = JSON.parse((await site.ask(address.replace(site.url, ''))).text);
    assert.equal(profile.publicKey.id, open(first).head.kid, 'the profile says the new one');
  });

  await t.test('a corrected part is behind, then the record is', async () => {
    await edit(owner, second, { '/role': 'Captain' });
    await press(owner, second, signed);
    const page = await owner.ask('/build');
    assert.match(words(page), /1 published item holds something that changed since/);
    await press(owner, clr, signed);
    const { doc } = await verified(site, await jwsOf(owner, clr));
    assert.equal(open(doc.signedAssertions[1]).doc.role, 'Captain');
  });

  await t.test('taken back: on the list, at once; in the next record plainly', async () => {
    const { doc } = await verified(site, await jwsOf(owner, clr));
    const gone = open(doc.signedAssertions[1]).doc.id;
    assert.equal((await revoke(owner, second, 'A mistake')).status, 303);
    const { list } = await verified(site, await jwsOf(owner, clr));
    assert.deepEqual(list.revokedAssertions, [gone]);
    await press(owner, clr, signed);
    const next = (await verified(site, await jwsOf(owner, clr))).doc;
    assert.equal(next.signedAssertions.length, 1);
    assert.deepEqual(next.assertions.map(a => [a.id, a.revoked]), [[gone, true]]);
    assert.equal((await revoke(owner, clr, 'Replaced')).status, 303);
    const { list: both } = await verified(site, next.signedAssertions[0]);
    assert.equal(both.revokedAssertions.length, 2);
  });

  await t.test('hosted: at its address, and a record is not', async () => {
    const third = await award(owner, items);
    await press(owner, third, { proof: 'hosted', parts: 'hosted' });
    const doc = await json(owner, third);
    assert.equal(doc.verification.type, 'Hosted');
    const reply = await site.ask(doc.id.replace(site.url, ''), { accept: 'application/json' });
    assert.equal(reply.status, 200);
    assert.equal(JSON.parse(reply.text).id, doc.id);
    await press(owner, third, { proof: 'none' });
    assert.equal((await site.ask(doc.id.replace(site.url, ''))).status, 404, 'no longer public');
  });

  await t.test('what is no choice is refused in words', async () => {
    const said = await PageForm.open(owner, `/endorsements/new?for=${id(items.course)}`);
    said.set('/issuer', id(college));
    const endorsement = await said.save();
    assert.equal(radios(await owner.ask(`${endorsement}/publish`), 'proof').none, undefined);
    const reply = await publish(owner, endorsement, 'publish', { proof: 'none' });
    assert.equal(reply.status, 422);
    assert.match(words(reply), /An endorsement must say how it can be checked/);
  });
}));

test('with a second person, who approves signs', t => onSite(async (site, owner) => {
  const editor = await member(site, owner, 'editor');
  const reviewer = await member(site, owner, 'reviewer');
  const items = await office(owner);
  site.must('key', 'new', id(items.college));

  await t.test('the one who asks has no choice to make', async () => {
    const page = await editor.ask(`${items.assertion}/publish`);
    assert.deepEqual(radios(page, 'proof'), {});
    assert.deepEqual(buttons(page), ['ask']);
    assert.equal((await publish(editor, items.assertion, 'ask')).status, 303);
    assert.equal((await publish(editor, items.assertion, 'publish', signed)).status, 403);
  });

  await t.test('the one who approves has', async () => {
    await press(reviewer, items.assertion, signed);
    const mark = words(await reviewer.ask(`${items.assertion}/publish`));
    assert.match(mark, /Version 1 is signed with the key in use/);
  });

  await t.test('signing again is asked for, too', async () => {
    site.must('key', 'rotate', id(items.college));
    const page = await owner.ask(`${items.assertion}/publish`);
    assert.deepEqual(buttons(page), ['ask']);
    assert.equal((await publish(owner, items.assertion, 'ask')).status, 303);
    await press(reviewer, items.assertion, signed);
  });

  await t.test('the command goes no way around', () => {
    const done = site.clarus('sign', id(items.clr));
    assert.equal(done.status, 1);
    assert.match(done.stderr, /approved by a second person/);
  });
}, { review: 'yes' }));

// ${count} drafts of awards of one course, made by the award page.
async function drafts(owner, items, count) {
  const learners = [];
  for (let i = 0; i < count; i++)
    learners.push(id(await make(owner, 'profiles', { '/name': `Learner ${i}` })));
  const form = await owner.form(`/award?achievement=${id(items.course)}`, '/award');
  const body = new URLSearchParams({ ...form.fields, date: '2024-05-31', do: 'award' });
  body.delete('learner');
  for (const one of learners) body.append('learner', one);
  const reply = await owner.ask('/award', { method: 'POST', body,
    headers: { origin: owner.site.url, 'sec-fetch-site': 'same-origin' } });
  assert.equal(reply.status, 200, words(reply));
  return [...new Set(links(reply.text).filter(at => /^\/assertions\/[0-9a-z]{26}$/.test(at)))];
}

// Publish all that the list of drafts shows: the batch's path.
async function publishAll(owner, values = {}, query = 'state=draft') {
  const list = forms((await owner.ask(`/assertions?${query}`)).text)
    .find(form => form.method === 'post' && form.action === '/assertions');
  const fields = { token: list.fields.token, back: list.fields.back };
  const sure = await owner.send({ action: '/assertions', fields }, { do: 'publish all' });
  assert.equal(sure.status, 200, words(sure));
  const again = forms(sure.text).find(form => form.action === '/assertions' && form.method === 'post');
  return owner.send(again, { do: 'publish all', ...values });
}

test('many at once', t => onSite(async (site, owner) => {
  const items = await office(owner);
  await drafts(owner, items, 59);
  let batch;

  const ended = () => until(async () => /<h1>Published<\/h1>/.test((await owner.ask(batch)).text), 30000, 200);

  await t.test('they become a batch, which tells how far it is', async () => {
    const reply = await publishAll(owner, { proof: 'signed' });
    assert.equal(reply.status, 303, words(reply));
    batch = reply.location;
    assert.match(batch, /^\/batches\/[0-9a-z]{26}$/);
    const page = await owner.ask(batch);
    assert.equal(page.status, 200);
    assert.match(page.text, /<progress|<h1>Published/);
    if (!/<h1>Published/.test(page.text)) assert.equal(page.headers.get('refresh'), '2');
  });

  await t.test('what failed is told, with the reason', async () => {
    assert.ok(await ended(), 'it comes to an end');
    const page = await owner.ask(batch);
    assert.equal(page.headers.get('refresh'), null);
    assert.match(words(page), /60 could not be published:.*has no key yet/);
    assert.deepEqual(buttons(page), ['again']);
    assert.ok(links(page.text).some(at => /^\/assertions\/\w+\/publish$/.test(at)));
  });

  await t.test('and done again, when it can be', async () => {
    site.must('key', 'new', id(items.college));
    const reply = await owner.send(await formAt(owner, batch), { do: 'again' });
    assert.equal(reply.status, 303);
    assert.notEqual(reply.location, batch);
    batch = reply.location;
    assert.ok(await ended());
    const page = words(await owner.ask(batch));
    assert.match(page, /60 were published\./);
    assert.match(page, /How others can check them: Signed/);
    assert.doesNotMatch(page, /could not be published/);
    assert.match(words(await owner.ask(`${items.assertion}/publish`)), /is signed with the key in use/);
  });

  await t.test('who may not, cannot', async () => {
    const auditor = await member(site, owner, 'auditor');
    assert.equal((await auditor.ask(batch)).status, 200);
    const form = await auditor.form('/forgot', '/forgot');
    for (const what of ['again', 'go', 'x'])
      assert.equal((await auditor.send({ action: batch, fields: { token: form.fields.token } },
        { do: what })).status, 403);
    const own = (await owner.form(`${items.clr}/edit`, `${items.clr}/edit`)).fields.token;
    for (const [what, status] of [['again', 422], ['x', 422], ['', 422]])
      assert.equal((await owner.send({ action: batch, fields: { token: own } }, { do: what })).status, status, what);
    assert.equal((await owner.ask('/batches/none')).status, 404);
  });
}));

test('plain CGI has no job process: the page does it', async t => {
  const site = await openSite({ server: 'cgi', settings: { demo: 'no', password_cost: 1 } });
  try {
    const done = site.clarus('routes');
    assert.match(done.stdout, /\/batches\/\{batch\}/);
    const owner = await cgiOwner(site);
    const items = await office(owner);
    await drafts(owner, items, 51);
    const reply = await publishAll(owner, { proof: 'hosted' });
    assert.equal(reply.status, 303, words(reply));
    const page = await owner.ask(reply.location);
    await t.test('at once', () => {
      assert.match(words(page), /52 were published\./);
      assert.equal(page.headers.get('refresh'), null);
    });
  } finally {
    await site.close();
  }
});

// Under plain CGI nobody prints a set-up link: the owner is made by command.
async function cgiOwner(site) {
  const { signIn, choose } = await import('./lib/staff.mjs');
  const { Visitor } = await import('./lib/visitor.mjs');
  const link = site.must('user', 'add', 'maria@office.example', 'Maria Reyes', '--role', 'owner').trim();
  const visitor = new Visitor(site);
  const reply = await choose(visitor, new URL(link.match(/http\S+/)[0]).pathname);
  assert.equal(reply.status, 303, reply.text);
  return visitor;
}

test('clarus sign', t => onSite(async (site, owner) => {
  const items = await office(owner);

  await t.test('by id, by document id, with what is in it', async () => {
    const none = site.clarus('sign', id(items.assertion));
    assert.equal(none.status, 1);
    assert.match(none.stderr, /has no key yet/);
    site.must('key', 'new', id(items.college));
    const { id: address } = await json(owner, items.assertion);
    const done = site.clarus('sign', address, id(items.clr), 'nothing');
    assert.equal(done.status, 1, 'one of them is not there');
    assert.deepEqual(done.stdout.trim().split('\n').map(line => line.split('\t')), [
      [id(items.assertion), '1', '-', 'Knots'],
      [id(items.clr), '1', id(await recordOf(owner, items.clr)), 'Transcript'],
    ]);
    assert.match(done.stderr, /nothing: there is no item nothing/);
    await verified(site, await jwsOf(owner, items.clr));
    const again = site.clarus('sign', id(items.clr));
    assert.equal(again.status, 1);
    assert.match(again.stderr, /Nothing changed since version 1/);
  });

  await t.test('all drafts, of a class, hosted', async () => {
    await drafts(owner, items, 3);
    const clrs = site.clarus('sign', '--all-drafts', '--as', 'Clr');
    assert.deepEqual([clrs.status, clrs.stdout], [0, '']);
    const done = site.clarus('sign', '--all-drafts', '--hosted');
    assert.equal(done.status, 0, done.stderr);
    const lines = done.stdout.trim().split('\n');
    assert.equal(lines.length, 3);
    for (const line of lines) assert.match(line, /^\w{26}\t1\t-\tKnots$/);
    assert.equal(site.clarus('sign', '--all-drafts').stdout, '');
  });

  await t.test('other words are wrong use', () => {
    for (const args of [[], ['--hosted'], ['--as', 'Clr', 'x'], ['--all-drafts', 'x'],
      ['--all-drafts', '--as'], ['--all-drafts', '--as', 'Profile'], ['--odd', 'x']])
      assert.equal(site.clarus('sign', ...args).status, 2, args.join(' '));
  });
}));

// Signed as one batch while pages answer; of a thousand with LONG=1.
test('a great many, while pages answer', t => onSite(async (site, owner) => {
  const items = await office(owner);
  site.must('key', 'new', id(items.college));
  const count = isLong ? 999 : 99;
  for (let left = count; left > 0; left -= 300)
    await drafts(owner, { ...items, course: await make(owner, 'achievements',
      { '/name': `Ropes ${left}`, '/achievementType': 'Course', '/issuer': id(items.college) }) },
    Math.min(left, 300));
  const start = Date.now();
  const reply = await publishAll(owner, { proof: 'signed' });
  assert.equal(reply.status, 303, words(reply));
  const waits = [];
  const end = async () => {
    const before = performance.now();
    const page = await owner.ask(reply.location);
    await edit(owner, items.maya, { '/description': `${before}` });
    waits.push(performance.now() - before);
    await sleep(100);
    return /<h1>Published<\/h1>/.test(page.text);
  };
  assert.ok(await until(end, 120000, 10));
  waits.sort((a, b) => a - b);
  t.diagnostic(`${count + 1} signed in ${Date.now() - start} ms; meanwhile three pages, one of them ` +
    `saving: median ${waits[waits.length >> 1].toFixed(1)} ms, worst ${waits.at(-1).toFixed(1)} ms of ${waits.length}`);
  assert.match(words(await owner.ask(reply.location)), new RegExp(`\\b${count + 1} were published`));
  assert.ok(waits.at(-1) < 5000, 'nobody waits long');
}));
