// Many clients at once for minutes, reading and writing: nobody gets an
// error, everybody reads what they wrote, it stays quick, and no process
// grows.  Usage: load.mjs [--minutes N] [--clients N]; 1 minute, 64 clients.
// Needs CLARUS (the program) and CLARUS_SRC as tests/http does, and a quiet
// machine.  Exit status 1: something was not as it should be.
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { recordOfSize } from '../http/lib/documents.mjs';
import { sleep } from '../http/lib/env.mjs';
import { anonymous, children } from '../http/lib/processes.mjs';
import { openSite } from '../http/lib/site.mjs';

const { values } = parseArgs({ options: {
  minutes: { type: 'string', default: '1' }, clients: { type: 'string', default: '64' },
} });
const minutes = Math.min(Math.max(Number(values.minutes), 0.1), 120);
const clients = Math.min(Math.max(Number(values.clients), 1), 512);
const goals = { read: 250, write: 500, growth: 1.1 };
const kept = { connection: 'keep-alive' };

const errors = [];
const stale = [];
const took = { read: [], write: [] };
const known = []; // {path, document}: records that stand

// Ask, and note how long it took; a wrong status is an error.
async function ask(site, what, path, wanted, given = {}) {
  const begun = performance.now();
  const reply = await site.ask(path, { ...given, headers: { ...kept, ...given.headers } })
    .catch(error => ({ status: 0, text: String(error), headers: new Headers() }));
  took[what].push(performance.now() - begun);
  if (![wanted].flat().includes(reply.status))
    errors.push(`${given.method ?? 'GET'} ${path}: ${reply.status} ${reply.text.slice(0, 100)}`);
  return reply;
}

function post(site, path, fields, wanted) {
  return ask(site, 'write', path, wanted, { method: 'POST', body: new URLSearchParams(fields) });
}

// Write, and read what was written: it is there, to the byte.
async function bring(site, number) {
  const document = recordOfSize(2000 + 3000 * (number % 4));
  const reply = await post(site, '/import', { text: document.toString() }, 303);
  if (reply.status !== 303) return;
  const list = await ask(site, 'read', reply.location, 200);
  const path = list.text.match(/href="(\/records\/[^"/?#]+)["?#]/)?.[1];
  const json = path && await ask(site, 'read', path, 200, { accept: 'application/json' });
  if (!json?.bytes?.equals(document)) stale.push(`${reply.location} is not what was written`);
  else known.push({ path, document });
}

// Delete, and read: it is gone.
async function remove(site) {
  const [entry] = known.splice(Math.floor(Math.random() * known.length), 1);
  if (!entry) return;
  await post(site, `${entry.path}/delete`, {}, 303);
  const reply = await ask(site, 'read', entry.path, 410);
  if (reply.status === 200) stale.push(`${entry.path} is there after it was deleted`);
}

async function look(site, shared) {
  const die = Math.random();
  const link = shared[Math.floor(Math.random() * shared.length)];
  if (die < 0.5) await ask(site, 'read', link, 200, { accept: 'text/html' });
  else if (die < 0.8) await ask(site, 'read', link, 200, { accept: 'application/json' });
  else await ask(site, 'read', `/records?q=${die < 0.9 ? 'course' : 'bea'}`, 200);
}

async function client(site, shared, end) {
  for (let i = 0; Date.now() < end; i++) {
    const die = Math.random();
    if (die < 0.1) await bring(site, i);
    else if (die < 0.13) await remove(site);
    else await look(site, shared);
  }
}

// Of the processes of the service: files open, and bytes of their own.
function size(site) {
  const pids = children(site.service.pid);
  return {
    pids: pids.join(),
    files: Math.max(...pids.map(pid => readdirSync(`/proc/${pid}/fd`).length)),
    memory: Math.max(...pids.map(anonymous)),
  };
}

function part(list, share) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

let isGood = true;
function say(name, value, holds) {
  isGood &&= holds;
  console.log(`${name.padEnd(44)} ${String(value).padStart(12)}${holds ? '' : '  MISSED'}`);
}

const site = await openSite();
try {
  const shared = [];
  for (let i = 0; i < 8; i++)
    shared.push(site.share((await site.import(recordOfSize(3000 + 4000 * (i % 4))))[0]));
  const begun = Date.now(), end = begun + minutes * 60000;
  const busy = Array.from({ length: clients }, () => client(site, shared, end));
  await sleep((end - begun) / 5);
  const early = size(site);
  await Promise.all(busy);
  const late = size(site);
  const growth = late.memory / early.memory;

  say(`requests, ${clients} clients, ${minutes} minutes`, took.read.length + took.write.length, true);
  say('errors', errors.length, errors.length === 0);
  say('reads that were stale', stale.length, stale.length === 0);
  for (const what of ['read', 'write'])
    say(`${what}: 99 of 100 within, ms (<= ${goals[what]})`, part(took[what], 0.99).toFixed(0),
      part(took[what], 0.99) <= goals[what]);
  say('open files of the largest process, early', early.files, true);
  say('the same, late (no more)', late.files, late.files <= early.files);
  say('memory, late by early (<= 1.10)', growth.toFixed(2), growth <= goals.growth);
  say('the processes are the same', early.pids === late.pids ? 'yes' : 'no', early.pids === late.pids);
  for (const text of [...errors, ...stale].slice(0, 10)) console.log(`  ${text}`);
} finally {
  await site.close();
}
process.exitCode = isGood ? 0 : 1;
