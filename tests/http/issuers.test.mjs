// Known issuers: added, changed, taken off, and told in the audit trail.
import assert from 'node:assert/strict';
import test from 'node:test';

import { openSite } from './lib/site.mjs';
import { firstOwner, member, refusal } from './lib/staff.mjs';

const here = '/admin/issuers';
const atlas = {
  id: 'https://atlas.example/issuer?a=b&c=%3Cd',
  name: 'Atlas <b>University',
  note: 'We asked their registrar & wrote it down.',
};
const removing = `${here}/remove?id=${encodeURIComponent(atlas.id)}`;

async function save(visitor, values) {
  return visitor.send(await visitor.form(here, here), values);
}

test('known issuers', async t => {
  const site = await openSite({ settings: { demo: 'no', password_cost: 1 } });
  try {
    const owner = await firstOwner(site);

    await t.test('none at first, and the page says what to do', async () => {
      const page = await owner.ask(here);
      assert.equal(page.status, 200);
      assert.match(page.text, /No issuer is on the list/);
      assert.match((await owner.ask('/admin')).text, /0 known issuers/);
    });

    await t.test('what cannot be kept is shown again, with what was typed', async () => {
      for (const [wrong, words] of [
        [{ id: '' }, /whole address/],
        [{ id: 'Atlas University' }, /whole address/],
        [{ id: 'atlas.example' }, /whole address/],
        [{ id: `urn:${'x'.repeat(2000)}` }, /2000 bytes/],
        [{ name: '' }, /issuer.s name/],
        [{ name: 'n'.repeat(201) }, /200 characters/],
        [{ name: 'two\nlines' }, /one line/],
        [{ note: ' ' }, /how you know/],
        [{ note: 'n'.repeat(501) }, /500 characters/],
      ]) {
        const reply = await save(owner, { ...atlas, id: 'urn:typed', ...wrong });
        assert.equal(reply.status, 422, JSON.stringify(wrong));
        assert.match(refusal(reply.text), words);
        if (!('id' in wrong)) assert.match(reply.text, /value="urn:typed"/);
        assert.match(reply.text, /aria-invalid="true"/);
      }
      assert.match((await owner.ask(here)).text, /No issuer is on the list/);
    });

    await t.test('one is added, blanks around it left out', async () => {
      const reply = await save(owner, { ...atlas, id: ` ${atlas.id}\t`, name: ` ${atlas.name} ` });
      assert.equal(reply.status, 303, reply.text);
      assert.equal(reply.location, `${here}?done=1`);
      const page = (await owner.ask(reply.location)).text;
      assert.match(page, /Done\./);
      assert.match(page, /<span dir="auto">Atlas &lt;b&gt;University<\/span>/);
      assert.match(page, /atlas\.example/);
      assert.match(page, /registrar &amp; wrote it down/);
      assert.match(page, /Maria Reyes/);
      assert.ok(!page.includes('<b>University'));
      assert.match((await owner.ask('/admin')).text, /1 known issuer</);
    });

    await t.test('the form of one that is known begins with what is known', async () => {
      const form = await owner.form(`${here}?id=${encodeURIComponent(atlas.id)}`, here);
      assert.deepEqual({ ...form.fields, token: undefined }, { ...atlas, token: undefined });
      const reply = await owner.send(form, { note: 'By letter.' });
      assert.equal(reply.status, 303);
      const page = (await owner.ask(here)).text;
      assert.match(page, /By letter\./);
      assert.ok(!page.includes('wrote it down'));
      assert.equal(page.match(/<th scope="row">/g).length, 1);
    });

    await t.test('one that is not known begins with what the link says', async () => {
      const path = `${here}?id=urn:new&name=${encodeURIComponent('New & old')}`;
      const { fields } = await owner.form(path, here);
      assert.equal(fields.id, 'urn:new');
      assert.equal(fields.name, 'New & old');
      assert.ok(!(await owner.ask(here)).text.includes('urn:new'), 'looking keeps nothing');
    });

    await t.test('taking it off asks first', async () => {
      const page = await owner.ask(removing);
      assert.equal(page.status, 200);
      assert.match(page.text, /records of Atlas &lt;b&gt;University are shown as confirmed only if/);
      assert.match((await owner.ask(here)).text, /Atlas/);
      const form = await owner.form(removing, removing);
      assert.equal((await owner.send(form, { token: 'x' })).status, 403);
      const reply = await owner.send(form);
      assert.equal(reply.status, 303);
      assert.match((await owner.ask(reply.location)).text, /No issuer is on the list/);
      assert.equal((await owner.send(form)).status, 404);
      assert.equal((await owner.ask(removing)).status, 404);
      assert.equal((await owner.ask(`${here}/remove`)).status, 404);
    });

    await t.test('the audit trail tells each change', async () => {
      const trail = (await owner.ask(`/admin/audit?target=${encodeURIComponent(atlas.id)}`)).text;
      assert.equal(trail.match(/issuer\.pin\b/g).length, 2);
      assert.equal(trail.match(/issuer\.unpin\b/g).length, 1);
    });

    await t.test('it is for owners alone', async () => {
      const editor = await member(site, owner, 'editor');
      assert.equal((await editor.ask(here)).status, 403);
      const reply = await editor.send({ action: here, fields: {} }, atlas);
      assert.equal(reply.status, 403);
    });
  } finally {
    await site.close();
  }
});
