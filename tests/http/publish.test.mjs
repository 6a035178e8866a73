// From a draft to published versions and to being revoked; approval by a
// second person.
import assert from 'node:assert/strict';
import test from 'node:test';

import { run } from './lib/env.mjs';
import { links } from './lib/html.mjs';
import {
  buttons, edit, formAt, id, json, make, office, onSite, publish, published, revoke, words,
} from './lib/items.mjs';
import { member } from './lib/staff.mjs';

// The state that the page of an item says.
async function stateOf(visitor, path) {
  const page = await visitor.ask(path);
  return page.text.match(/class="mark mark-(\w+)"/)[1];
}

function recordOf(page) {
  return links(page.text).find(at => /^\/records\/\w+$/.test(at));
}

// Is ${doc} in order for `clarus check`, which is strict?
function isInOrder(site, doc) {
  const file = site.write('published.json', JSON.stringify(doc));
  const done = site.clarus('check', file);
  assert.equal(done.status, 0, done.stdout + done.stderr);
}

test('publishing', t => onSite(async (site, owner) => {
  const items = await office(owner);
  const { clr, course, maya } = items;
  let record, link;

  await t.test('the page says what would be published, and changes nothing', async () => {
    const page = await owner.ask(`${clr}/publish`);
    assert.equal(page.status, 200);
    assert.match(words(page), /This will be version 1\./);
    assert.match(words(page), /4 drafts are part of it/);
    for (const path of [items.college, maya, course, items.assertion])
      assert.ok(links(page.text).includes(path), `${path} is named`);
    assert.deepEqual(buttons(page), ['publish']);
    assert.equal(await stateOf(owner, clr), 'draft');
    assert.equal((await owner.ask(`${clr}/versions`)).status, 200);
    assert.match(words(await owner.ask(`${clr}/versions`)), /Nothing was published yet/);
  });

  await t.test('what it holds is published with it', async () => {
    await published(owner, clr);
    for (const path of Object.values(items)) assert.equal(await stateOf(owner, path), 'published', path);
    const doc = await json(owner, clr);
    assert.equal(doc.assertions[0].achievement.name, 'Knots');
    assert.equal(doc.learner.name, 'Maya Okafor');
    assert.ok(!JSON.stringify(doc).includes('$item'));
    isInOrder(site, doc);
  });

  await t.test('it can be read as a record, and shared', async () => {
    const page = await owner.ask(`${clr}/versions`);
    record = recordOf(page);
    const doc = await json(owner, record);
    const one = await owner.ask(`${clr}/versions/1`);
    assert.match(one.headers.get('content-disposition'), /^attachment; filename="\w+-1\.json"$/);
    assert.deepEqual(JSON.parse(one.text), doc);
    const shown = await owner.ask(record);
    assert.match(words(shown), /Maya Okafor.*Knots/);
    link = site.share(record);
    const shared = await site.ask(link);
    assert.equal(shared.status, 200);
    assert.match(words(shared), /Knots/);
    isInOrder(site, JSON.parse((await site.ask(link, { accept: 'application/json' })).text));
  });

  await t.test('nothing new is nothing to publish', async () => {
    const page = await owner.ask(`${course}/publish`);
    assert.match(words(page), /There is nothing to publish/);
    assert.deepEqual(buttons(page), []);
    const { fields } = await owner.form(`${course}/edit`, `${course}/edit`);
    const reply = await owner.send({ action: `${course}/publish`, fields: { token: fields.token } },
      { rev: '2', do: 'publish' });
    assert.equal(reply.status, 403);
  });

  await t.test('what is verified itself can be proved in another way', async () => {
    const page = await owner.ask(`${clr}/publish`);
    assert.match(words(page), /Version 1 cannot be checked by others\. Nothing changed since version 1\./);
    assert.deepEqual(buttons(page), ['publish']);
    const same = await publish(owner, clr);
    assert.equal(same.status, 422);
    assert.match(words(same), /Nothing changed since version 1/);
  });

  await t.test('a change is a next version, and the difference is told', async () => {
    await edit(owner, clr, { '/name': 'Transcript of <b>Spring</b>' });
    assert.match((await owner.ask(clr)).text, /mark-published.*mark-changed/s);
    const draft = await owner.ask(`${clr}/versions`);
    assert.match(words(draft), /What differs between version 1 and the draft/);
    assert.match(words(await owner.ask(`${clr}/publish`)), /This will be version 2\. It takes the place of version 1/);
    await published(owner, clr);
    const page = await owner.ask(`${clr}/versions`);
    assert.match(words(page), /2 Published .* 1 Superseded/);
    assert.match(words(page), /What differs between version 1 and 2.*Transcript Transcript of <b>Spring<\/b>/);
    assert.doesNotMatch(page.text, /<b>Spring/);
    assert.deepEqual(links(page.text).filter(at => /from=/.test(at)), [`${clr}/versions?from=1&to=2`]);
    const same = await owner.ask(`${clr}/versions?from=2&to=2`);
    assert.match(words(same), /Nothing differs/);
    const first = JSON.parse((await owner.ask(`${clr}/versions/1`)).text);
    assert.equal(first.name, 'Transcript', 'version 1 stays as it was');
    assert.notEqual(recordOf(page), record);
    assert.deepEqual(await json(owner, record), first, 'and so does its record');
  });

  await t.test('numbers that are none', async () => {
    for (const query of ['from=9', 'to=3', 'from=x', 'to=-1'])
      assert.equal((await owner.ask(`${clr}/versions?${query}`)).status, 422, query);
    for (const number of ['0', '3', 'x', '99999999999999999999'])
      assert.equal((await owner.ask(`${clr}/versions/${number}`)).status, 404, number);
  });

  await t.test('a record whose parts changed is published again', async () => {
    await edit(owner, course, { '/description': 'Six knots.' });
    await published(owner, course);
    const page = await owner.ask(`${clr}/publish`);
    assert.deepEqual(buttons(page), ['publish'], words(page));
    await published(owner, clr);
    assert.equal((await json(owner, clr)).assertions[0].achievement.description, 'Six knots.');
  });

  await t.test('somebody saved it meanwhile', async () => {
    await edit(owner, course, { '/description': 'Seven knots.' });
    const form = await formAt(owner, `${course}/publish`);
    await edit(owner, course, { '/description': 'Eight knots.' });
    const reply = await owner.send(form, { do: 'publish' });
    assert.equal(reply.status, 409);
    assert.match(words(reply), /changed/);
    assert.match(words(await owner.ask(`${course}/versions`)), /version 2 and the draft/);
  });

  await t.test('a form that says nothing of use is refused in words', async () => {
    const form = await formAt(owner, `${course}/publish`);
    for (const values of [{ rev: '' }, { rev: 'x' }, { rev: '-1' }, { do: 'dance' }, { do: '' }]) {
      const reply = await owner.send(form, { do: 'publish', ...values });
      assert.equal(reply.status, 422, JSON.stringify(values));
    }
    const alien = await owner.send({ ...form, fields: { rev: form.fields.rev } }, { do: 'publish' });
    assert.equal(alien.status, 403, 'without the token');
    assert.equal((await owner.ask(`/profiles/${id(course)}/publish`)).status, 404, 'of another class');
  });

  await t.test('errors keep it back, and are listed', async () => {
    const empty = await make(owner, 'achievements', { '/name': 'Nothing else', '/issuer': '' });
    const page = await owner.ask(`${empty}/publish`);
    assert.match(words(page), /This must be mended before it can be published:.*Error:/);
    assert.deepEqual(buttons(page), []);
    assert.ok(links(page.text).some(at => at.startsWith(`${empty}/edit?open=`)), 'a way to the field');
    const reply = await publish(owner, empty);
    assert.equal(reply.status, 422);
    assert.match(words(reply), /cannot be published yet.*Error:/);
    assert.equal(await stateOf(owner, empty), 'draft');
  });

  await t.test('revoking wants a reason, and a sensible one', async () => {
    const page = await owner.ask(`${clr}/revoke`);
    assert.match(words(page), /This cannot be undone/);
    for (const reason of ['', '   ', 'x'.repeat(501)]) {
      const reply = await revoke(owner, clr, reason);
      assert.equal(reply.status, 422, `${reason.length} characters`);
      assert.match(reply.text, /aria-invalid="true"/);
      assert.match(words(reply), /reason/);
    }
    assert.equal(await stateOf(owner, clr), 'published');
    assert.match(words(await owner.ask(`${course}/revoke`)), /other items? hold/);
  });

  await t.test('what is revoked says so everywhere, at once', async () => {
    const now = recordOf(await owner.ask(`${clr}/versions`));
    const fresh = site.share(now);
    for (const at of [link, fresh]) assert.doesNotMatch(words(await site.ask(at)), /Revoked|is revoked/, at);
    const reply = await revoke(owner, clr, 'The wrong <i>person</i>');
    assert.equal(reply.location, `${clr}?notice=revoked`);
    for (const at of [link, fresh]) assert.match(words(await site.ask(at)), /Revoked\./, at);
    assert.match(words(await owner.ask(now)), /[Rr]evoked/);
    const page = await owner.ask(clr);
    assert.match(words(page), /Revoked.*The wrong <i>person<\/i>/);
    const doc = await json(owner, clr);
    assert.equal(doc.revoked, true);
    assert.equal(doc.revocationReason, 'The wrong <i>person</i>');
    assert.match(words(await owner.ask(`${clr}/versions`)), /3 Revoked/);
    for (const at of [link, fresh, now]) {
      const said = await json(owner, at);
      assert.equal(said.revoked, true, at);
      assert.equal(said.revocationReason, 'The wrong <i>person</i>', at);
    }
    const kept = JSON.parse((await owner.ask(`${now}/original`)).text);
    assert.equal(kept.revoked, undefined, 'what was published stays as it was');
    assert.equal((await owner.ask(`${clr}/versions/3`)).text, (await owner.ask(`${now}/original`)).text);
  });

  await t.test('revoked is for good', async () => {
    assert.equal((await owner.ask(`${clr}/revoke`)).status, 409);
    const other = await formAt(owner, `${course}/revoke`);
    const again = await owner.send({ ...other, action: `${clr}/revoke` }, { reason: 'again' });
    assert.equal(again.status, 410);
    assert.equal((await owner.ask(`${clr}/edit`)).status, 410);
    assert.match(words(await owner.ask(`${clr}/publish`)), /nothing to publish/);
    const draft = await make(owner, 'profiles', { '/name': 'Never out' });
    assert.equal((await owner.ask(`${draft}/revoke`)).status, 409);
  });

  await t.test('a part that was revoked says so in the next record', async () => {
    const before = await json(owner, items.assertion);
    assert.equal((await revoke(owner, items.assertion, 'A mistake')).status, 303);
    const doc = await json(owner, items.assertion);
    assert.equal(doc.revoked, true);
    assert.equal(before.revoked, undefined);
  });

  await t.test('the audit trail has each step', async () => {
    const trail = run(...splitCommand(site, 'audit', 'list')).stdout;
    for (const action of ['item.publish', 'item.revoke'])
      assert.ok(trail.includes(action), `${action} in ${trail.slice(0, 2000)}`);
  });

  await t.test('who may not, cannot', async () => {
    const draft = await make(owner, 'profiles', { '/name': 'Draft' });
    for (const role of ['auditor', 'reviewer']) {
      const visitor = await member(site, owner, role);
      const page = await visitor.ask(`${draft}/publish`);
      assert.equal(page.status, 200, 'may look');
      assert.deepEqual(buttons(page), []);
      assert.ok(!links(page.text).includes(`${draft}/edit`));
      for (const what of ['publish', 'ask', 'return'])
        assert.equal((await publish(visitor, draft, what, { reason: 'no' })).status, 403, `${role} ${what}`);
      assert.equal((await visitor.ask(`${course}/revoke`)).status, 403, role);
    }
    assert.equal(await stateOf(owner, draft), 'draft');
  });
}));

function splitCommand(site, ...rest) {
  const [program, ...args] = site.command(...rest);
  return [program, args];
}

test('with a second person', t => onSite(async (site, owner) => {
  const editor = await member(site, owner, 'editor');
  const reviewer = await member(site, owner, 'reviewer');
  const college = await make(editor, 'profiles', { '/name': 'Riverbend College' });

  await t.test('an editor asks, and cannot publish', async () => {
    const page = await editor.ask(`${college}/publish`);
    assert.deepEqual(buttons(page), ['ask']);
    assert.equal((await publish(editor, college)).status, 403);
    assert.equal((await publish(reviewer, college, 'publish')).status, 403, 'nobody asked yet');
    const reply = await publish(editor, college, 'ask');
    assert.equal(reply.location, `${college}?notice=asked`);
    assert.equal(await stateOf(editor, college), 'review');
    assert.equal((await publish(editor, college, 'ask')).status, 403, 'once');
  });

  await t.test('who asked cannot approve', async () => {
    const page = await editor.ask(`${college}/publish`);
    assert.deepEqual(buttons(page), []);
    assert.match(words(page), /Somebody else has to give it/);
    for (const what of ['publish', 'return'])
      assert.equal((await publish(editor, college, what, { reason: 'x' })).status, 403);
    const mine = await make(owner, 'profiles', { '/name': 'Own work' });
    assert.equal((await publish(owner, mine, 'ask')).status, 303);
    assert.equal((await publish(owner, mine)).status, 403, 'an owner neither');
    assert.equal((await publish(reviewer, mine)).status, 303);
  });

  await t.test('a reviewer returns it with a reason', async () => {
    const page = await reviewer.ask(`${college}/publish`);
    assert.deepEqual(buttons(page), ['publish', 'return']);
    assert.match(words(page), /Approval was asked for by The editor/);
    const without = await publish(reviewer, college, 'return', { reason: ' ' });
    assert.equal(without.status, 422);
    assert.match(words(without), /Give a reason/);
    const reply = await publish(reviewer, college, 'return', { reason: 'Add the <town>' });
    assert.equal(reply.location, `${college}?notice=returned`);
    assert.equal(await stateOf(editor, college), 'draft');
    assert.match(words(await editor.ask(`${college}/publish`)), /It was returned: Add the <town>/);
    assert.equal((await publish(reviewer, college, 'return', { reason: 'twice' })).status, 403);
  });

  await t.test('what is edited in review is a draft again', async () => {
    assert.equal((await publish(editor, college, 'ask')).status, 303);
    await edit(editor, college, { '/description': 'By the river' });
    assert.equal(await stateOf(editor, college), 'draft');
    assert.equal((await publish(reviewer, college)).status, 403);
  });

  await t.test('a reviewer approves', async () => {
    assert.equal((await publish(editor, college, 'ask')).status, 303);
    await published(reviewer, college);
    assert.equal(await stateOf(editor, college), 'published');
    assert.match(words(await editor.ask(`${college}/versions`)), /1 Published .* The reviewer/);
  });

  await t.test('a change of what is published is asked for too', async () => {
    await edit(editor, college, { '/description': 'By the lake' });
    assert.equal((await publish(editor, college, 'ask')).status, 303);
    assert.equal(JSON.parse((await owner.ask(`${college}/versions/1`)).text).description, 'By the river');
    assert.equal((await publish(reviewer, college, 'return', { reason: 'Which lake?' })).status, 303);
    assert.equal(await stateOf(editor, college), 'published');
  });
}, { review: 'yes' }));
