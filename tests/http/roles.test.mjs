// Who may do what: every route with every role, as the program prints both
// (`clarus routes`).  The addresses lead to nothing; what is asked is only
// whether the guard lets the caller through.
import assert from 'node:assert/strict';
import test from 'node:test';

import { openSite } from './lib/site.mjs';
import { firstOwner, isIn, member, signIn } from './lib/staff.mjs';
import { Visitor } from './lib/visitor.mjs';

const roles = ['learner', 'auditor', 'reviewer', 'issuer', 'editor', 'owner'];
const nowhere = '0123456789abcdefghjkmnpqrs';

function table(site) {
  return site.must('routes').trimEnd().split('\n').map(line => {
    const [method, pattern, right, , , names] = line.split('\t');
    return { method, pattern, right, roles: names.split(' '),
      path: pattern.replace(/\{n\}/g, '1').replace(/\{[a-z]+\}/g, nowhere) };
  });
}

// The token of this visitor's forms.
async function tokenOf(visitor) {
  return (await visitor.form('/forgot', '/forgot')).fields.token;
}

function ask(visitor, row, token) {
  if (row.method === 'GET') return visitor.ask(row.path);
  return visitor.send({ action: row.path, fields: { ...(token && { token }) } });
}

function toSignIn(reply) {
  return reply.status === 303 && reply.location.startsWith('/login?next=');
}

async function onTable(t, demo, define) {
  const site = await openSite({ settings: { demo, password_cost: 1 } });
  try {
    await define(site, table(site));
  } finally {
    await site.close();
  }
}

test('every route, every role', t => onTable(t, 'no', async (site, rows) => {
  const owner = await firstOwner(site);

  await t.test('the table names the roles of each row', () => {
    for (const row of rows) {
      assert.match(row.right, /^[a-z]+$/, row.pattern);
      assert.ok(row.roles.includes('owner'), `an owner may do all: ${row.pattern}`);
      if (row.right !== 'none') assert.ok(!row.roles.includes('nobody'), row.pattern);
    }
    assert.ok(rows.filter(row => row.right === 'admin').every(row => row.roles.join() === 'owner'));
  });

  for (const role of roles)
    await t.test(role, async () => {
      const visitor = role === 'owner' ? owner : await member(site, owner, role);
      const token = await tokenOf(visitor);
      for (const row of rows) {
        const reply = await ask(visitor, row, token);
        const what = `${role}: ${row.method} ${row.pattern} (${row.right})`;
        assert.ok(reply.status < 500, `${what} is ${reply.status}`);
        assert.equal(reply.status === 403, !row.roles.includes(role), `${what} is ${reply.status}`);
        if (row.pattern === '/logout') await signIn(visitor, visitor.email);
        assert.ok(!toSignIn(reply), what);
      }
      assert.equal(await isIn(visitor), true);
    });

  await t.test('nobody signed in', async () => {
    const visitor = new Visitor(site);
    const token = await tokenOf(visitor);
    for (const row of rows) {
      const reply = await ask(visitor, row, token);
      const what = `nobody: ${row.method} ${row.pattern} (${row.right}) is ${reply.status}`;
      assert.ok(reply.status < 500, what);
      assert.equal(toSignIn(reply), !row.roles.includes('nobody'), what);
      if (toSignIn(reply) && row.method === 'GET')
        assert.equal(new URL(reply.location, site.url).searchParams.get('next'), row.path, what);
      if (toSignIn(reply) && row.method === 'POST')
        assert.match(reply.location, /^\/login\?next=%2Fparked%2F[0-9a-z]{26}$/, what);
    }
  });

  await t.test('no form is taken without its token', async () => {
    // A program's request acts for nobody who is signed in: it has no token,
    // or one of another kind.
    const isForm = row => row.method === 'POST' &&
      !/^\/(api|ims|oauth2\/(token|revoke|introspect|register))\b/.test(row.pattern);
    for (const row of rows.filter(isForm)) {
      const reply = await ask(owner, row, null);
      assert.equal(reply.status, 403, `${row.pattern} is ${reply.status}`);
    }
    assert.equal(await isIn(owner), true);
  });

  await t.test('a program that nobody signed in is told so, not sent away', async () => {
    for (const row of rows.filter(row => row.right !== 'none')) {
      const reply = await site.ask(row.path, { method: row.method, accept: 'application/json',
        ...(row.method === 'POST' && { body: new URLSearchParams() }) });
      const isPlain = reply.status === 303;
      assert.ok(isPlain || reply.status === 401, `${row.method} ${row.pattern} is ${reply.status}`);
      assert.ok(!reply.text.includes(nowhere), row.pattern);
    }
  });
}));

test('a visitor of a demonstration', t => onTable(t, 'yes', async (site, rows) => {
  const visitor = new Visitor(site);
  const token = await tokenOf(visitor);
  for (const row of rows) {
    const reply = await ask(visitor, row, token);
    const what = `visitor: ${row.method} ${row.pattern} (${row.right}) is ${reply.status}`;
    assert.ok(reply.status < 500, what);
    assert.equal(toSignIn(reply), !row.roles.includes('visitor'), what);
  }
}));
