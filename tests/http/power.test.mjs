// Power fails under writers: what was acknowledged is there, whole, and what
// was deleted stays deleted, though the disk loses all that it was not asked
// to keep, or any part of it.  LONG=1 makes it 50 rounds.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { entriesKept, write } from './lib/acknowledged.mjs';
import { isLong, killGroup, run, sleep, stop, temporary, until } from './lib/env.mjs';
import { dice } from './lib/fastcgi.mjs';
import { powerLoss } from './lib/power.mjs';
import { children } from './lib/processes.mjs';
import { openSite } from './lib/site.mjs';

const rounds = isLong ? 50 : 6;
const writers = 4;

// The rows that 50 commits of their own leave behind, by ${durability}.
function commits(durability) {
  const dir = temporary();
  const power = powerLoss(dir, 'plain.db');
  const database = join(dir, 'plain.db');
  assert.equal(run('sqlite3', [database], { input:
    'PRAGMA journal_mode = WAL; CREATE TABLE t (n);' }).status, 0);
  const [program, ...args] = power.wrap;
  run(program, [...args, 'sqlite3', database], { input:
    `PRAGMA synchronous = ${durability};\n${'INSERT INTO t VALUES (1);\n'.repeat(50)}` +
    '.system kill -9 $PPID\n' });
  power.lose();
  return Number(run('sqlite3', [database], { input: 'SELECT count(*) FROM t;' }).stdout);
}

test('this disk forgets: what is not synchronised is lost, what is stays', () => {
  assert.equal(commits('NORMAL'), 0);
  assert.equal(commits('FULL'), 50);
});

// Everything ends at once, without a word.
async function fail(site) {
  const pids = [site.service.pid, ...children(site.service.pid)];
  killGroup(site.service);
  await stop(site.service, 'SIGKILL');
  const isGone = pid => run('test', ['-d', `/proc/${pid}`]).status !== 0;
  assert.ok(await until(async () => pids.every(isGone), 5000), 'all are gone');
}

async function round(site, power, roll) {
  const state = { isOver: false, acknowledged: [] };
  const busy = Array.from({ length: writers }, () => write(site, state));
  await sleep(100 + roll(500));
  await fail(site);
  const lost = power.lose(roll(2) ? () => roll(2) === 1 : undefined);
  await site.startService();
  await site.answers(site.front);
  state.isOver = true;
  await Promise.all(busy);
  await entriesKept(site, state.acknowledged);
  const sound = run('sqlite3', [join(site.dir, 'clarus.db'), 'PRAGMA integrity_check']);
  assert.equal(sound.stdout.trim(), 'ok');
  return { lost, acknowledged: state.acknowledged };
}

test('a power failure loses nothing that was acknowledged', { timeout: 60000 * rounds }, async t => {
  const dir = temporary();
  const power = powerLoss(dir, 'clarus.db');
  const site = await openSite({ dir, wrap: power.wrap });
  const roll = dice(11);
  try {
    const all = [];
    let lost = 0;
    for (let i = 0; i < rounds; i++) {
      const done = await round(site, power, roll);
      all.push(...done.acknowledged);
      lost += done.lost;
    }
    t.diagnostic(`${all.length} imports acknowledged, ${lost} writes not on the disk, ${rounds} rounds`);
    assert.ok(all.length > rounds, 'there was something to lose');
    await entriesKept(site, all);
  } finally {
    await site.close();
  }
});
