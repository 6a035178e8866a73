// What the job process fetches, all the way from a page: from servers that
// pack, drip and lie, by names that lead home, over TLS, within its sandbox.
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTls } from 'node:https';
import test from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { PageForm, words } from './lib/page_form.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner } from './lib/staff.mjs';

// A certificate that nobody but itself has signed, for localhost and
// tls.test, good for a hundred years; and its key, for this test alone.
const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBoDCCAUWgAwIBAgIUR/dNz0zSUnhCT/lls8O+3ga2qTIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA4NTczMFoYDzIxMjYxMDI5
MDg1NzMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARjlqWt8bg7MmNksjWzBKubZ6WfptCGNicIwhyjOLswnsSvzWDF7zPT
QSCCMFVaSjuV25LPD7x6ZSBxwjZZNPDio3MwcTAdBgNVHQ4EFgQUbDT/BFrpgDZg
SO1jxpNw/nlEwgQwHwYDVR0jBBgwFoAUbDT/BFrpgDZgSO1jxpNw/nlEwgQwDwYD
VR0TAQH/BAUwAwEB/zAeBgNVHREEFzAVgglsb2NhbGhvc3SCCHRscy50ZXN0MAoG
CCqGSM49BAMCA0kAMEYCIQD7m2+wsRKWeMNWpVjAL1+0+ouZEq6F+WDSurpqe1nj
qwIhAOu+jcHEbrZoobmYH4L8zlmOM2HaDOFbfVgsmP7h3HCZ
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0ggEjVUNeKIJ61Ry
bVaGVDdfIKygFbDM4ft8wXRGmBuhRANCAARjlqWt8bg7MmNksjWzBKubZ6WfptCG
NicIwhyjOLswnsSvzWDF7zPTQSCCMFVaSjuV25LPD7x6ZSBxwjZZNPDi
-----END PRIVATE KEY-----`,
};

const entry = JSON.stringify({ fullStatement: 'Ties knots.' });
const zeros = Buffer.alloc(64 << 20);
const bombs = {
  gzip: gzipSync(zeros), deflate: deflateSync(zeros), br: brotliCompressSync(zeros),
};

function packed(how, bytes) {
  return (request, reply) =>
    reply.writeHead(200, { 'content-encoding': how }).end(bytes);
}

function endless(head, text) {
  return (request, reply) => {
    const { socket } = reply;
    const more = () => { while (!socket.destroyed && socket.write(text)); };
    socket.on('drain', more).on('error', () => {});
    socket.write(head);
    more();
  };
}

const answers = {
  '/entry': (request, reply) => reply.end(entry),
  '/packed': packed('gzip', gzipSync(entry)),
  '/packed-br': packed('br', brotliCompressSync(entry)),
  '/gzip': packed('gzip', bombs.gzip),
  '/deflate': packed('deflate', bombs.deflate),
  '/br': packed('br', bombs.br),
  '/headers': endless('HTTP/1.1 200 OK\r\n', `X-Filler: ${'x'.repeat(1000)}\r\n`),
  '/endless': endless('HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(10000)),
  '/short': (request, reply) => reply.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}'),
  '/reset': (request, reply) => reply.socket.resetAndDestroy(),
};

function listen(server) {
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

// A name server: tls.test and home.test are here, and nothing else is.
async function openNames() {
  const names = { asked: 0 };
  const socket = createSocket('udp4');
  const at = address => address.split('.').map(Number);
  socket.on('message', (question, from) => {
    const end = question.indexOf(0, 12) + 5;
    const name = question.subarray(12, end - 5).toString('latin1').replace(/[^a-z]+/g, '.').slice(1);
    const isA = question[end - 3] === 1;
    const address = { 'tls.test': '127.0.0.1', 'home.test': '127.0.0.1' }[name];
    const reply = Buffer.from(question.subarray(0, end));
    reply[2] = 0x85;
    reply[3] = address ? 0x80 : 0x83;
    reply.fill(0, 6, 12);
    if (!address || !isA) return socket.send(reply, from.port, from.address);
    names.asked++;
    reply[7] = 1;
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...at(address)]);
    socket.send(Buffer.concat([reply, record]), from.port, from.address);
  });
  await new Promise(done => socket.bind(0, '127.0.0.1', done));
  return Object.assign(names, { port: socket.address().port, close: () => socket.close() });
}

// What the page says after asking for the entry at ${address}.
async function fetched(me, address) {
  const form = await PageForm.open(me, '/achievements/new');
  form.set('/name', 'Kept').set('case /alignments', address);
  const reply = await form.press('case /alignments');
  return { status: reply.status, said: words(reply.text), name: form.get('/alignments/0/targetName') };
}

test('fetching', async t => {
  const names = await openNames();
  const plain = await listen(createServer((request, reply) =>
    (answers[request.url] ?? answers['/entry'])(request, reply)));
  const tls = await listen(createTls(certificate, (request, reply) => reply.end(entry)));
  tls.on('tlsClientError', () => {});
  const { port } = plain.address();
  const secure = tls.address().port;
  const site = await openSite({ settings: {
    demo: 'no', password_cost: 1, dns_server: `127.0.0.1:${names.port}`,
    fetch_allow: `127.0.0.1:${port}, tls.test:${secure}, localhost:${secure}`,
  } });
  try {
    const me = await firstOwner(site);

    await t.test('the log warns of settings for tests', () => {
      const log = readFileSync(site.log, 'utf8');
      assert.match(log, /"level":"warning".*NOT GUARDED: 127\.0\.0\.1:\d+, tls\.test/);
      assert.match(log, /"level":"warning".*NAMES ARE ASKED OF 127\.0\.0\.1:\d+/);
    });

    await t.test('what is packed arrives', async () => {
      for (const path of ['/entry', '/packed', '/packed-br']) {
        const { name, said } = await fetched(me, `http://127.0.0.1:${port}${path}`);
        assert.equal(name, 'Ties knots.', `${path}: ${said}`);
      }
    });

    for (const [path, expected] of [
      ['/gzip', /larger than 1024 KiB/], ['/deflate', /larger than 1024 KiB/],
      ['/br', /larger than 1024 KiB/], ['/endless', /larger than 1024 KiB/],
      ['/headers', /64 KiB of headers/], ['/short', /before all had arrived/],
      ['/reset', /ended the connection|broke off/],
    ])
      await t.test(`${path} is told in words`, async () => {
        const { status, said } = await fetched(me, `http://127.0.0.1:${port}${path}`);
        assert.equal(status, 422);
        assert.match(said, expected);
      });

    await t.test('a certificate that nobody has signed is not believed', async () => {
      for (const host of ['tls.test', 'localhost']) {
        const { said } = await fetched(me, `https://${host}:${secure}/`);
        assert.match(said, new RegExp(`The certificate of ${host} is signed by nobody but itself`));
      }
    });

    await t.test('names are asked for where the setting says, and may not lead home', async () => {
      const before = names.asked;
      const { said } = await fetched(me, 'https://home.test/');
      assert.match(said, /home\.test is not on the public internet/);
      assert.equal(names.asked, before + 1, 'it is looked up once');
      assert.match((await fetched(me, 'https://none.test/')).said, /There is no host none\.test/);
    });

    await t.test('the office goes on as before', async () => {
      assert.equal((await fetched(me, `http://127.0.0.1:${port}/entry`)).name, 'Ties knots.');
    });
  } finally {
    await site.close();
    plain.closeAllConnections();
    plain.close();
    tls.closeAllConnections();
    tls.close();
    names.close();
  }
});
