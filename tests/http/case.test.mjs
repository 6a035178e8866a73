// Alignments from a framework's server (CASE 1.0), and addresses by which
// somebody would have the office reach into its own network.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createListener } from 'node:net';
import test from 'node:test';

import { json } from './lib/items.mjs';
import { PageForm, words } from './lib/page_form.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner } from './lib/staff.mjs';

const entry = {
  identifier: '9d1b', uri: 'https://case.example/uri/9d1b', humanCodingScheme: 'R.1',
  fullStatement: 'Ties knots <b>safely</b>.', abbreviatedStatement: 'Knots',
  CFDocumentURI: { title: 'Ropework', uri: 'https://case.example/doc' },
};

// Something that counts who connects: no request is to arrive there.
async function openCanary(port = 0, address = '127.0.0.1') {
  const canary = { count: 0 };
  const server = createListener(socket => {
    canary.count++;
    socket.destroy();
  });
  await new Promise((done, failed) => server.once('error', failed).listen(port, address, done));
  return Object.assign(canary, {
    port: server.address().port,
    close: () => new Promise(done => server.close(done)),
  });
}

// A framework's server: answers by path.
async function openFramework(canary) {
  const answers = {
    '/entry': [200, JSON.stringify(entry)],
    '/plain': [200, JSON.stringify({ fullStatement: 'Only this.' })],
    '/within': [200, JSON.stringify({ CFItem: { ...entry, uri: 'javascript:alert(1)' } })],
    '/page': [200, '<html>no data</html>'],
    '/other': [200, '{"title": "no entry"}'],
    '/list': [200, '[1, 2]'],
    '/empty': [200, ''],
    '/bytes': [200, Buffer.from([0xff, 0xfe, 0x00])],
    '/long': [200, JSON.stringify({ fullStatement: 'x'.repeat(1100 * 1024) })],
    '/broken': [500, 'oops'],
    '/moved': [302, '', { location: '/entry' }],
    '/round': [302, '', { location: '/round' }],
    '/inside': [302, '', { location: `http://127.0.0.1:${canary.port}/` }],
    '/inside-name': [302, '', { location: `https://localhost:${canary.port}/` }],
    '/inside-file': [302, '', { location: 'file:///etc/passwd' }],
  };
  const server = createServer((request, reply) => {
    const [status, body, headers] = answers[request.url] ?? [404, ''];
    reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return server;
}

// The form of an achievement after asking for the entry at ${address}.
async function fetched(me, address) {
  const form = await PageForm.open(me, '/achievements/new');
  form.set('/name', 'Kept').set('case /alignments', address);
  return [await form.press('case /alignments'), form];
}

test('alignments from a framework', async t => {
  const canary = await openCanary();
  const alternate = await openCanary(8443);
  const server = await openFramework(canary);
  const host = `127.0.0.1:${server.address().port}`;
  const site = await openSite({ settings: { demo: 'no', password_cost: 1, fetch_allow: host } });
  try {
    const me = await firstOwner(site);
    await fills(t, me, `http://${host}`);
    await refuses(t, me, `http://${host}`);
    await staysOutside(t, me, `http://${host}`, [canary, alternate]);
  } finally {
    server.close();
    await canary.close();
    await alternate.close();
    await site.close();
  }
});

async function fills(t, me, framework) {
  await t.test('an entry fills the fields', async () => {
    const [, form] = await fetched(me, `${framework}/entry`);
    const got = name => form.get(`/alignments/0/${name}`);
    assert.equal(got('targetName'), 'Knots');
    assert.equal(got('targetCode'), 'R.1');
    assert.equal(got('targetDescription'), 'Ties knots <b>safely</b>.');
    assert.equal(got('targetFramework'), 'Ropework');
    assert.equal(got('targetUrl'), 'https://case.example/uri/9d1b');
    const [alignment] = (await json(me, await form.save())).alignments;
    assert.equal(alignment.targetType, 'CFItem');
  });

  await t.test('it is tried again in its row', async () => {
    const [, form] = await fetched(me, `${framework}/nothing`);
    form.set('/alignments/0/targetUrl', `${framework}/plain`);
    await form.again('case /alignments/0');
    assert.equal(form.get('/alignments/0/targetName'), 'Only this.');
    assert.equal(form.get('/alignments/0/targetUrl'), `${framework}/plain`);
    form.buttons.push('do case /alignments/0');
    form.set('/alignments/0/targetUrl', `${framework}/entry`);
    await form.again('case /alignments/0');
    assert.equal(form.get('/alignments/0/targetName'), 'Knots');
  });

  await t.test('an address in an entry that is none is not taken', async () => {
    const [reply, form] = await fetched(me, `${framework}/within`);
    assert.equal(form.get('/alignments/0/targetName'), 'Knots');
    assert.equal(form.get('/alignments/0/targetUrl'), `${framework}/within`);
    assert.doesNotMatch(reply.text, /href="javascript:|<b>safely/);
  });

  await t.test('a redirect within the rules is followed', async () => {
    const [, form] = await fetched(me, `${framework}/moved`);
    assert.equal(form.get('/alignments/0/targetName'), 'Knots');
  });
}

// What is said beside the field; what was typed stays.
async function isRefused(me, address, said) {
  const [reply, form] = await fetched(me, address);
  assert.equal(reply.status, 422, address);
  assert.match(words(reply.text), said, address);
  assert.equal(form.get('/name'), 'Kept');
  assert.equal(form.get('/alignments/0/targetUrl'), address.replace(/\r\n/g, ''), address);
}

async function refuses(t, me, framework) {
  const failures = [
    ['/nothing', /could not be fetched.*404/], ['/broken', /could not be fetched.*500/],
    ['/page', /is no JSON/], ['/empty', /is no JSON/], ['/bytes', /is no text/],
    ['/list', /no entry of a framework/], ['/other', /no entry of a framework/],
    ['/long', /larger than 1024 KiB/], ['/round', /redirects more than 5 times/],
  ];
  for (const [path, said] of failures)
    await t.test(`${path} is told in words`, () => isRefused(me, framework + path, said));
}

async function staysOutside(t, me, framework, canaries) {
  const [{ port }] = canaries;
  const inside = [
    `http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, `http://localhost:${port}/`,
    'https://localhost:8443/', 'https://LOCALHOST:8443/', 'https://localhost.:8443/',
    'https://127.0.0.1:8443/', 'https://127.1:8443/', 'https://2130706433:8443/',
    'https://0x7f000001:8443/', 'https://0177.0.0.1:8443/', 'https://127.0.0.1.:8443/',
    'https://[::1]:8443/', 'https://[::ffff:127.0.0.1]:8443/', 'https://0.0.0.0:8443/',
    'https://user@localhost:8443/', 'https://a.example@localhost:8443/', 'HTTPS://127.0.0.1:8443/',
  ];
  await t.test('no address leads into the own network', async t => {
    for (const address of inside)
      await t.test(address, () => isRefused(me, address, /could not be fetched|Paste the web address/));
  });

  await t.test('nor does a redirect', async () => {
    for (const path of ['/inside', '/inside-name', '/inside-file'])
      await isRefused(me, framework + path, /could not be fetched/);
  });

  await t.test('what is no address of the web is refused', async () => {
    for (const address of ['file:///etc/passwd', 'gopher://localhost:8443/', 'data:text/plain,x',
      'localhost:8443', 'https://', 'https:///x'])
      await isRefused(me, address, /could not be fetched|Paste the web address/);
  });

  await t.test('and nobody connected there', () => {
    for (const canary of canaries) assert.equal(canary.count, 0);
  });
}
