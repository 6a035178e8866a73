// A full disk: writing says 503, reading goes on, and when there is room
// again so does writing.  On a small file system of its own where one may
// be mounted, else under a limit on the size of files.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { recordBytes, recordOfSize } from './lib/documents.mjs';
import { run, temporary } from './lib/env.mjs';
import { openSite } from './lib/site.mjs';

// A folder with room for a few megabytes: {folder, wrap, relieve, end}.
function smallPlace() {
  const folder = join(temporary(), 'data');
  mkdirSync(folder);
  const mounted = run('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]);
  if (mounted.status !== 0)
    return {
      folder, relieve: null, end: () => {},
      wrap: ['/bin/sh', '-c', 'trap "" XFSZ; exec prlimit --fsize=4000000 "$@"', 'sh'],
    };
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(4 << 20, 1));
  return {
    folder, wrap: [],
    relieve: () => rmSync(ballast),
    end: () => run('umount', ['-l', folder]),
  };
}

async function fill(site) {
  for (let i = 0; i < 60; i++) {
    const reply = await site.upload([['a.json', recordOfSize(300000)]]);
    if (reply.status !== 303) return reply;
  }
  throw new Error('the disk did not fill');
}

test('a full disk', async t => {
  const place = smallPlace();
  const site = await openSite({
    settings: { database: join(place.folder, 'clarus.db') }, wrap: place.wrap,
  });
  try {
    const document = recordBytes();
    const [record] = await site.import(document);
    const link = site.share(record);

    await t.test('an import that does not fit is 503', async () => {
      const reply = await fill(site);
      assert.equal(reply.status, 503);
      assert.match(reply.headers.get('retry-after') ?? '', /^\d+$/);
      assert.doesNotMatch(reply.text, /SQL|disk I\/O|\.c:\d/);
    });

    await t.test('reading goes on', async () => {
      for (const path of ['/', '/records', record, link, '/import'])
        assert.equal((await site.ask(path)).status, 200, path);
      const json = await site.ask(record, { accept: 'application/json' });
      assert.ok(json.bytes.equals(document));
    });

    await t.test('every further import is refused and leaves nothing', async () => {
      const count = async () => (await site.ask('/records')).text.match(/\/records\/[\w-]+"/g).length;
      const before = await count();
      for (let i = 0; i < 5; i++)
        assert.equal((await site.upload([['b.json', recordOfSize(1500000)]])).status, 503);
      assert.equal(await count(), before);
    });

    if (place.relieve) {
      await t.test('with room again it writes again', async () => {
        place.relieve();
        const again = recordOfSize(300000);
        const [path] = await site.import(again);
        const json = await site.ask(path, { accept: 'application/json' });
        assert.ok(json.bytes.equals(again));
      });
    }
  } finally {
    await site.close();
    place.end();
  }
});
