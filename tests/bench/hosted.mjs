// A hosted assertion of an office that has an address of its own, so that
// the lines of the nginx example stand before it as they are handed out.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { clarus, run, until } from '../http/lib/env.mjs';
import { addresses, bring, owner, publishAll } from '../http/lib/hosted.mjs';

// What the helpers of the tests take for a site.
function siteOf(office, url) {
  return {
    url,
    settings: { database: join(office.home, 'clarus.db') },
    command: (...words) => [clarus, ...office.words, ...words],
    must(...words) {
      const done = run(clarus, [...office.words, ...words]);
      assert.equal(done.status, 0, done.stderr);
      return done.stdout;
    },
    write(name, bytes) {
      const path = join(office.home, name);
      writeFileSync(path, bytes);
      return path;
    },
    async ask(path, { method = 'GET', headers = {}, body } = {}) {
      const reply = await fetch(new URL(path, url), { method, headers, body, redirect: 'manual' });
      const bytes = Buffer.from(await reply.arrayBuffer());
      return { status: reply.status, headers: reply.headers, bytes, text: bytes.toString(),
        location: reply.headers.get('location') };
    },
  };
}

// Publish the demo's nursing record there; the address of an assertion of it
// that stands as a file.
export async function hostOne(office, url) {
  const site = siteOf(office, url);
  bring(site, ['layla-haddad-nursing']);
  await publishAll(site, await owner(site));
  const [path] = addresses(site, "path LIKE 'assertions/%' AND is_revoked = 0");
  const file = join(office.home, 'public', `${path}.html`);
  assert.ok(await until(() => run('test', ['-f', file]).status === 0, 10000), `${file} is written`);
  return url + path;
}
