// Endorsements: somebody is asked by mail, answers without an account, and
// staff accept or decline what came.
import assert from 'node:assert/strict';
import test from 'node:test';

import { forms, links } from './lib/html.mjs';
import { formAt, id, json, make, office, published, words } from './lib/items.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner, member, refusal } from './lib/staff.mjs';
import { Visitor } from './lib/visitor.mjs';

const hostile = '<script>alert(1)</script> <img src=x onerror=alert(2)> [bad](javascript:alert(3)) *Fine*';

// The page of the kept mail to an address.
async function mailTo(owner, email) {
  const list = await owner.ask('/admin/mail');
  const row = list.text.split('<tr').find(part => part.includes(email));
  assert.match(row ?? '', />Kept</, `a mail to ${email} is kept, for there is no server`);
  return owner.ask(links(row)[0]);
}

let serial = 0;

async function askFor(visitor, path, values = {}) {
  const form = await formAt(visitor, `${path}/endorse`);
  return visitor.send(form, { name: 'Jonas Weber', email: 'jonas@works.example', ...values });
}

// Ask; the endorsement's path, and that of the link in the mail.
async function asked(owner, path, values) {
  const email = `jonas${++serial}@works.example`;
  const reply = await askFor(owner, path, { email, ...values });
  assert.equal(reply.status, 303, words(reply));
  const mail = await mailTo(owner, email);
  return {
    path: reply.location.replace(/\?.*/, ''),
    link: new URL(mail.text.match(/http[^"\s<]+\/endorse\/[0-9a-z]{26}/)[0]).pathname,
    mail,
  };
}

async function give(site, link, values = {}) {
  const guest = new Visitor(site);
  const form = await guest.form(link, link);
  return guest.send(form, { comment: 'She ties them blind.', confirm: '1', ...values });
}

async function decide(owner, path, what, values = {}) {
  const page = await owner.ask(path);
  const form = forms(page.text).find(f => f.action === `${path}/decide`);
  assert.ok(form, `${path} has the form`);
  return owner.send(form, { do: what, ...values });
}

test('endorsements', async t => {
  const site = await openSite({ settings: { demo: 'no', password_cost: 1 } });
  try {
    const owner = await firstOwner(site);
    await all(t, site, owner, await office(owner));
  } finally {
    await site.close();
  }
});

async function all(t, site, owner, items) {
  await t.test('the mail says who asks, of what, and where to answer', async () => {
    const { mail, path } = await asked(owner, items.course, { message: 'Please <b>help</b>\nus' });
    const said = words(mail);
    assert.match(said, /jonas1@works\.example/);
    assert.match(said, /Dear Jonas Weber/);
    assert.match(said, /Knots/);
    assert.match(said, /Please <b>help<\/b>/);
    assert.match(words(await owner.ask(path)), /A request was sent/);
  });

  await t.test('a form that lacks something is shown again, with what was typed', async () => {
    const lacks = [[{ name: '' }, /name is needed/], [{ name: 'x'.repeat(201) }, /at most 200/],
      [{ name: 'two\nlines' }, /one line/], [{ email: '' }, /e-mail/], [{ email: 'nobody' }, /e-mail/],
      [{ email: 'a@b.example\r\nBcc: c@d.example' }, /e-mail/], [{ message: 'x'.repeat(2001) }, /too long/]];
    for (const [values, why] of lacks) {
      const reply = await askFor(owner, items.course, { message: 'typed', ...values });
      assert.equal(reply.status, 422, JSON.stringify(values).slice(0, 60));
      assert.match(refusal(reply.text), why);
      const { fields } = forms(reply.text).find(f => f.action === `${items.course}/endorse`);
      assert.equal(fields.message, values.message ?? 'typed');
    }
  });

  await t.test('the answer needs no account, and words of one\'s own', async () => {
    const { link } = await asked(owner, items.course);
    const guest = new Visitor(site);
    const page = await guest.ask(link);
    assert.equal(page.status, 200);
    assert.match(words(page), /Endorse Knots/);
    assert.equal(forms(page.text).find(f => f.action === link).fields.name, 'Jonas Weber');
    const lacks = [[{ comment: '' }, /Write what/], [{ comment: ' \n' }, /Write what/], [{ name: '' }, /name/],
      [{ comment: 'x'.repeat(20001) }, /20000/]];
    for (const [values, why] of lacks) {
      const reply = await give(site, link, values);
      assert.equal(reply.status, 422);
      assert.match(refusal(reply.text), why);
    }
    const form = await guest.form(link, link);
    delete form.fields.confirm;
    const unsure = await guest.send(form, { comment: 'Kept words' });
    assert.equal(unsure.status, 422);
    assert.match(unsure.text, /Kept words<\/textarea>/);
    assert.equal((await guest.send({ ...form, fields: {} }, { comment: 'x', name: 'x', confirm: '1' })).status,
      403, 'without the token');
    assert.equal((await give(site, link)).status, 200);
  });

  await t.test('a link works once, and says so after', async () => {
    const { link } = await asked(owner, items.course);
    assert.match(words(await give(site, link)), /Thank you/);
    const again = await new Visitor(site).ask(link);
    assert.equal(again.status, 404);
    assert.match(words(again), /This link is no longer good/);
    const guest = new Visitor(site);
    const form = await guest.form((await asked(owner, items.course)).link, /endorse/);
    const late = await guest.send({ ...form, action: link }, { comment: 'Twice', confirm: '1' });
    assert.equal(late.status, 404);
    assert.match(words(late), /This link is no longer good/);
    for (const unknown of ['0123456789abcdefghjkmnpqrs', 'short', '%00'])
      assert.ok([400, 404].includes((await guest.ask(`/endorse/${unknown}`)).status), unknown);
  });

  await t.test('of two answers at once only one is taken', async () => {
    const { link, path } = await asked(owner, items.course);
    const guests = await Promise.all([1, 2, 3].map(async () => {
      const guest = new Visitor(site);
      return [guest, await guest.form(link, link)];
    }));
    const replies = await Promise.all(guests.map(([guest, form], i) =>
      guest.send(form, { comment: `Answer ${i}`, confirm: '1' })));
    assert.equal(replies.filter(r => r.status === 200).length, 1);
    assert.ok(replies.every(r => [200, 404].includes(r.status)), replies.map(r => r.status).join());
    assert.match((await json(owner, path)).claim.endorsementComment, /^Answer \d$/);
  });

  for (const [name, of] of [['an achievement', 'course'], ['an assertion', 'assertion'],
    ['a profile', 'maya'], ['a record', 'clr']])
    await t.test(`accepted, it stands in ${name} that is published`, async () => {
      const target = items[of];
      const { path, link } = await asked(owner, target);
      await give(site, link, { comment: hostile, name: 'Jonas <i>Weber</i>' });
      const page = await owner.ask(path);
      assert.doesNotMatch(page.text, /<script>alert|<img src=x|href="javascript:|<i>Weber/);
      assert.match(words(page), /<script>alert\(1\)<\/script>/, 'shown as it was written');
      const reply = await decide(owner, path, 'accept');
      assert.equal(reply.location, `${path}?notice=accepted`);
      assert.ok(!forms((await owner.ask(path)).text).some(f => f.action === `${path}/decide`));
      await published(owner, target);
      const doc = await json(owner, target);
      const { endorsements: [given] } = doc;
      assert.equal(given.claim.endorsementComment, hostile);
      assert.equal(given.claim.id, doc.id);
      assert.equal(given.issuer.name, 'Jonas <i>Weber</i>');
      assert.equal(given.issuer.type, 'Profile');
      const done = site.clarus('check', ...(of === 'clr' ? [] : ['--as', {
        course: 'Achievement', assertion: 'Assertion', maya: 'Profile',
      }[of]]), site.write('doc.json', JSON.stringify(doc)));
      assert.equal(done.status, 0, done.stdout + done.stderr);
    });

  await t.test('declined with a reason, it stands nowhere', async () => {
    const { path, link } = await asked(owner, items.college);
    await give(site, link);
    assert.equal((await decide(owner, path, 'decline', { reason: '' })).status, 422);
    assert.equal((await decide(owner, path, 'dance')).status, 422);
    const reply = await decide(owner, path, 'decline', { reason: 'Not <u>known</u> here' });
    assert.equal(reply.location, `${path}?notice=declined`);
    assert.match(words(await owner.ask(path)), /was declined: Not <u>known<\/u> here/);
    assert.equal((await json(owner, items.college)).endorsements, undefined);
    const other = await asked(owner, items.college);
    const form = await formAt(owner, `${items.college}/endorse`);
    for (const at of [path, other.path]) {
      const late = await owner.send({ ...form, action: `${at}/decide` }, { do: 'accept' });
      assert.equal(late.status, 409, 'declined, or not yet received');
    }
  });

  await t.test('who may not, sees it and no more', async () => {
    const { path, link } = await asked(owner, items.college);
    await give(site, link);
    const auditor = await member(site, owner, 'auditor');
    const page = await auditor.ask(path);
    assert.match(words(page), /This endorsement was received/);
    assert.ok(!forms(page.text).some(f => f.action.endsWith('/decide')));
    const { fields } = forms(page.text)[0];
    for (const action of [`${path}/decide`, `${items.college}/endorse`])
      assert.equal((await auditor.send({ action, fields }, { do: 'accept' })).status, 403);
    assert.equal((await auditor.ask(`${items.college}/endorse`)).status, 403);
  });

  await t.test('an endorsement is not endorsed', async () => {
    const { path } = await asked(owner, items.college);
    assert.equal((await owner.ask(`${path}/endorse`)).status, 409);
    assert.equal((await owner.ask(`/profiles/${id(path)}/endorse`)).status, 404);
  });

  await t.test('what was revoked meanwhile cannot take it any more', async () => {
    const profile = await make(owner, 'profiles', { '/name': 'Soon gone' });
    await published(owner, profile);
    const { path, link } = await asked(owner, profile);
    await give(site, link);
    await owner.send(await formAt(owner, `${profile}/revoke`), { reason: 'gone' });
    assert.equal((await decide(owner, path, 'accept')).status, 410);
    const form = await formAt(owner, `${items.course}/endorse`);
    assert.equal((await owner.send({ ...form, action: `${profile}/endorse` },
      { name: 'x', email: 'x@y.example' })).status, 410);
  });
}
