// The process that signs: what it keeps from the others, and what becomes of
// them when it dies.
import assert from 'node:assert/strict';
import { createDecipheriv, createHash, createPrivateKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { clarus, run, temporary, until } from './lib/env.mjs';
import { rows } from './lib/hosted.mjs';
import { formAt, id, office, onSite, words } from './lib/items.mjs';
import { holds, nameOf, statusOf } from './lib/memory.mjs';
import { children } from './lib/processes.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner } from './lib/staff.mjs';

const master = createHash('sha256').update('a master key of tests').digest();

function processes(site) {
  return children(site.service.pid).map(pid => ({ pid, name: nameOf(pid) }));
}

function signerOf(site) {
  return processes(site).find(p => p.name === 'clarus-signer')?.pid;
}

function keysOf(site) {
  return rows(site, 'SELECT * FROM key WHERE ended_at = 0');
}

// The private half that is sealed in a row of the table key.
function open(key) {
  const sealed = Buffer.from(key.sealed, 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', master, sealed.subarray(0, 12));
  const digest = createHash('sha256').update(key.pem).digest('hex');
  cipher.setAAD(Buffer.from(`key ${key.item_id} ${digest} ${key.owner}`));
  cipher.setAuthTag(sealed.subarray(-16));
  const der = Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

// The first prime of a key, as it is written, and as numbers stand in memory.
function primes(key) {
  const p = Buffer.from(open(key).export({ format: 'jwk' }).p, 'base64url');
  return [p, Buffer.from(p).reverse()];
}

async function make(owner, item) {
  const reply = await owner.send(await formAt(owner, '/admin/keys/new'), { item, bits: '2048' });
  assert.equal(reply.status, 303, words(reply));
}

// All files below ${folder}.
function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.isFile() ? [path] : [];
  });
}

const wrap = ['/usr/bin/env', `CLARUS_MASTER_KEY=${master.toString('hex')}`];

test('the signer', async t => {
  const site = await openSite({ wrap, settings: { demo: 'no', password_cost: 1, audit_head_seconds: 1 } });
  try {
    const owner = await firstOwner(site);
    const items = await office(owner);
    await make(owner, id(items.college));
    await until(() => site.must('audit', 'heads'), 20000);

    await t.test('each process is what it is called, and has given up its rights', () => {
      const names = processes(site).map(p => p.name).sort();
      assert.equal(names.filter(name => name === 'clarus-signer').length, 1, names.join());
      assert.equal(names.filter(name => name === 'clarus-job').length, 1);
      assert.ok(names.filter(name => name === 'clarus-worker').length >= 4);
      for (const { pid, name } of processes(site)) {
        assert.equal(statusOf(pid, 'NoNewPrivs'), '1', name);
        assert.equal(statusOf(pid, 'Seccomp'), '2', name);
      }
    });

    await t.test('no other process has the master key or a private one', async t => {
      const [college] = keysOf(site).filter(key => key.item_id !== '');
      const [ours] = keysOf(site).filter(key => key.item_id === '');
      const [written, counted] = primes(college), [, used] = primes(ours);
      const secrets = { hex: Buffer.from(master.toString('hex')), raw: master, written, counted, used };
      if (process.getuid() !== 0) {
        t.diagnostic('not root: that nobody can look is all that is seen');
        for (const { pid } of processes(site)) assert.throws(() => holds(pid, secrets), /EACCES|EPERM/);
        return;
      }
      for (const { pid, name } of processes(site)) {
        const found = holds(pid, secrets);
        if (name === 'clarus-signer') assert.ok(found.includes('raw') && found.includes('used'), found.join());
        else assert.deepEqual(found, [], name);
      }
    });

    await t.test('nor has any file', () => {
      const keys = keysOf(site);
      const secrets = [master, Buffer.from(master.toString('hex')), ...keys.flatMap(primes),
        ...keys.map(key => open(key).export({ format: 'der', type: 'pkcs8' }))];
      for (const path of files(site.dir)) {
        const bytes = readFileSync(path);
        for (const secret of secrets) assert.ok(!bytes.includes(secret), path);
      }
      assert.ok(!existsSync(join(`${site.dir}-keys`, 'master.key')));
    });

    await t.test('each signature is a line in the log, and nothing of what was signed', () => {
      const lines = readFileSync(site.log, 'utf8').split('\n').filter(line => line.includes('"signed '));
      assert.ok(lines.length >= 1);
      for (const line of lines)
        assert.match(JSON.parse(line).message, /^signed sha256=[0-9a-f]{64} key=\w+ typ=\S+ for=\S+$/);
    });

    await t.test('one that dies is replaced, and who asks meanwhile waits', async () => {
      const before = signerOf(site);
      process.kill(before, 'SIGKILL');
      await make(owner, id(items.maya)).catch(() => {});
      assert.ok(await until(() => signerOf(site) && signerOf(site) !== before, 5000));
      const [key] = keysOf(site).filter(row => row.item_id === id(items.college));
      const reply = await owner.send(await formAt(owner, `/admin/keys/${key.id}/rotate`));
      assert.equal(reply.status, 303, words(reply));
      assert.equal(keysOf(site).length, 2);
    });

    await t.test('heads of the audit trail find what was cut off', async () => {
      const head = JSON.parse(site.must('audit', 'heads').trim().split('\n').at(-1));
      const verified = site.clarus('audit', 'verify');
      assert.equal(verified.status, 0, verified.stderr);
      assert.match(verified.stdout, /signed heads: [1-9]/);
      const lines = readFileSync(join(site.dir, 'audit-heads.jsonl'), 'utf8').trim().split('\n');
      assert.ok(lines.map(line => JSON.parse(line).hash).includes(head.hash));
      assert.match(words(await owner.ask('/admin/audit?check=1')), /The chain is whole.*which fit: [1-9]\d*, the last on/);
      rows(site, `DELETE FROM audit WHERE number >= ${head.number}`);
      assert.match(words(await owner.ask('/admin/audit?check=1')), /not what the office signed/);
      rows(site, 'DELETE FROM head');
      const cut = site.clarus('audit', 'verify');
      assert.equal(cut.status, 1);
      assert.match(cut.stderr, /entries were cut off|taken out|written anew/);
    });

    await t.test('it ends with the others', async () => {
      const all = processes(site).map(p => p.pid);
      await site.restart();
      for (const pid of all) assert.ok(!existsSync(`/proc/${pid}`), String(pid));
      assert.ok(signerOf(site));
    });
  } finally {
    await site.close();
  }
});

test('a master key in a file', t => onSite(async (site, owner) => {
  const file = join(`${site.dir}-keys`, 'master.key');
  const items = await office(owner);

  await t.test('is made for the first key, for its owner alone', async () => {
    assert.equal(statSync(`${site.dir}-keys`).mode & 0o7777, 0o700);
    assert.ok(!existsSync(file));
    await make(owner, id(items.college));
    assert.equal(statSync(file).mode & 0o7777, 0o600);
    assert.match(readFileSync(file, 'utf8'), /^[0-9a-f]{64}\n$/);
    assert.ok(!readFileSync(site.log, 'utf8').includes('NOT SAFE'));
  });

  await t.test('serves subcommands too', () => {
    site.must('key', 'rotate', 'Riverbend College');
  });
}));

test('a master key that is none, or in reach of workers, is told at the start', async () => {
  const dir = temporary();
  const bad = run('/usr/bin/env', ['CLARUS_MASTER_KEY=0123', clarus, '--data-dir', dir, '--migrations',
    join(process.env.CLARUS_SRC ?? '.', 'db/migrations'), 'init']);
  assert.equal(bad.status, 0, 'it is nothing to who signs nothing');
  const refused = run('/usr/bin/env', ['CLARUS_MASTER_KEY=0123', clarus, '--data-dir', dir, '--socket',
    join(dir, 's.sock'), '--migrations', join(process.env.CLARUS_SRC ?? '.', 'db/migrations'), 'serve']);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /CLARUS_MASTER_KEY is no key: 64 hex digits/);
  assert.ok(!refused.stderr.includes('0123'));
  const place = temporary();
  const site = await openSite({ dir: place, settings: { master_key_file: join(place, 'master.key') } });
  try {
    assert.match(readFileSync(site.log, 'utf8'), /THE MASTER KEY IS NOT SAFE/);
  } finally {
    await site.close();
  }
});
