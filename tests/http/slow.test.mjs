// Clients that send or read at a crawl: others are served as ever, that is
// within a second, or ten times what it took before them on a busy machine.
// Apache hands a body on as it comes, so that a slow one holds a worker;
// there it is Apache's own limit (RequestReadTimeout) that frees it.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import test from 'node:test';

import { recordOfSize } from './lib/documents.mjs';
import { isLong, sleep } from './lib/env.mjs';
import { onEachServer, servers } from './lib/site.mjs';

const many = isLong ? 400 : 60;
const seconds = isLong ? 60 : 2;

const patience = { 'apache, slow bodies': 5000 };

// Each opens a connection and does little with it, a step at a time.
const kinds = {
  'slow headers': ['GET / HTTP/1.1\r\nHost: a\r\n', 'X-A: b\r\n'],
  'slow bodies': ['POST /import HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
    'Content-Length: 100000\r\n\r\ntext=', 'a'],
  'slow readers': [null, ''],
};

function crawl(port, [first, more], path) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(first ?? `GET ${path} HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n\r\n`);
  if (first === null) socket.pause();
  const timer = setInterval(() => { if (more && socket.writable) socket.write(more); }, 500);
  return () => {
    clearInterval(timer);
    socket.destroy();
  };
}

// Milliseconds that each of a row of requests takes, for so many seconds.
async function times(site, seconds) {
  const taken = [];
  const end = Date.now() + seconds * 1000;
  do {
    const started = Date.now();
    assert.equal((await site.ask('/health')).status, 200);
    taken.push(Date.now() - started);
    await sleep(100);
  } while (Date.now() < end);
  return taken;
}

test('slow clients', t => onEachServer(t, servers, async (t, site) => {
  const [record] = await site.import(recordOfSize(400000));
  for (const [name, kind] of Object.entries(kinds)) {
    await t.test(`${many} ${name}`, async t => {
      const usual = Math.max(...await times(site, 0.5));
      const limit = Math.max(patience[`${site.server}, ${name}`] ?? 1000, 10 * usual);
      const ends = Array.from({ length: many }, () => crawl(site.port, kind, record));
      try {
        await sleep(500);
        const taken = await times(site, seconds);
        t.diagnostic(`${usual} ms without them, up to ${Math.max(...taken)} ms with them`);
        assert.ok(Math.max(...taken) < limit, `served after ${taken} ms, the limit is ${limit} ms`);
      } finally {
        for (const close of ends) close();
      }
    });
  }
}));
