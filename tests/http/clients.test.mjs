// Applications as an owner sees them: listed, settled, approved, shut out,
// made by hand; and the same from the command line.
import assert from 'node:assert/strict';
import test from 'node:test';

import { sleep } from './lib/env.mjs';
import { forms } from './lib/html.mjs';
import {
  back, holds, made, redeem, code, register, request, asked, scopes, token, tokens, words,
} from './lib/oauth.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner, member, refusal } from './lib/staff.mjs';

async function onSite(define, settings = {}) {
  const site = await openSite({
    settings: { demo: 'no', password_cost: 1, registration_rate: 0, ...settings },
  });
  try {
    const owner = await firstOwner(site);
    await define({ site, owner, learner: await member(site, owner, 'learner') });
  } finally {
    await site.close();
  }
}

const page = client => `/admin/clients/${client.client_id}`;

// Press the button of an application's page that does ${what}.
async function act(owner, client, what, values = {}) {
  const { text } = await owner.ask(page(client));
  const form = forms(text).find(f => f.fields.do === what);
  assert.ok(form, `there is a button for ${what}`);
  return owner.send({ ...form, fields: { token: form.fields.token, do: what } }, values);
}

async function ask(site, client, over = {}) {
  const reply = await token(site, client, { grant_type: 'client_credentials', ...over });
  return reply.json.error ?? reply.json.scope;
}

test('the list', t => onSite(async ({ site, owner }) => {
  await t.test('is empty at first', async () => {
    assert.match(words((await owner.ask('/admin/clients')).text), /There are no applications yet/);
  });

  await t.test('shows the newest first, by pages, searched by name, address and id', async () => {
    const first = await register(site, { client_name: 'Zürich <b>Wallet' });
    await sleep(1100);
    for (let i = 0; i < 52; i++) made(site, `Machine ${i}`, '--scope', 'readonly');
    const one = await owner.ask('/admin/clients');
    assert.match(words(one.text), /Applications 1–50 of 53/);
    assert.ok(!one.text.includes('Zürich'));
    assert.ok(one.text.includes('href="/admin/clients?q=&amp;page=2"'), 'the next page');
    assert.ok((await owner.ask('/admin/clients?page=2')).text.includes('>Zürich &lt;b&gt;Wallet</a>'));
    for (const q of ['zürich', 'ZÜRICH', 'wallet.example', first.client_id]) {
      const found = await owner.ask(`/admin/clients?q=${encodeURIComponent(q)}`);
      assert.match(words(found.text), /Applications 1–1 of 1/, q);
      assert.ok(found.text.includes(page(first)), q);
    }
    assert.match(words((await owner.ask('/admin/clients?q=nobody')).text), /No application matches/);
    assert.equal((await owner.ask('/admin/clients?page=0')).status, 422);
    assert.match(words((await owner.ask('/admin')).text), /53 applications/);
  });
}));

test('making one by hand', t => onSite(async ({ site, owner, learner }) => {
  const make = async values => {
    const form = await owner.form('/admin/clients/new', '/admin/clients/new');
    return owner.send({ ...form, fields: { token: form.fields.token } }, values);
  };

  await t.test('shows its secret once', async () => {
    const reply = await make({ name: 'Registry', scope: scopes.replace, acts: '1', reach: 'all', rate: '30' });
    assert.equal(reply.status, 200, reply.text);
    const [client_id, client_secret] = [...reply.text.matchAll(/<code class="secret">([^<]+)<\/code>/g)].map(m => m[1]);
    const client = { client_id, client_secret };
    assert.equal(await ask(site, client), scopes.replace);
    const shown = await owner.ask(page(client));
    assert.ok(!shown.text.includes(client_secret));
    assert.match(words(shown.text), /Registry Active/);
    assert.match(words(shown.text), /Maria Reyes/);
    const said = site.must('client', 'show', client_id);
    assert.match(said, /^reach: all$/m);
    assert.match(said, /^rate: 30$/m);
  });

  await t.test('for people, when it has an address', async () => {
    const reply = await make({ name: 'Portal', scope: scopes.read, redirects: `${back}\r\n` });
    const [client_id, client_secret] = [...reply.text.matchAll(/<code class="secret">([^<]+)<\/code>/g)].map(m => m[1]);
    const client = { client_id, client_secret };
    assert.ok((await tokens(site, learner, client)).refresh_token);
    assert.equal(await ask(site, client), 'unauthorized_client');
  });

  await t.test('says what is missing, what was typed still there', async () => {
    for (const [values, words] of [
      [{ name: ' ', scope: scopes.read, acts: '1' }, /name/],
      [{ name: 'Reg<istry', acts: '1' }, /what it may do/],
      [{ name: 'Reg<istry', scope: scopes.read }, /acts for itself/],
      [{ name: 'Reg<istry', scope: scopes.read, redirects: 'http://a.example/' }, /https/],
      [{ name: 'Reg<istry', scope: scopes.read, acts: '1', rate: 'x' }, /number from 0/],
      [{ name: 'x'.repeat(201), scope: scopes.read, acts: '1' }, /200/],
    ]) {
      const reply = await make(values);
      assert.equal(reply.status, 422);
      assert.match(refusal(reply.text), words);
      if (values.redirects) assert.ok(reply.text.includes('>http://a.example/</textarea>'));
    }
    assert.match(words((await owner.ask('/admin/clients')).text), /of 2/);
  });
}));

test('one application', t => onSite(async ({ site, owner, learner }) => {
  const machine = made(site, 'Registry', '--scope', 'readonly', '--scope', 'replace');
  const wallet = await register(site);

  await t.test('that registered itself tells what it says of itself', async () => {
    const text = words((await owner.ask(page(wallet))).text);
    for (const said of [/Blue Wallet Active/, /by itself/, /https:\/\/wallet\.example\/privacy/,
      /client_secret_basic/, /https:\/\/wallet\.example\/back/, /For people who let it in/])
      assert.match(text, said);
    assert.ok(!(await owner.ask(page(wallet))).text.includes('name="reach"'));
  });

  await t.test('is settled: scopes, reach, rate', async () => {
    const { json } = await token(site, machine, { grant_type: 'client_credentials' });
    const watcher = made(site, 'Watcher', '--scope', 'readonly', '--all');
    const wider = await act(owner, machine, 'settle', { scope: scopes.read, reach: 'all', rate: '7' });
    assert.equal(wider.location, `${page(machine)}?done=1`);
    assert.equal(await holds(site, watcher, json.access_token), false, 'less scope ends what was given');
    assert.equal(await ask(site, machine), scopes.read);
    assert.equal(await ask(site, machine, { scope: scopes.replace }), 'invalid_scope');
    const said = site.must('client', 'show', machine.client_id);
    assert.match(said, /^reach: all$/m);
    assert.match(said, /^rate: 7$/m);
    assert.equal((await act(owner, machine, 'settle', { rate: '7' })).status, 422);
    assert.equal((await act(owner, machine, 'settle', { scope: scopes.read, rate: '-1' })).status, 422);
  });

  await t.test('never reaches all if it registered itself', async () => {
    const reply = await act(owner, wallet, 'settle', { scope: scopes.read, reach: 'all' });
    assert.equal(reply.status, 422);
    assert.match(refusal(reply.text), /registered itself/);
    assert.match(site.must('client', 'show', wallet.client_id), /^reach: own$/m);
  });

  await t.test('is disabled at once, and enabled again', async () => {
    const got = await tokens(site, learner, wallet);
    assert.equal((await act(owner, wallet, 'disable')).status, 303);
    assert.match(words((await owner.ask(page(wallet))).text), /Disabled/);
    const watcher = made(site, 'Watcher', '--scope', 'readonly', '--all');
    assert.equal(await holds(site, watcher, got.access_token), false);
    const asks = await learner.ask(asked(request(wallet)));
    assert.equal(asks.status, 400);
    assert.equal(asks.location, null);
    assert.equal((await redeem(site, wallet, { code: 'x', verifier: 'y' })).json.error, 'invalid_client');
    const put = await site.ask(`/oauth2/register/${wallet.client_id}`, {
      method: 'PUT', body: '{}', headers: { 'content-type': 'application/json',
        authorization: `Bearer ${wallet.registration_access_token}` } });
    assert.equal(put.status, 403, put.text);
    assert.equal((await act(owner, wallet, 'enable')).status, 303);
    assert.equal(await holds(site, watcher, got.access_token), false, 'what ended stays ended');
    assert.ok(await tokens(site, learner, wallet));
  });

  await t.test('gets a new secret, shown once', async () => {
    const reply = await act(owner, machine, 'secret');
    const [, client_secret] = [...reply.text.matchAll(/<code class="secret">([^<]+)<\/code>/g)].map(m => m[1]);
    assert.equal(await ask(site, machine), 'invalid_client');
    machine.client_secret = client_secret;
    assert.equal(await ask(site, machine), scopes.read);
  });

  await t.test('is deleted after asking, with all that was granted', async () => {
    const got = await code(learner, wallet);
    const form = await owner.form(`${page(wallet)}/delete`, `${page(wallet)}/delete`);
    assert.match(words((await owner.ask(`${page(wallet)}/delete`)).text), /Blue Wallet is shut out at once/);
    assert.equal((await owner.send(form)).location, '/admin/clients?done=1');
    assert.equal((await owner.ask(page(wallet))).status, 404);
    assert.equal((await redeem(site, wallet, got)).json.error, 'invalid_client');
    assert.match(words((await learner.ask('/account/apps')).text), /You have let no application in/);
  });

  await t.test('leaves its traces in the audit trail, without secrets', async () => {
    const { text } = await owner.ask('/admin/audit?q=client');
    for (const action of ['client.register', 'client.new', 'client.settle', 'client.renew', 'client.delete'])
      assert.ok(text.includes(action), action);
    assert.ok(!text.includes(machine.client_secret));
    assert.match(words((await owner.ask('/admin/audit?q=grant')).text), /Let Blue Wallet in/);
  });

  await t.test('of a wrong kind of deed says so', async () => {
    const { text } = await owner.ask(page(machine));
    const { fields } = forms(text).find(f => f.fields.do === 'settle');
    const reply = await owner.send({ action: page(machine), fields: { token: fields.token } }, { do: 'x' });
    assert.equal(reply.status, 422);
    assert.equal((await owner.ask('/admin/clients/none')).status, 404);
  });
}));

test('clarus client', t => onSite(async ({ site }) => {
  await t.test('add tells id and secret; list and show do not', async () => {
    const client = made(site, 'Registry of the college', '--scope', 'readonly', '--scope', scopes.replace, '--rate', '9');
    assert.deepEqual(Object.keys(client), ['client_id', 'client_secret']);
    assert.equal(await ask(site, client), `${scopes.read} ${scopes.replace}`);
    const listed = site.must('client', 'list').trim().split('\n').map(line => line.split('\t'));
    assert.equal(listed.length, 1);
    assert.deepEqual(listed[0].filter((_, i) => i !== 3),
      [client.client_id, 'active', 'staff', 'Registry of the college']);
    const said = site.must('client', 'show', client.client_id);
    assert.match(said, /^grants: client_credentials$/m);
    assert.match(said, /^made: \S+, by clarus client$/m);
    assert.ok(!(said + site.must('client', 'list')).includes(client.client_secret));
  });

  await t.test('an address makes it one that asks people, --itself both', () => {
    const asks = made(site, 'Portal', '--scope', 'readonly', '--redirect', back);
    assert.match(site.must('client', 'show', asks.client_id), /^grants: authorization_code refresh_token$/m);
    assert.match(site.must('client', 'show', asks.client_id), new RegExp(`^redirect: ${back}$`, 'm'));
    const both = made(site, 'Both', '--scope', 'readonly', '--redirect', back, '--itself');
    assert.match(site.must('client', 'show', both.client_id),
      /^grants: authorization_code refresh_token client_credentials$/m);
  });

  await t.test('disable, enable, secret, remove', async () => {
    const client = made(site, 'Registry', '--scope', 'readonly');
    site.must('client', 'disable', client.client_id);
    assert.equal(await ask(site, client), 'invalid_client');
    site.must('client', 'enable', client.client_id);
    assert.equal(await ask(site, client), scopes.read);
    const renewed = site.must('client', 'secret', client.client_id).trim().split(': ')[1];
    assert.equal(await ask(site, client), 'invalid_client');
    assert.equal(await ask(site, { ...client, client_secret: renewed }), scopes.read);
    site.must('client', 'remove', client.client_id);
    const gone = site.clarus('client', 'show', client.client_id);
    assert.equal(gone.status, 1);
    assert.match(gone.stderr, /no such client/);
  });

  await t.test('what is wrong is said, or how it is used', () => {
    for (const [args, status] of [
      [['add', 'X'], 1], [['add', 'X', '--scope', 'readonly', '--redirect', 'http://x.example/'], 1],
      [['add', 'X', '--scope', 'readonly', '--rate', 'x'], 1], [['disable', 'none'], 1], [['enable', 'none'], 1],
      [['secret', 'none'], 1], [['remove', 'none'], 1],
      [[], 2], [['add'], 2], [['add', 'X', '--scope', 'openid'], 2], [['add', 'X', 'Y'], 2], [['list', 'X'], 2],
      [['show'], 2], [['show', 'X', '--all'], 2], [['nothing'], 2], [['add', 'X', '--scope'], 2],
      [['add', 'X', '--nothing', 'x'], 2],
    ]) {
      const done = site.clarus('client', ...args);
      assert.equal(done.status, status, `${args.join(' ')}: ${done.stderr}`);
      assert.ok(done.stderr.length > 10);
    }
  });
}));
