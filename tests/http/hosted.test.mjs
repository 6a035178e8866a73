// A hosted document at the address that is its id: for anyone, in the bytes
// that were published; gone with its reason when it is revoked; nothing that
// was not published.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { source } from './lib/env.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner } from './lib/staff.mjs';
import { Visitor } from './lib/visitor.mjs';

const folder = '/ims/clr/v1p0/endorsements';

// An endorsement asked for and given; its path in the Builder and its id.
async function given(site, owner) {
  const list = await owner.ask('/achievements');
  const achievement = list.text.match(/href="(\/achievements\/[0-9a-z]{26})"/)[1];
  const ask = await owner.form(`${achievement}/endorse`, `${achievement}/endorse`);
  const asked = await owner.send(ask, { name: 'Rosa Lind', email: 'rosa@x.example' });
  const path = asked.location.replace(/\?.*/, '').replace(site.url, '');
  const mails = (await owner.ask('/admin/mail')).text.match(/\/admin\/mail\/[0-9a-z]{26}/)[0];
  const link = (await owner.ask(mails)).text.match(/\/endorse\/[0-9a-z]{26}/)[0];
  const rosa = new Visitor(site);
  const form = await rosa.form(link, link);
  const reply = await rosa.send(form, { comment: 'Carefully done.', confirm: '1' });
  assert.equal(reply.status, 200, reply.text);
  const { id } = JSON.parse((await owner.ask(path, { accept: 'application/json',
    headers: { accept: 'application/json' } })).text);
  return { path, id };
}

async function press(owner, path, values) {
  const form = await owner.form(path, path);
  const reply = await owner.send(form, values);
  assert.equal(reply.status, 303, reply.text);
}

test('hosted documents', async t => {
  const site = await openSite({ settings: { password_cost: 1 } });
  try {
    site.must('import', '--build', join(source, 'db/demo/layla-haddad-nursing.json'));
    const owner = await firstOwner(site);
    const { path, id } = await given(site, owner);
    const address = id.replace(site.url, '');

    await t.test('the id is an address of this service', () =>
      assert.match(id, new RegExp(`^${site.url}${folder}/[0-9a-f-]{36}$`)));

    await t.test('a draft is not there', async () =>
      assert.equal((await site.ask(address)).status, 404));

    await press(owner, `${path}/publish`, { do: 'publish' });

    await t.test('what was published is, for anyone, in its own bytes', async () => {
      const reply = await site.ask(address);
      assert.equal(reply.status, 200);
      assert.match(reply.type, /^application\/json/);
      assert.equal(reply.headers.get('access-control-allow-origin'), '*');
      const doc = JSON.parse(reply.text);
      assert.equal(doc.id, id);
      assert.equal(doc.verification.type, 'Hosted');
      assert.equal(doc.claim.endorsementComment, 'Carefully done.');
      assert.doesNotMatch(reply.text, /rosa@/, 'the address it was asked at stays here');
      const version = await owner.ask(`${path}/versions/1`);
      assert.equal(reply.text, version.text);
      const again = await site.ask(address, { headers: { 'if-none-match': reply.headers.get('etag') } });
      assert.equal(again.status, 304);
      const head = await site.ask(address, { method: 'HEAD' });
      assert.equal(head.status, 200);
      assert.equal(head.bytes.length, 0);
      assert.equal((await site.ask(address, { method: 'POST' })).status, 405);
    });

    await t.test('other folders and other names are not', async () => {
      for (const other of ['clrs', 'profiles', 'keys', 'nothing'])
        assert.equal((await site.ask(address.replace('endorsements', other))).status, 404, other);
      assert.equal((await site.ask(`${folder}/${'0'.repeat(36)}`)).status, 404);
    });

    await press(owner, `${path}/revoke`, { reason: 'Given by mistake.' });

    await t.test('revoked, it is gone, and says why', async () => {
      const reply = await site.ask(address);
      assert.equal(reply.status, 410);
      assert.deepEqual(JSON.parse(reply.text),
        { id, revoked: true, revocationReason: 'Given by mistake.' });
    });
  } finally {
    await site.close();
  }
});
