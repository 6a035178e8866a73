// How fast, against something that cannot be faster: a bare FastCGI program
// answering as many bytes, and the web server's own static file.  All stand
// behind the same nginx, over unix sockets, with as many workers.  Rounds
// are interleaved and each is a pair, so that a busy machine slows both;
// only ratios are judged, never times.
//
// BENCH_ROUNDS (5) and BENCH_SECONDS (2) make it longer; BENCH_ONLY, part of
// their names, measures these rows alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { recordOfSize } from '../http/lib/documents.mjs';
import {
  clarus, forget, freePort, run, sleep, source, start, stop, temporary, until,
} from '../http/lib/env.mjs';
import { anonymous, children } from '../http/lib/processes.mjs';
import { clrRows } from './clr.mjs';
import { fill, saving } from './desk.mjs';
import { hostOne } from './hosted.mjs';
import { emptyTree, newLinks, once } from './first.mjs';
import { signatures } from './jws.mjs';
import { nginxBench } from './nginx.mjs';
import { signedDocuments, verifications } from './verify.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 2);
const workers = 4;
const connections = 8;
const here = fileURLToPath(new URL('.', import.meta.url));
const MB = 1048576;

function must(program, args) {
  const done = run(program, args);
  if (done.status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// ---- The parties: two offices (pages kept or not), hellos, static files

const dir = temporary();
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const running = [];
const locations = {};

async function serves(socket) {
  const there = await until(() => run('test', ['-S', socket]).status === 0, 5000);
  if (!there) throw new Error(`nothing came up at ${socket}`);
}

async function startOffice(name, settings, base = `${url}/${name}`) {
  const home = join(dir, name);
  const socket = join(dir, `${name}.sock`);
  must('mkdir', ['-p', home]);
  const words = ['--data-dir', home, '--database', join(home, 'clarus.db'),
    '--templates', join(source, 'templates'), '--static-dir', join(source, 'static'),
    '--migrations', join(source, 'db/migrations'), '--base-url', base,
    '--log', join(home, 'log'), '--demo', 'yes', '--workers', String(workers),
    '--socket-mode', '0666', ...settings];
  must(clarus, [...words, 'init']);
  const office = { name, home, words, socket, program: clarus, base: `/${name}` };
  office.service = start(clarus, [...words, '--socket', socket, 'serve'], { log: join(home, 'out') });
  running.push(office.service);
  await serves(socket);
  locations[`/${name}/`] = { socket };
  return office;
}

// The id of the record.
function bring(office, name, bytes) {
  const file = join(office.home, `${name}.json`);
  writeFileSync(file, bytes);
  return must(clarus, [...office.words, 'import', file]).match(/: record (\S+)/)[1];
}

function share(office, name, bytes) {
  const id = bring(office, name, bytes);
  return new URL(must(clarus, [...office.words, 'share', id, '--name', name]).trim()).pathname;
}

async function startHello(size) {
  const program = join(dir, 'hello');
  if (run('test', ['-x', program]).status !== 0)
    must(process.env.CC ?? 'cc', ['-O2', '-o', program, join(here, 'hello.c'), '-lfcgi']);
  const socket = join(dir, `hello-${size}.sock`);
  running.push(start(program, [socket, String(workers), String(size)], { log: join(dir, 'hello.out') }));
  await serves(socket);
  locations[`/hello/${size}`] = { socket };
  must('mkdir', ['-p', join(dir, 'files')]);
  writeFileSync(join(dir, 'files', String(size)), Buffer.alloc(size, 'x'));
  return `/hello/${size}`;
}

// ---- Measuring

const agent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0';

// Requests a second that were answered well.
function wrk(path, accept, script) {
  const text = must('wrk', ['-t', '1', '-c', String(connections), '-d', `${seconds}s`,
    ...(script ? ['-s', script] : []),
    '-H', `Accept: ${accept}`, '-H', `User-Agent: ${agent}`, new URL(path, url).href]);
  const bad = text.match(/Non-2xx or 3xx responses: (\d+)/);
  if (bad || /Socket errors: (?!connect 0, read 0, write 0, timeout 0)/.test(text))
    throw new Error(`${path}: ${text}`);
  return Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]);
}

async function sizeOf(path, accept) {
  const reply = await fetch(new URL(path, url), { headers: { accept, 'user-agent': agent } });
  if (reply.status !== 200) throw new Error(`${path} answered ${reply.status}`);
  return (await reply.arrayBuffer()).byteLength;
}

// The hello and the static file of that size.
async function bare(size) {
  const paths = [`/hello/${size}`, `/files/${size}`];
  if (!locations[paths[0]]) {
    await startHello(size);
    reload();
    await until(() => sizeOf(paths[0], '*/*').then(n => n === size, () => false));
  }
  return paths;
}

// One row: ours against the hello and the static file of the same size.
async function compare({ name, path, accept, goal, goalFile, script, size: said }) {
  const size = said ?? (script ? 1000 : await sizeOf(path, accept));
  const others = await bare(size);
  const ratios = others.map(() => []);
  for (const at of script ? others : [path, ...others]) wrkShort(at, accept);
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? [...others, path] : [path, ...others];
    const rate = Object.fromEntries(order.map(at => [at, wrk(at, accept, at === path ? script : undefined)]));
    others.forEach((at, i) => ratios[i].push(rate[path] / rate[at]));
  }
  const [hello, file] = ratios.map(median);
  return { name, size, hello, file, goal: goal ?? goalFile,
    isGood: (!goal || hello >= goal) && (!goalFile || file >= goalFile) };
}

// The same of links never opened, each opened once.  ${isEmptied}: without
// the pages that were made with them.
async function compareFirst({ name, office, record, accept, goal, isEmptied }) {
  const rate = paths => once(url, paths, { dir, accept, agent, connections });
  const [warm] = await newLinks(office, url, record, 1);
  const size = await sizeOf(warm, accept);
  const others = await bare(size);
  const ratios = others.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const links = await newLinks(office, url, record, 500);
    if (isEmptied) emptyTree(office);
    const turns = [() => others.map(at => rate(links.map(() => at))), () => rate(links)];
    const done = round % 2 ? turns.map(turn => turn()) : turns.reverse().map(turn => turn()).reverse();
    others.forEach((at, i) => ratios[i].push(done[1] / done[0][i]));
  }
  const [hello, file] = ratios.map(median);
  return { name, size, hello, file, goal, isGood: !goal || hello >= goal };
}

function wrkShort(path, accept) {
  run('wrk', ['-t', '1', '-c', String(connections), '-d', '1s', '-H', `Accept: ${accept}`,
    '-H', `User-Agent: ${agent}`, new URL(path, url).href]);
}

// ---- Memory: what a worker keeps after many requests

async function memory(office, paths) {
  const requests = async count => {
    for (let done = 0; done < count; done += 100)
      await Promise.all(Array.from({ length: 100 }, (_, i) =>
        sizeOf(paths[(done + i) % paths.length], (i % 2) ? 'text/html' : 'application/json')));
    return Math.max(...children(office.service.pid).map(anonymous));
  };
  const early = await requests(1000 * workers);
  const late = await requests(9000 * workers);
  return { early, late };
}

// ---- Imports: documents a second, beside plain inserts of the same bytes

async function imports(office, size) {
  const count = 60;
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const files = Array.from({ length: count }, () => recordOfSize(size));
    const ours = await timed(async () => {
      for (let i = 0; i < count; i += 4)
        await Promise.all(files.slice(i, i + 4).map(post(office)));
    });
    const plain = await timed(() => plainInserts(files, round));
    ratios.push(plain / ours);
  }
  return median(ratios);
}

function post(office) {
  return async text => {
    const reply = await fetch(`${url}/${office.name}/import`, { method: 'POST', redirect: 'manual',
      body: new URLSearchParams({ text: text.toString() }) });
    await reply.arrayBuffer();
    if (reply.status !== 303) throw new Error(`import answered ${reply.status}`);
  };
}

// Each document in a transaction of its own, as durable as ours.
function plainInserts(files, round) {
  const database = join(dir, `plain-${round}.db`);
  const sql = 'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;\n' +
    'CREATE TABLE t (doc TEXT);\n' + files.map(text =>
    `INSERT INTO t VALUES ('${text.toString().replaceAll("'", "''")}');`).join('\n');
  const done = run('sqlite3', [database], { input: sql });
  if (done.status !== 0) throw new Error(done.stderr);
}

async function timed(act) {
  const started = process.hrtime.bigint();
  await act();
  return Number(process.hrtime.bigint() - started);
}

// ---- The whole

let front, hosted;
function configure() {
  return nginxBench({ dir, port, locations, hosted });
}
function reload() {
  configure();
  front.kill('SIGHUP');
}

function ratio(value) {
  return value.toFixed(value < 0.1 ? 4 : 2).padStart(8);
}

function say(row) {
  const cells = [row.name.padEnd(44), String(row.size).padStart(8),
    ratio(row.hello), ratio(row.file),
    (row.goal ? `>= ${row.goal.toFixed(2)}` : '').padStart(8), row.isGood ? '' : '  MISSED'];
  console.log(cells.join(' '));
}

// Signatures, beside OpenSSL's own speed.
function saySignatures() {
  let isGood = true;
  console.log('\nSignatures, as a share of openssl speed rsa2048 on one core:');
  for (const row of signatures({ dir, rounds, seconds, median })) {
    console.log([row.name.padEnd(44), ''.padStart(8), ratio(row.ratio), ''.padStart(8),
      (row.goal ? `>= ${row.goal.toFixed(2)}` : '').padStart(8), row.isGood ? '' : '  MISSED'].join(' '));
    isGood &&= row.isGood;
  }
  return isGood;
}

// Verifications from request to report, beside the same.
function sayVerifications(documents, at) {
  let isGood = true;
  console.log('\nVerifications, as a share of openssl speed rsa2048 of as many signatures on all\n' +
    'cores; and how many a second:');
  for (const row of verifications(documents, { url: at, wrk, rounds, seconds, median })) {
    console.log([row.name.padEnd(44), row.rate.toFixed(0).padStart(8), ratio(row.ratio), ''.padStart(8),
      (row.goal ? `>= ${row.goal.toFixed(2)}` : '').padStart(8), row.isGood ? '' : '  MISSED'].join(' '));
    isGood &&= row.isGood;
  }
  return isGood;
}

async function main() {
  const kept = await startOffice('kept', []);
  const fresh = await startOffice('fresh', ['--cache-bytes', '0', '--tree-bytes', '0']);
  const documents = {
    small: recordOfSize(2000),
    usual: readFileSync(join(source, 'db/demo/ingrid-solberg-bicycle-repair.json')),
    many: recordOfSize(20000),
    large: recordOfSize(500000),
  };
  const at = { kept: {}, fresh: {} };
  for (const [name, bytes] of Object.entries(documents)) {
    at.kept[name] = share(kept, name, bytes);
    at.fresh[name] = share(fresh, name, bytes);
  }
  const usual = bring(kept, 'first', Buffer.concat([documents.usual, Buffer.from('\n')]));
  const desk = await startOffice('desk', []);
  fill(join(desk.home, 'clarus.db'), 100000);
  const api = await startOffice('api', ['--client-rate', '0']);
  const hostedUrl = `http://127.0.0.1:${await freePort()}`;
  hosted = await startOffice('hosted', ['--demo', 'no', '--verify-rate', '0'],
    hostedUrl);
  hosted.port = new URL(hostedUrl).port;
  hosted.bare = await freePort();
  const [program, args] = configure();
  front = start(program, args, { log: join(dir, 'front.out') });
  running.push(front);
  if (!await until(() => sizeOf(at.kept.small, 'text/html').then(() => true, () => false), 5000))
    throw new Error('the site does not answer');

  const assertion = await hostOne(hosted, hostedUrl);
  const byWorker = assertion.replace(`:${hosted.port}/`, `:${hosted.bare}/`);
  const save = await saving(desk, url, dir);
  const others = await clrRows(api, url, dir);
  const signed = await signedDocuments(hosted, hostedUrl);
  const json = 'application/json';
  const html = 'text/html';
  const rows = [
    { name: 'stored JSON, 2 kB', path: at.kept.small, accept: json, goal: 0.85 },
    { name: 'stored JSON, 20 kB', path: at.kept.usual, accept: json, goal: 0.85 },
    { name: 'stored JSON, 500 kB', path: at.kept.large, accept: json, goal: 0.85 },
    { name: 'hosted JSON, worker', path: byWorker, accept: json, goal: 0.85 },
    // A weight is left to the office by the lines about published files.
    { name: 'hosted JSON, worker behind the tree', path: assertion, accept: `${json};q=0.9` },
    { name: 'hosted JSON, tree', path: assertion, accept: json, goalFile: 0.90 },
    { name: 'hosted page, tree', path: assertion, accept: html, goalFile: 0.90 },
    { name: 'hosted page, worker', path: byWorker, accept: html },
    { name: 'shared page of a 20 kB record, again', path: at.kept.usual, accept: html, goal: 0.80 },
    { name: 'the same, first view', office: kept, record: usual, accept: html, goal: 0.15 },
    { name: 'the same, rendered anew', office: kept, record: usual, accept: html, isEmptied: true },
    // Sixty tiny items in 20 kB: five times as much page as document.
    { name: 'the same of sixty items, rendered anew', path: at.fresh.many, accept: html },
    // Its page is larger than what may be kept, so it is made each time.
    { name: 'shared page of a 500 kB record', path: at.kept.large, accept: html },
    { name: "the Builder's home, 100,000 assertions", path: '/desk/build', accept: html },
    { name: 'a list of 100,000 assertions, first page', path: '/desk/assertions', accept: html },
    { name: 'the same, page 1,000', path: '/desk/assertions?page=1000', accept: html },
    { name: 'the same, searched by name', path: '/desk/assertions?q=learner+77', accept: html },
    { name: 'a form saved', path: save.path, accept: html, script: save.file },
    ...others,
  ];
  console.log(`Requests a second, as a share of a bare FastCGI program's and of a static\n` +
    `file's, of the same bytes; medians of ${rounds} interleaved rounds.\n`);
  console.log(['what'.padEnd(44), 'bytes'.padStart(8), 'FastCGI'.padStart(8), 'file'.padStart(8), 'goal'.padStart(8)].join(' '));
  let isGood = true;
  const only = process.env.BENCH_ONLY;
  for (const row of rows.filter(row => !only || row.name.includes(only))) {
    const result = await (row.record ? compareFirst(row) : compare(row));
    say(result);
    isGood &&= result.isGood;
  }
  if (!only || 'verifications'.includes(only))
    isGood = sayVerifications(signed, hostedUrl) && isGood;
  if (only) return isGood ? 0 : 1;
  isGood = saySignatures() && isGood;
  const beside = await imports(kept, 20000);
  console.log(`\nimports of 20 kB records, as a share of plain inserts: ${beside.toFixed(2)}`);
  const { early, late } = await memory(kept, Object.values(at.kept).slice(0, 2));
  const growth = late / early;
  console.log(`anonymous memory of the largest process: ${(late / MB).toFixed(1)} MB ` +
    `(goal < 16), ${growth.toFixed(2)} times that after a tenth of the requests (goal <= 1.05)`);
  isGood &&= late < 16 * MB && growth <= 1.05;
  console.log(isGood ? '\nEvery goal is met.' : '\nNot every goal is met.');
  return isGood ? 0 : 1;
}

try {
  process.exitCode = await main();
} finally {
  for (const child of running.reverse()) await stop(child);
  await sleep(50);
  forget(dir);
}
