// Accounts: signing in and out, invitations, forgotten passwords, the second
// factor, sessions, mail, the audit trail.
import assert from 'node:assert/strict';
import test from 'node:test';

import { sleep, until } from './lib/env.mjs';
import { forms } from './lib/html.mjs';
import { bodyOf, openMailbox } from './lib/mailbox.mjs';
import { openSite } from './lib/site.mjs';
import {
  accountId, change, choose, firstOwner, invite, isIn, linkIn, member, password,
  refusal, secondFactor, setupPath, signIn, totp,
} from './lib/staff.mjs';
import { setCookies, Visitor } from './lib/visitor.mjs';

// Tests of ${define} on a fresh site with its first owner.
async function onSite(t, define, settings = {}) {
  const site = await openSite({ settings: { demo: 'no', password_cost: 1, ...settings } });
  try {
    await define(site, t);
  } finally {
    await site.close();
  }
}

function cookieLine(reply, name = 'clarus_session') {
  return setCookies(reply.headers).find(line => line.includes(`${name}=`));
}

test('the first owner', t => onSite(t, async site => {
  const path = setupPath(site);

  await t.test('a form that says too little is shown again, the link still good', async () => {
    const visitor = new Visitor(site);
    for (const [values, words] of [
      [{ name: '', email: 'maria@office.example' }, /name/],
      [{ name: 'Maria', email: 'nobody' }, /name@example.org/],
      [{ name: 'Maria', email: 'm@o.example', password: 'short' }, /8/],
      [{ name: 'Maria', email: 'm@o.example', password: 'password1' }, /./],
      [{ name: 'Maria', email: 'm@o.example', again: 'four words no less' }, /not the same/],
    ]) {
      const reply = await choose(visitor, path, values);
      assert.equal(reply.status, 422, JSON.stringify(values));
      assert.match(refusal(reply.text), words);
      assert.ok(!reply.text.includes(values.password ?? password), 'no password is shown');
    }
  });

  await t.test('two at once make one owner', async () => {
    const visitors = [new Visitor(site), new Visitor(site)];
    const sent = await Promise.all(visitors.map(async (visitor, i) => {
      const form = await visitor.form(path, path);
      return () => visitor.send(form, { name: 'Maria', email: `m${i}@office.example`, password, again: password });
    }));
    const statuses = (await Promise.all(sent.map(send => send()))).map(r => r.status).sort();
    assert.deepEqual(statuses, [303, 404]);
  });

  await t.test('afterwards the link is used up, and none is printed', async () => {
    assert.equal((await site.ask(path)).status, 404);
    await site.restart();
    assert.equal(setupPath(site), path);
  });

  await t.test('its secret stands in no line of the log', () => {
    const lines = site.requests();
    assert.ok(lines.some(line => line.path === '/setup/{ticket}'));
    assert.ok(!JSON.stringify(lines).includes(path.slice('/setup/'.length)));
  });
}));

test('signing in', t => onSite(t, async site => {
  const owner = await firstOwner(site);

  await t.test('a page for staff sends one to sign in, and back', async () => {
    const visitor = new Visitor(site);
    const away = await visitor.ask('/admin/audit?q=sign');
    assert.equal(away.status, 303);
    assert.equal(away.location, '/login?next=%2Fadmin%2Faudit%3Fq%3Dsign');
    const reply = await signIn(visitor, 'MARIA@office.example', {}, away.location);
    assert.equal(reply.status, 303);
    assert.equal(reply.location, '/admin/audit?q=sign');
    assert.equal((await visitor.ask('/login?next=/account')).location, '/account');
  });

  await t.test('next leads nowhere else', async () => {
    const away = '/login?next=%2F%2Fevil.example';
    assert.equal((await signIn(new Visitor(site), owner.email, {}, away)).location, '/build');
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a\tb', 'x', '/ x']) {
      const forged = await signIn(new Visitor(site), owner.email, { next });
      assert.equal(forged.location, '/build', next);
    }
  });

  await t.test('the cookie is new, for this host, and no script\'s', async () => {
    const visitor = new Visitor(site);
    const first = cookieLine(await signIn(visitor, owner.email));
    assert.match(first, /^clarus_session=[0-9a-z]{26}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    const again = await signIn(new Visitor(site), owner.email);
    assert.notEqual(cookieLine(again).slice(0, 41), first.slice(0, 41));
    assert.equal(again.headers.get('cache-control') ?? 'no-store', 'no-store');
  });

  await t.test('wrong in any way is the same answer, and the address is kept', async () => {
    const form = await new Visitor(site).form('/login', '/login');
    const texts = [];
    for (const [email, given] of [['maria@office.example', 'wrong wrong'], ['nobody@office.example', password]]) {
      const visitor = new Visitor(site);
      const reply = await signIn(visitor, email, { password: given });
      assert.equal(reply.status, 401);
      assert.ok(reply.text.includes(`value="${email}"`));
      assert.ok(!reply.text.includes(given));
      assert.equal(cookieLine(reply), undefined);
      texts.push(reply.text.replaceAll(email, '').replace(/value="[0-9a-f]{64}"/g, ''));
    }
    assert.equal(texts[0], texts[1]);
    assert.match(refusal(texts[0]), /wrong/);
    assert.ok(form.fields.token);
  });

  await t.test('a form from elsewhere, or without its token, is refused', async () => {
    const visitor = new Visitor(site);
    const form = await visitor.form('/login', '/login');
    const values = { email: owner.email, password };
    for (const [fields, headers] of [
      [{ ...values, token: '' }, {}],
      [{ ...values, token: '0'.repeat(64) }, {}],
      [values, { 'sec-fetch-site': 'cross-site' }],
      [values, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ]) {
      const reply = await visitor.send(form, fields, headers);
      assert.equal(reply.status, 403);
      assert.equal(cookieLine(reply), undefined);
    }
  });

  await t.test('signing out ends the session, not only the cookie', async () => {
    const visitor = new Visitor(site);
    await signIn(visitor, owner.email);
    const kept = new Map(visitor.cookies);
    const form = await visitor.form('/account', '/logout');
    const reply = await visitor.send(form);
    assert.equal(reply.status, 303);
    assert.match(cookieLine(reply), /^clarus_session=; .*Max-Age=0/);
    visitor.cookies = kept;
    assert.equal(await isIn(visitor), false);
  });

  await t.test('who signs in anew on a browser is signed out there before', async () => {
    const visitor = new Visitor(site);
    const form = await visitor.form('/login', '/login');
    await visitor.send(form, { email: owner.email, password });
    const before = new Visitor(site);
    before.cookies = new Map(visitor.cookies);
    assert.equal(await isIn(before), true);
    await visitor.send(form, { email: owner.email, password });
    assert.equal(await isIn(visitor), true);
    assert.equal(await isIn(before), false);
  });

  await t.test('guessing gets slower; others are not affected', async () => {
    const visitor = new Visitor(site);
    const statuses = [];
    let last;
    for (let i = 0; i < 8; i++) {
      last = await signIn(visitor, 'guessed@office.example', { password: `guess number ${i}` });
      statuses.push(last.status);
      if (last.status === 429) break;
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429]);
    assert.ok(Number(last.headers.get('retry-after')) >= 1);
    assert.match(refusal(last.text), /seconds/);
    assert.equal((await signIn(new Visitor(site), owner.email)).status, 303);
  });
}));

test('behind https the cookies are bound to it', t => onSite(t, async site => {
  const path = setupPath(site);
  const reply = await site.post(path, { name: 'Maria', email: 'm@office.example', password, again: password });
  assert.equal(reply.status, 303, reply.text);
  assert.match(cookieLine(reply), /^__Host-clarus_session=[0-9a-z]{26}; Path=\/; .*; Secure$/);
  assert.match(reply.headers.get('strict-transport-security'), /max-age/);
}, { base_url: 'https://records.example' }));

test('invitations and users', t => onSite(t, async site => {
  const owner = await firstOwner(site);

  await t.test('who is invited chooses a password and is signed in', async () => {
    const path = await invite(owner, 'jonas@office.example', 'editor');
    const jonas = new Visitor(site);
    const page = await jonas.ask(path);
    assert.match(page.text, /Jonas Weber/);
    assert.equal((await signIn(new Visitor(site), 'jonas@office.example', { password: '' })).status, 401);
    assert.equal((await choose(jonas, path)).status, 303);
    assert.equal(await isIn(jonas), true);
    assert.match((await jonas.ask('/account')).text, /Editor/);
    assert.equal((await jonas.ask('/admin/users')).status, 403);
    assert.equal((await new Visitor(site).ask(path)).status, 404, 'the link was good once');
  });

  await t.test('the letter is kept for the owner to read', async () => {
    const list = await owner.ask('/admin/mail');
    const letter = list.text.match(/\/admin\/mail\/[0-9a-z]{26}/)[0];
    const page = await owner.ask(letter);
    assert.match(page.text, /jonas@office\.example/);
    assert.match(page.text, /href="http[^"]*\/invite\//);
    const form = await owner.form('/admin/users', '/admin/users');
    const again = await owner.send({ ...form, action: letter }, {});
    assert.equal(again.status, 409, 'without a mail server nothing is sent');
  });

  await t.test('an address, a name and a role are needed; an address once', async () => {
    const form = await owner.form('/admin/users', '/admin/users');
    for (const [values, status] of [
      [{ name: 'X', email: 'x', role: 'editor' }, 422],
      [{ name: '', email: 'x@office.example', role: 'editor' }, 422],
      [{ name: 'X', email: 'x@office.example', role: '' }, 422],
      [{ name: 'X', email: 'x@office.example', role: 'visitor' }, 422],
      [{ name: 'X', email: 'x@office.example', role: 'god' }, 422],
      [{ name: 'X', email: 'Jonas@Office.example', role: 'editor' }, 409],
    ]) {
      const reply = await owner.send(form, values);
      assert.equal(reply.status, status, JSON.stringify(values));
      assert.ok(refusal(reply.text).length > 10);
    }
    assert.equal(forms((await owner.ask('/admin/users')).text)
      .filter(f => f.fields.do === 'role').length, 1, 'Jonas alone was made');
  });

  await t.test('a role changes, and ends the sessions', async () => {
    const lea = await member(site, owner, 'issuer');
    const id = await accountId(owner, lea.email);
    assert.equal((await change(owner, id, { do: 'role', role: 'auditor' })).status, 303);
    assert.equal(await isIn(lea), false);
    await signIn(lea, lea.email);
    assert.match((await lea.ask('/account')).text, /Auditor/);
  });

  await t.test('disabling ends sessions and links; enabling gives both back', async () => {
    const lea = await member(site, owner, 'reviewer');
    const id = await accountId(owner, lea.email);
    const link = linkIn((await change(owner, id, { do: 'link' })).text);
    assert.equal((await change(owner, id, { do: 'disable' })).status, 303);
    assert.equal(await isIn(lea), false);
    const refused = await signIn(lea, lea.email);
    assert.equal(refused.status, 401);
    assert.match(refusal(refused.text), /wrong/);
    assert.equal((await new Visitor(site).ask(link)).status, 404);
    assert.equal((await change(owner, id, { do: 'link' })).status, 409);
    assert.equal((await change(owner, id, { do: 'enable' })).status, 303);
    assert.equal((await signIn(lea, lea.email)).status, 303);
  });

  await t.test('the last owner stays one', async () => {
    const other = await member(site, owner, 'owner');
    const me = await accountId(other, owner.email);
    const id = await accountId(owner, other.email);
    assert.equal((await change(owner, id, { do: 'disable' })).status, 303);
    for (const values of [{ do: 'disable' }, { do: 'role', role: 'editor' }]) {
      const reply = await change(owner, me, values);
      assert.equal(reply.status, 409);
      assert.match(reply.text, /only owner/);
    }
    assert.equal(await isIn(owner), true);
  });

  await t.test('what is not known is refused', async () => {
    const id = await accountId(owner, 'jonas@office.example');
    assert.equal((await change(owner, id, { do: 'crown' })).status, 422);
    assert.equal((await change(owner, id, { do: 'role', role: 'god' })).status, 422);
    assert.equal((await change(owner, '0'.repeat(26), { do: 'disable' })).status, 404);
  });
}));

test('a forgotten password', t => onSite(t, async site => {
  const owner = await firstOwner(site);

  async function forgot(email) {
    const visitor = new Visitor(site);
    const form = await visitor.form('/forgot', '/forgot');
    const start = process.hrtime.bigint();
    const reply = await visitor.send(form, { email });
    return { reply, ms: Number(process.hrtime.bigint() - start) / 1e6 };
  }

  await t.test('the answer and its time say nothing of accounts', async () => {
    const known = await forgot(owner.email);
    const unknown = await forgot('nobody@office.example');
    assert.equal(known.reply.status, 200);
    assert.equal(known.reply.text, unknown.reply.text);
    assert.ok(Math.min(known.ms, unknown.ms) >= 240, `${known.ms} and ${unknown.ms} ms`);
  });

  await t.test('the link sets a new password and ends all sessions', async () => {
    const list = await owner.ask('/admin/mail');
    const letter = await owner.ask(list.text.match(/\/admin\/mail\/[0-9a-z]{26}/)[0]);
    const path = linkIn(letter.text);
    const visitor = new Visitor(site);
    const reply = await choose(visitor, path, { password: 'another four words' });
    assert.equal(reply.location, '/login?reset=1');
    assert.equal(cookieLine(reply), undefined, 'one signs in as always');
    assert.equal(await isIn(owner), false);
    assert.equal((await signIn(visitor, owner.email)).status, 401);
    assert.equal((await signIn(visitor, owner.email, { password: 'another four words' })).status, 303);
    assert.equal((await new Visitor(site).ask(path)).status, 404);
  });

  await t.test('asking again and again gets slower', async () => {
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await forgot('often@office.example')).reply.status);
    assert.ok(statuses.includes(429), statuses.join());
    assert.equal(statuses[0], 200);
  });
}));

test('one\'s own account', t => onSite(t, async site => {
  const owner = await firstOwner(site);

  await t.test('the password changes by the old one; other browsers are out', async () => {
    const other = new Visitor(site);
    await signIn(other, owner.email);
    const form = await owner.form('/account', '/account/password');
    const next = 'another four words';
    const wrong = await owner.send(form, { old: 'wrong wrong', password: next, again: next });
    assert.equal(wrong.status, 422);
    assert.match(refusal(wrong.text), /present password/);
    assert.equal(await isIn(other), true);
    const reply = await owner.send(form, { old: password, password: next, again: next });
    assert.equal(reply.status, 303);
    assert.equal(await isIn(owner), true);
    assert.equal(await isIn(other), false);
    assert.equal((await signIn(other, owner.email)).status, 401);
    assert.equal((await signIn(other, owner.email, { password: next })).status, 303);
    await owner.send(form, { old: next, password, again: password });
  });

  await t.test('guessing the old password gets slower', async () => {
    const lea = await member(site, owner, 'learner');
    const form = await lea.form('/account', '/account/password');
    const statuses = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await lea.send(form, { old: `guess ${i}`, password, again: password })).status);
    assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429]);
  });

  await t.test('sessions are listed and ended, one\'s own only', async () => {
    const others = [new Visitor(site, { 'user-agent': 'Mozilla/5.0 (iPhone; CPU) Version/17 Safari/604' }), new Visitor(site)];
    for (const other of others) await signIn(other, owner.email);
    const page = await owner.ask('/account');
    assert.match(page.text, /Safari on iPhone/);
    assert.match(page.text, /Firefox on Linux/);
    assert.match(page.text, /127\.0\.0\.0/);
    const ids = [...page.text.matchAll(/name="end" value="([0-9a-z]{26})"/g)].map(m => m[1]);
    assert.equal(ids.length, 3);
    const form = forms(page.text).find(f => f.action === '/account/sessions');
    const stranger = await member(site, owner, 'auditor');
    const theirs = await stranger.form('/account', '/account/sessions');
    assert.equal((await stranger.send(theirs, { end: ids[0] })).status, 404);
    const phone = page.text.slice(page.text.indexOf('Safari on iPhone')).match(/value="([0-9a-z]{26})"/)[1];
    assert.equal((await owner.send(form, { end: phone })).status, 303);
    assert.deepEqual(await Promise.all([owner, ...others].map(isIn)), [true, false, true]);
    assert.equal((await owner.send(form, { end: 'others' })).status, 303);
    assert.deepEqual(await Promise.all([owner, ...others].map(isIn)), [true, false, false]);
    assert.equal(await isIn(stranger), true);
  });
}));

test('the second factor', t => onSite(t, async site => {
  const owner = await firstOwner(site);
  const wrongForm = await owner.form('/account/second', '/account/second');
  const wrong = await owner.send(wrongForm, { code: '000000' });
  assert.equal(wrong.status, 422);
  const other = new Visitor(site);
  await signIn(other, owner.email);
  const second = await secondFactor(owner);

  // Password first, then the code's form.
  async function atCode(visitor = new Visitor(site)) {
    const page = await signIn(visitor, owner.email);
    assert.equal(page.status, 200);
    assert.equal(cookieLine(page), undefined);
    assert.ok(!page.text.includes(password));
    return [visitor, forms(page.text).find(f => f.fields.first)];
  }

  await t.test('ten codes are shown, and other browsers are out', async () => {
    assert.equal(second.codes.length, 10);
    assert.equal(new Set(second.codes).size, 10);
    assert.equal(await isIn(other), false);
    assert.equal(await isIn(owner), true);
  });

  await t.test('a code signs in, once', async () => {
    const [visitor, form] = await atCode();
    const replayed = await visitor.send(form, { code: totp(second.secret, second.step) });
    assert.equal(replayed.status, 401, 'the code that turned it on');
    const code = totp(second.secret, second.step + 1);
    const reply = await visitor.send(form, { code });
    assert.equal(reply.status, 303);
    assert.equal(await isIn(visitor), true);
    const [thief, again] = await atCode();
    assert.equal((await thief.send(again, { code })).status, 401);
    assert.equal(await isIn(thief), false);
  });

  await t.test('what was sealed between the steps is this browser\'s', async () => {
    const [, form] = await atCode();
    const thief = new Visitor(site);
    const own = await thief.form('/login', '/login');
    const reply = await thief.send(own, { first: form.fields.first, code: totp(second.secret, second.step + 2) });
    assert.equal(reply.status, 401);
    assert.match(refusal(reply.text), /too long/);
    const bent = await thief.send(own, { first: form.fields.first.slice(0, -3) + 'AAA', code: '123456' });
    assert.equal(bent.status, 401);
  });

  await t.test('a recovery code signs in, once, as it is read', async () => {
    const [visitor, form] = await atCode();
    const reply = await visitor.send(form, { code: second.codes[0].toUpperCase().replace('-', ' ') });
    assert.equal(reply.status, 303);
    const page = await visitor.ask(reply.location);
    assert.match(page.text, /left: 9\b/);
    const [thief, again] = await atCode();
    assert.equal((await thief.send(again, { code: second.codes[0] })).status, 401);
  });

  await t.test('it is turned off by the password', async () => {
    const form = await owner.form('/account', '/account/second/off');
    assert.equal((await owner.send(form, { old: 'wrong wrong' })).status, 422);
    assert.equal((await owner.send(form, { old: password })).status, 303);
    assert.equal((await signIn(new Visitor(site), owner.email)).status, 303);
  });

  await t.test('an owner turns it off for who lost everything', async () => {
    const lea = await member(site, owner, 'editor');
    await secondFactor(lea);
    const id = await accountId(owner, lea.email);
    assert.equal((await change(owner, id, { do: 'second-off' })).status, 303);
    assert.equal((await signIn(lea, lea.email)).status, 303);
  });
}));

test('a session that is not used ends', t => onSite(t, async site => {
  const owner = await firstOwner(site);
  assert.equal(await isIn(owner), true);
  await sleep(3200);
  assert.equal(await isIn(owner), false);
}, { session_idle: 2 }));

test('a session ends after its life, used or not', t => onSite(t, async site => {
  const owner = await firstOwner(site);
  const end = Date.now() + 4200;
  assert.equal(await isIn(owner), true);
  while (Date.now() < end) {
    await owner.ask('/account');
    await sleep(300);
  }
  assert.equal(await isIn(owner), false);
}, { session_absolute: 3 }));

// Sign in with ${count} addresses at the same moment; the replies.
async function crowd(site, count) {
  const ready = await Promise.all(Array.from({ length: count }, async (_, i) => {
    const visitor = new Visitor(site);
    const form = await visitor.form('/login', '/login');
    return () => visitor.send(form, { email: `m${i}@office.example`, password });
  }));
  return Promise.all(ready.map(send => send()));
}

// A hash takes long enough that what is asked at once meets.
const dear = { workers: 24, password_cost: 7 };

test('two passwords are hashed at once and sixteen wait', t => onSite(t, async site => {
  await firstOwner(site);
  const replies = await crowd(site, 18);
  assert.deepEqual(replies.map(reply => reply.status).filter(status => status !== 401), []);
}, dear));

test('the next one is told at once to come later', t => onSite(t, async site => {
  await firstOwner(site);
  const replies = await crowd(site, 24);
  const busy = replies.filter(reply => reply.status === 503);
  assert.ok(busy.length >= 1 && busy.length <= 6, replies.map(reply => reply.status).join());
  for (const reply of busy) {
    assert.match(reply.headers.get('retry-after'), /^[1-9]\d*$/);
    assert.match(reply.text, /try again in a little while/);
    assert.ok(!/hash|wait\.|checked/.test(reply.text), 'nothing of how it is done');
  }
  assert.equal(replies.filter(reply => reply.status === 401).length, 24 - busy.length);
  assert.equal((await signIn(new Visitor(site), 'maria@office.example')).status, 303);
}, dear));

test('mail goes out', async t => {
  const refused = [];
  const mailbox = await openMailbox(line => {
    if (/RCPT.*bad@/.test(line)) { refused.push(line); return '550 No such person here'; }
    if (/RCPT.*later@/.test(line)) { refused.push(line); return '451 Not now'; }
    return undefined;
  });
  await onSite(t, async site => {
    const owner = await firstOwner(site);

    await t.test('an invitation arrives as text with its link', async () => {
      const path = await invite(owner, 'jonas@office.example', 'editor', 'Jonas Wéber');
      assert.ok(await until(async () => mailbox.mails.length === 1), 'the mail came');
      const [mail] = mailbox.mails;
      assert.deepEqual(mail.to, ['jonas@office.example']);
      assert.equal(mail.from, 'office@records.example');
      assert.match(mail.text, /^From: =\?utf-8\?Q\?Coll=C3=A8ge=20du=20Lac\?=\r\n <office@records\.example>\r$/m);
      assert.match(mail.text, /^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/m);
      assert.match(mail.text, /^Message-ID: <[0-9a-z]{26}@records\.example>$/m);
      assert.ok(mail.text.split('\r\n').every(line => line.length <= 78), 'short lines');
      assert.match(bodyOf(mail), /Hello Jonas Wéber,/);
      assert.ok(bodyOf(mail).includes(path));
    });

    await t.test('its text is erased here when it is out', async () => {
      const page = await until(async () => {
        const list = await owner.ask('/admin/mail');
        return /Sent/.test(list.text) && list;
      });
      const letter = await owner.ask(page.text.match(/\/admin\/mail\/[0-9a-z]{26}/)[0]);
      assert.ok(!letter.text.includes('/invite/'));
    });

    await t.test('a refusal for good is told, and can be tried again', async () => {
      await invite(owner, 'bad@office.example', 'editor');
      const list = await until(async () => {
        const page = await owner.ask('/admin/mail');
        return /Failed/.test(page.text) && page;
      });
      assert.match(list.text, /No such person here/);
      assert.equal(refused.filter(line => /bad@/.test(line)).length, 1);
      const row = list.text.split('<tr').find(text => text.includes('bad@office.example'));
      const path = row.match(/\/admin\/mail\/[0-9a-z]{26}/)[0];
      const form = forms((await owner.ask(path)).text).find(f => f.fields.token && !f.action);
      const sent = await owner.send({ ...form, action: path });
      assert.equal(sent.status, 303, sent.text);
      assert.ok(await until(async () => refused.filter(line => /bad@/.test(line)).length === 2));
    });

    await t.test('what cannot go now waits', async () => {
      await invite(owner, 'later@office.example', 'editor');
      const list = await until(async () => {
        const page = await owner.ask('/admin/mail');
        return /Not now/.test(page.text) && page;
      });
      assert.match(list.text, /Waiting/);
    });
  }, { smtp: mailbox.url, mail_from: 'office@records.example', institution: 'Collège du Lac' });
  await mailbox.close();
});

test('the audit trail', t => onSite(t, async site => {
  const owner = await firstOwner(site);
  const strange = '=1+1, "O\'Neill" <b>';
  await invite(owner, 'formula@office.example', 'editor', strange);
  const id = await accountId(owner, 'formula@office.example');
  await change(owner, id, { do: 'role', role: 'issuer' });

  await t.test('says who did what to whom', async () => {
    const page = await owner.ask('/admin/audit');
    for (const words of [/account\.make/, /session\.begin/, /account\.role/, /Maria Reyes/])
      assert.match(page.text, words);
    assert.ok(!page.text.includes('<b>, issuer'), 'names are text');
  });

  await t.test('is searched, filtered and paged', async () => {
    const found = await owner.ask('/admin/audit?q=account.role');
    assert.equal([...found.text.matchAll(/<td class="num"/g)].length, 1);
    const about = await owner.ask(`/admin/audit?target=${id}`);
    assert.equal([...about.text.matchAll(/<td class="num"/g)].length, 2);
    const today = new Date().toISOString().slice(0, 10);
    const before = await owner.ask(`/admin/audit?to=2001-01-01`);
    assert.match(before.text, /no such entry/);
    const now = await owner.ask(`/admin/audit?from=${today}&to=${today}&q=role`);
    assert.match(now.text, /account\.role/);
    for (const wrong of ['from=yesterday', 'to=2024-02-30', 'page=0', 'page=x'])
      assert.equal((await owner.ask(`/admin/audit?${wrong}`)).status, 422, wrong);
  });

  await t.test('leaves as CSV that no spreadsheet runs', async () => {
    const csv = await owner.ask('/admin/audit?as=csv');
    assert.match(csv.type, /^text\/csv/);
    assert.match(csv.headers.get('content-disposition'), /attachment/);
    const lines = csv.text.trimEnd().split('\r\n');
    assert.match(lines[0], /^"number","time","name"/);
    assert.ok(lines.length >= 5);
    assert.ok(lines.slice(1).every(line => /^"\d+","20\d\d-[^"]+Z"/.test(line)));
    assert.ok(!/(^|,)"[=+@-]/m.test(csv.text));
    assert.ok(csv.text.includes('""O\'Neill""'));
  });

  await t.test('is checked on demand', async () => {
    const page = await owner.ask('/admin/audit?check=1');
    assert.match(page.text, /The chain is whole/);
    assert.ok(!(await owner.ask('/admin/audit')).text.includes('The chain is whole'));
  });

  await t.test('is open to an auditor, the users are not', async () => {
    const auditor = await member(site, owner, 'auditor');
    assert.equal((await auditor.ask('/admin/audit')).status, 200);
    assert.equal((await auditor.ask('/admin')).status, 200);
    assert.equal((await auditor.ask('/admin/users')).status, 403);
    assert.equal((await auditor.ask('/admin/mail')).status, 403);
  });
}));
