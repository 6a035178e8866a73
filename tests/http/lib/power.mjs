// A disk that loses power: programs run with tests/power/power.c loaded, are
// killed, and then all that was written but never asked to be on the disk is
// taken back, or some of it: a disk writes in any order it likes.
import assert from 'node:assert/strict';
import {
  closeSync, existsSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { run, source } from './env.mjs';

const kinds = { write: 1, sync: 2, cut: 3 };
const head = 48;

// {wrap, lose} for files under ${dir} that have ${name} in their path.
export function powerLoss(dir, name) {
  const library = join(dir, 'power.so');
  const log = join(dir, 'power.log');
  const made = run(process.env.CC ?? 'cc', ['-O2', '-shared', '-fPIC', '-o', library,
    join(source, 'tests/power/power.c'), '-ldl']);
  assert.equal(made.status, 0, made.stderr);
  return {
    // A sanitizer need not be the first library here.
    wrap: ['/usr/bin/env', `LD_PRELOAD=${library}`, `POWER_LOG=${log}`, `POWER_NAME=${name}`,
      `ASAN_OPTIONS=${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0`],
    lose: stays => lose(log, stays),
  };
}

// What was noted; a killed process may have left an entry cut short.
function entries(bytes) {
  const list = [];
  for (let at = bytes.indexOf('PWR1'); at >= 0 && at + head <= bytes.length;) {
    const [pathLen, offset, oldSize, oldLen, newLen] = [8, 16, 24, 32, 40]
      .map(i => Number(bytes.readBigUInt64LE(at + i)));
    const end = at + head + pathLen + oldLen + newLen;
    const isWhole = end <= bytes.length &&
      (end === bytes.length || bytes.subarray(end, end + 4).toString() === 'PWR1');
    if (isWhole) {
      const old = at + head + pathLen;
      list.push({
        kind: bytes.readUInt32LE(at + 4), path: bytes.subarray(at + head, old).toString(),
        offset, oldSize, old: bytes.subarray(old, old + oldLen), now: bytes.subarray(old + oldLen, end),
      });
    }
    at = isWhole ? (end === bytes.length ? -1 : end) : bytes.indexOf('PWR1', at + 4);
  }
  return list;
}

// Take back what is not on the disk; ${stays} says of each such write whether
// the disk had come to it by chance.  How many there were.
function lose(log, stays = () => false) {
  if (!existsSync(log)) return 0;
  const open = new Map();
  for (const entry of entries(readFileSync(log)))
    if (entry.kind === kinds.sync) open.set(entry.path, []);
    else open.set(entry.path, [...open.get(entry.path) ?? [], entry]);
  let count = 0;
  for (const [path, list] of open) {
    if (!existsSync(path)) continue;
    const fd = openSync(path, 'r+');
    for (const { offset, oldSize, old } of [...list].reverse()) {
      if (old.length) writeSync(fd, old, 0, old.length, offset);
      ftruncateSync(fd, oldSize);
    }
    for (const { kind, offset, now } of list.filter(stays)) {
      if (kind === kinds.cut) ftruncateSync(fd, offset);
      else writeSync(fd, now, 0, now.length, offset);
    }
    closeSync(fd);
    count += list.length;
    rmSync(`${path.replace(/-wal$/, '')}-shm`, { force: true });
  }
  rmSync(log, { force: true });
  return count;
}
