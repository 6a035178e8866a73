// A whole site: a fresh database, the program and a web server before it,
// on a free port of the loopback; and the ways to ask it something.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import {
  clarus, forget, freePort, isRunning, killGroup, run, source, start, stop,
  temporary, until, within,
} from './env.mjs';
import { hasService, serverCommand } from './servers.mjs';

export { servers } from './servers.mjs';

function options(settings) {
  return Object.entries(settings).flatMap(([name, value]) =>
    [`--${name.replaceAll('_', '-')}`, String(value)]);
}

// Make and start a site.  settings: over the ones below; serve: how
// `clarus serve` is started, see carriers; wrap: words before the command.
export async function openSite({
  server = 'lighttpd', settings = {}, serve = 'socket', wrap = [], dir,
} = {}) {
  const site = new Site(server, serve, wrap, dir ?? temporary());
  site.port = await freePort();
  site.url = `http://127.0.0.1:${site.port}`;
  site.settings = {
    base_url: site.url,
    data_dir: site.dir,
    database: join(site.dir, 'clarus.db'),
    templates: join(source, 'templates'),
    static_dir: join(source, 'static'),
    migrations: join(source, 'db/migrations'),
    socket_mode: '0666',
    log: site.log,
    demo: 'yes',
    audit_head_seconds: 0,
    ...settings,
  };
  try {
    site.must('init');
    await site.start();
  } catch (error) {
    await site.close();
    throw error;
  }
  return site;
}

class Site {
  constructor(server, serve, wrap, dir) {
    Object.assign(this, { server, serve, wrap, dir });
    this.socket = join(dir, 'clarus.sock');
    this.log = join(dir, 'clarus.log');
  }

  // The command line of a subcommand with the site's settings.
  command(...words) {
    return [clarus, ...options(this.settings), ...words];
  }

  // Run a subcommand to its end.
  clarus(...words) {
    const [program, ...args] = this.command(...words);
    return run(program, args);
  }

  // The same, which must succeed; its output.
  must(...words) {
    const done = this.clarus(...words);
    if (done.status !== 0)
      throw new Error(`clarus ${words.join(' ')} ended with ` +
        `${done.status ?? done.signal}: ${done.stderr}${done.stdout}`);
    return done.stdout;
  }

  async start() {
    if (hasService(this.server)) await this.startService();
    const [program, args] = serverCommand(this.server, {
      dir: this.dir, port: this.port, socket: this.socket,
      settings: this.settings,
    });
    this.front = start(program, args, { log: join(this.dir, 'front.log') });
    await this.answers(this.front);
  }

  // Start `clarus serve` alone; ready when its socket takes connections.
  async startService() {
    const [program, args] = carriers[this.serve](this);
    const words = [...this.wrap, program, ...args];
    this.service = start(words[0], words.slice(1),
      { log: join(this.dir, 'serve.log') });
    const ready = await until(() =>
      !isRunning(this.service) || connects(this.socket), 20000);
    if (!ready || !isRunning(this.service))
      throw new Error(`clarus serve did not start: ${this.said()}`);
  }

  async answers(child) {
    const ready = await until(async () =>
      !isRunning(child) || this.ask('/health', { ms: 5000 }).then(
        r => r.status < 500, () => false), 20000);
    if (!ready || !isRunning(child))
      throw new Error(`${this.server} did not start: ${this.said()}`);
  }

  // What the programs printed, and the end of the log; for failures.
  said() {
    return ['serve.log', 'front.log', 'lighttpd.log', 'nginx.log',
      'apache.log', 'clarus.log'].map(name => join(this.dir, name))
      .filter(path => existsSync(path))
      .map(path => `\n${path}:\n${readFileSync(path, 'utf8').slice(-1500)}`)
      .join('');
  }

  // End the program by its id, and start it again under the same socket.
  async restart(signal = 'SIGTERM') {
    if (signal === 'SIGKILL') killGroup(this.service);
    await stop(this.service, signal);
    await this.startService();
    await this.answers(this.front);
  }

  async close() {
    if (this.front) await stop(this.front);
    if (this.service) await stop(this.service);
    forget(this.dir);
  }

  async fetch(path, given) {
    const reply = await fetch(new URL(path, this.url), given);
    return [reply, Buffer.from(await reply.arrayBuffer())];
  }

  // One request on a connection of its own, redirects not followed; the
  // whole answer, which may take ${ms}.
  async ask(path, { method = 'GET', headers = {}, body, accept, ms = 30000 } = {}) {
    const given = { connection: 'close', ...(accept && { accept }), ...headers };
    const [reply, bytes] = await within(ms, this.fetch(path, {
      method, headers: given, body, redirect: 'manual',
      ...(body instanceof ReadableStream && { duplex: 'half' }),
      signal: AbortSignal.timeout(ms + 100),
    }), `the answer to ${method} ${path.slice(0, 100)}`);
    return {
      status: reply.status,
      headers: reply.headers,
      type: reply.headers.get('content-type'),
      location: reply.headers.get('location'),
      bytes,
      text: bytes.toString('utf8'),
    };
  }

  // Send a form as a program does: no cookie, so no token is wanted.
  post(path, fields, headers = {}) {
    return this.ask(path, {
      method: 'POST', headers, body: new URLSearchParams(fields),
    });
  }

  // Upload files: [name, bytes, type] each.
  upload(files, fields = {}) {
    const body = new FormData();
    for (const [name, bytes, type = 'application/json'] of files)
      body.append('file', new Blob([bytes], { type }), name);
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return this.ask('/import', { method: 'POST', body });
  }

  // Import one document; the paths of its records.
  async import(bytes, name = 'record.json') {
    const reply = await this.upload([[name, bytes]]);
    if (reply.status !== 303)
      throw new Error(`import answered ${reply.status}: ${words(reply.text)}`);
    return this.recordsOf(reply.location);
  }

  async recordsOf(location) {
    const page = await this.ask(location);
    if (page.status !== 200)
      throw new Error(`${location} answered ${page.status}`);
    return [...new Set([...page.text.matchAll(/href="(\/records\/[^"/?#]+)["?#]/g)]
      .map(found => found[1]))];
  }

  // Make a link to a record as a program; its path "/s/…".
  share(record, name = 'Atlas University') {
    const id = record.replace('/records/', '');
    const url = this.must('share', id, '--name', name).trim().split(/\s+/)
      .find(word => word.includes('/s/'));
    return new URL(url).pathname;
  }

  // The requests in the log.
  requests() {
    return readFileSync(this.log, 'utf8').split('\n').filter(Boolean)
      .map(line => JSON.parse(line)).filter(line => line.method);
  }

  write(name, bytes) {
    const path = join(this.dir, name);
    writeFileSync(path, bytes);
    return path;
  }
}

function words(html) {
  return html.replace(/<(script|style)\b[^]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 400);
}

function connects(socket) {
  return new Promise(done => {
    const peer = connect(socket, () => { peer.destroy(); done(true); });
    peer.once('error', () => done(false));
  });
}

// How the program gets its socket: program and arguments of each way.
const carriers = {
  socket: site => {
    const [program, ...args] = site.command('--socket', site.socket, 'serve');
    return [program, args];
  },
  'spawn-fcgi': site => ['/usr/bin/spawn-fcgi', ['-n', '-M', '0666',
    '-s', site.socket, '--', ...site.command('serve')]],
  systemd: site => ['/usr/bin/spawn-fcgi', ['-n', '-M', '0666',
    '-s', site.socket, '--', '/bin/sh', '-c',
    'exec 3<&0 0</dev/null; export LISTEN_FDS=1 LISTEN_PID=$$; exec "$@"',
    'sh', ...site.command('serve')]],
};
export const carrierNames = Object.keys(carriers);

// Run the tests of ${define} behind each server, each on a site of its own.
export async function onEachServer(t, names, define, given = {}) {
  for (const server of names) {
    await t.test(server, async t => {
      const site = await openSite({ server, ...given });
      try {
        await define(t, site);
      } finally {
        await site.close();
      }
    });
  }
}
