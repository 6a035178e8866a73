// Imported records become items of the Builder; published untouched they
// are again what came, to the last member and in the same order.
import assert from 'node:assert/strict';
import test from 'node:test';

import { context, demo, record, recordBytes } from './lib/documents.mjs';
import { samples } from './lib/env.mjs';
import { edit, formAt, json, onSite, publish, published, words } from './lib/items.mjs';
import { member } from './lib/staff.mjs';

// Import a file as a person; the paths of its records, [] if it is none.
async function importAs(visitor, site, name, bytes) {
  const form = await visitor.form('/import', '/import');
  const body = new FormData();
  body.append('token', form.fields.token);
  body.append('file', new Blob([bytes], { type: 'application/json' }), name);
  const reply = await visitor.ask('/import', {
    method: 'POST', body,
    headers: { origin: site.url, 'sec-fetch-site': 'same-origin' },
  });
  if (reply.status !== 303) return [];
  const page = await visitor.ask(reply.location);
  return [...new Set([...page.text.matchAll(/href="(\/records\/[0-9a-z]{26})["?#]/g)].map(m => m[1]))];
}

// Bring a record into the Builder; the path of its item.
async function bring(visitor, path, differs = 'keep') {
  const form = await formAt(visitor, `${path}/build`);
  assert.ok(form, `${path}/build offers it`);
  const reply = await visitor.send(form, { differs });
  assert.equal(reply.status, 303, words(reply));
  assert.match(reply.location, /^\/clrs\/[0-9a-z]{26}\?notice=brought$/);
  return reply.location.replace(/\?.*/, '');
}

// How many parts of each class the page of a record names, and how many differ.
function fates(page) {
  const found = {};
  for (const [, many, what, rest] of page.text.matchAll(/<summary><b>(\d+)<\/b> ([^<]+?) (<span.*?)<\/summary>/g))
    found[what] = { many: Number(many), differs: Number(rest.match(/(\d+) different/)?.[1] ?? 0) };
  return found;
}

// What leaves the Builder names its vocabulary, if it came without.
async function documentOf(visitor, path) {
  const came = await json(visitor, path);
  return '@context' in came ? came : { '@context': context, ...came };
}

// Are these the same documents, members in the same order?
function same(is, was, name) {
  assert.deepEqual(is, was, name);
  assert.equal(JSON.stringify(is), JSON.stringify(was), `${name}: the order of its members`);
}

// Does the checker, which is strict, find no error?
function isInOrder(site, document) {
  return site.clarus('check', site.write('one.json', JSON.stringify(document))).status === 0;
}

// Each record of each file: brought, published, and what it was before.
async function roundTrip(t, site, owner, files) {
  let count = 0;
  for (const [name, bytes] of files)
    await t.test(name, async t => {
      for (const path of await importAs(owner, site, name, bytes)) {
        const was = await documentOf(owner, path);
        const before = await owner.ask(`${path}/build`);
        if (/All of it is in the Builder/.test(words(before))) {
          t.diagnostic('the same as one before it, in another carrier');
          continue;
        }
        const differs = fates(before)['Learner record']?.differs ? 'replace' : 'keep';
        const item = await bring(owner, path, differs);
        same(await json(owner, item), was, `${name}, as a draft`);
        count++;
        if (!isInOrder(site, was)) {
          t.diagnostic('has errors: it stays a draft');
          assert.equal((await publish(owner, item)).status, 422);
          continue;
        }
        await published(owner, item);
        same(await json(owner, item), was, name);
        const again = await owner.ask(`${path}/build`);
        if (differs === 'keep' && !/different/.test(words(before)))
          assert.match(words(again), /All of it is in the Builder already/);
      }
    });
  return count;
}

test('what is brought in and published untouched is what came', async t => {
  await t.test('the demo college', t => onSite(async (site, owner) => {
    const count = await roundTrip(t, site, owner, demo());
    assert.ok(count >= 10, `${count} records`);
  }));
  await t.test('documents as they are met', t => onSite(async (site, owner) => {
    const count = await roundTrip(t, site, owner, samples(t));
    t.diagnostic(`${count} records made the way there and back`);
    assert.ok(count > 0);
  }));
});

test('what is here already, and what differs', t => onSite(async (site, owner) => {
  const document = record();
  const file = Buffer.from(JSON.stringify(document));
  const [path] = await importAs(owner, site, 'one.json', file);
  const item = await bring(owner, path);

  await t.test('the page names the parts and stores nothing', async () => {
    const other = record({ assertion: { narrative: 'Other' } });
    const [fresh] = await importAs(owner, site, 'two.json', Buffer.from(JSON.stringify(other)));
    const page = await owner.ask(`${fresh}/build`);
    assert.match(words(page), /2? ?will be made/);
    assert.match(words(page), /Bea Moss/);
    assert.match(words(page), /Knots and Splices/);
    assert.equal((await owner.ask('/clrs?as=csv')).text.trim().split('\r\n').length, 2, 'one record only');
  });

  await t.test('a second time there is nothing to do', async () => {
    const page = await owner.ask(`${path}/build`);
    assert.match(words(page), /All of it is in the Builder already/);
    assert.equal(await formAt(owner, `${path}/build`), undefined);
    const { fields } = await owner.form('/account', /./);
    const reply = await owner.send({ action: `${path}/build`, fields: { token: fields.token } });
    assert.equal(reply.status, 409);
    assert.match(words(reply), /here already/);
  });

  const changed = structuredClone(document);
  changed.assertions[0].achievement.name = 'Knots <b>and</b> Splices';

  await t.test('keep: the Builder stays, and the record keeps its own copy', async () => {
    const copy = { ...structuredClone(changed), id: `${document.id}-b` };
    const [other] = await importAs(owner, site, 'b.json', Buffer.from(JSON.stringify(copy)));
    const page = await owner.ask(`${other}/build`);
    assert.match(words(page), /Known, but different/);
    assert.doesNotMatch(page.text, /<b>and<\/b>/);
    const brought = await bring(owner, other, 'keep');
    assert.equal((await json(owner, item)).assertions[0].achievement.name, 'Knots and Splices');
    same(await json(owner, brought), copy, 'the copy');
    await published(owner, brought);
    same(await json(owner, brought), copy, 'published');
  });

  await t.test('replace: the items become what this record says', async () => {
    const copy = { ...structuredClone(changed), id: `${document.id}-c` };
    const [other] = await importAs(owner, site, 'c.json', Buffer.from(JSON.stringify(copy)));
    await bring(owner, other, 'replace');
    assert.equal((await json(owner, item)).assertions[0].achievement.name, 'Knots <b>and</b> Splices');
    assert.match(words(await owner.ask(`${other}/build`)), /All of it is in the Builder already/);
  });

  await t.test('what was edited here differs from what came', async () => {
    await edit(owner, item, { '/name': 'Edited here' });
    const page = await owner.ask(`${path}/build`);
    assert.match(words(page), /1 Learner record 1 different/);
  });

  await t.test('what is not there, and who may not', async () => {
    assert.equal((await owner.ask('/records/0123456789abcdefghjkmnpqrs/build')).status, 404);
    const [gone] = await importAs(owner, site, 'gone.json', recordBytes());
    await owner.send(await owner.form(`${gone}/delete`, `${gone}/delete`));
    assert.equal((await owner.ask(`${gone}/build`)).status, 410);
    for (const role of ['auditor', 'reviewer', 'issuer']) {
      const visitor = await member(site, owner, role);
      assert.equal((await visitor.ask(`${path}/build`)).status, 403, role);
    }
  });
}));
