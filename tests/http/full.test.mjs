// A full disk: writing says 503, reading goes on, and when there is room
// again so does writing.  Under a limit on the size of files, and for root,
// where it may mount, on a small file system of its own as well.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { recordBytes, recordOfSize } from './lib/documents.mjs';
import { run, temporary } from './lib/env.mjs';
import { children } from './lib/processes.mjs';
import { openSite } from './lib/site.mjs';

// Two places with room for a few megabytes, {folder, wrap, relieve, end}
// each; null where it cannot be had.  wrap: words before the program's;
// relieve: gives it more room.
function smallDisk() {
  const folder = join(temporary(), 'data');
  mkdirSync(folder);
  if (run('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]).status !== 0)
    return null;
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(4 << 20, 1));
  return {
    folder, wrap: [],
    relieve: () => rmSync(ballast),
    end: () => run('umount', ['-l', folder]),
  };
}

function smallFiles() {
  return {
    folder: temporary(), end: () => {},
    wrap: ['/bin/sh', '-c', 'trap "" XFSZ; exec prlimit --fsize=4000000: "$@"', 'sh'],
    relieve: site => {
      for (const pid of [site.service.pid, ...children(site.service.pid)])
        assert.equal(run('prlimit', ['--fsize=unlimited:', '--pid', String(pid)]).status, 0);
    },
  };
}

async function fill(site) {
  for (let i = 0; i < 60; i++) {
    const reply = await site.upload([['a.json', recordOfSize(300000)]]);
    if (reply.status !== 303) return reply;
  }
  throw new Error('the disk did not fill');
}

async function isFull(t, place) {
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

    await t.test('with room again it writes again', async () => {
      place.relieve(site);
      const again = recordOfSize(300000);
      const [path] = await site.import(again);
      const json = await site.ask(path, { accept: 'application/json' });
      assert.ok(json.bytes.equals(again));
    });
  } finally {
    await site.close();
    place.end();
  }
}

const disk = smallDisk();

test('a limit on files', t => {
  if (!disk) t.diagnostic('no file system may be mounted here: this limit alone is tested');
  return isFull(t, smallFiles());
});

if (disk) test('a full disk', t => isFull(t, disk));
