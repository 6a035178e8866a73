// FastCGI records as bytes, sound and broken, straight to the socket.
import { connect } from 'node:net';

export const types = {
  begin: 1, abort: 2, end: 3, params: 4, stdin: 5, stdout: 6, stderr: 7,
  data: 8, getValues: 9, getValuesResult: 10, unknown: 11,
};

export function packet(type, content = '', {
  id = 1, version = 1, length, padding = 0, reserved = 0,
} = {}) {
  const body = Buffer.from(content);
  const head = Buffer.from([version, type, id >> 8, id & 255, 0, 0, padding, reserved]);
  head.writeUInt16BE((length ?? body.length) & 0xffff, 4);
  return Buffer.concat([head, body, Buffer.alloc(padding)]);
}

function size(n) {
  if (n < 128) return Buffer.from([n]);
  const long = Buffer.alloc(4);
  long.writeUInt32BE((n | 0x80000000) >>> 0);
  return long;
}

export function pair(name, value) {
  const [n, v] = [Buffer.from(name), Buffer.from(value)];
  return Buffer.concat([size(n.length), size(v.length), n, v]);
}

export function begin({ role = 1, keep = 0, id = 1 } = {}) {
  return packet(types.begin, Buffer.from([role >> 8, role & 255, keep, 0, 0, 0, 0, 0]), { id });
}

// A sound request for ${path}.
export function whole(path, { method = 'GET', body = '', env = {} } = {}) {
  const variables = {
    GATEWAY_INTERFACE: 'CGI/1.1', REQUEST_METHOD: method, REQUEST_URI: path,
    SERVER_PROTOCOL: 'HTTP/1.1', QUERY_STRING: '',
    CONTENT_LENGTH: String(Buffer.byteLength(body)), ...env,
  };
  const params = Buffer.concat(Object.entries(variables).map(([n, v]) => pair(n, v)));
  return Buffer.concat([begin(), packet(types.params, params), packet(types.params),
    ...(body ? [packet(types.stdin, body)] : []), packet(types.stdin)]);
}

// Send bytes, close our side, and wait for the other's end or ${ms}.
export function send(socket, bytes, ms = 200) {
  return new Promise(done => {
    const peer = connect(socket);
    const parts = [];
    const finish = () => {
      clearTimeout(limit);
      peer.destroy();
      done(Buffer.concat(parts));
    };
    const limit = setTimeout(finish, ms);
    peer.on('data', part => parts.push(part));
    peer.on('error', finish);
    peer.on('close', finish);
    peer.on('connect', () => peer.end(bytes));
  });
}

// The same numbers every time: a failure can be seen again.
export function dice(seed) {
  let state = seed >>> 0;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 4294967296 * below);
  };
}

// A broken request: a sound one with something wrong in it.
export function broken(roll) {
  const noise = n => Buffer.from(Array.from({ length: n }, () => roll(256)));
  const sound = whole('/health');
  const kinds = [
    () => noise(1 + roll(400)),
    () => sound.subarray(0, roll(sound.length)),
    () => {
      const spoiled = Buffer.from(sound);
      for (let i = 0; i <= roll(8); i++) spoiled[roll(spoiled.length)] = roll(256);
      return spoiled;
    },
    () => Buffer.concat([begin(), packet(types.params,
      Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), noise(20)])),
    packet(types.params), packet(types.stdin)]),
    () => Buffer.concat([begin(), packet(types.params, noise(roll(300))), packet(types.params)]),
    () => packet(types.begin, noise(roll(20)), { length: roll(65536) }),
    () => packet(roll(256), noise(roll(60)), { version: roll(256), id: roll(65536) }),
    () => begin({ role: roll(65536) }),
    () => Buffer.concat([begin(), packet(types.abort), sound]),
    () => Buffer.concat([begin(), begin({ id: 2 }), packet(types.stdin, noise(50))]),
    () => packet(types.getValues, noise(roll(200)), { id: 0 }),
    () => Buffer.concat([begin(), packet(types.params, pair('REQUEST_METHOD', 'POST')),
      packet(types.params), packet(types.stdin, noise(100), { length: 65535 })]),
    () => whole('/import', { method: 'POST', body: 'text=1',
      env: { CONTENT_LENGTH: ['-1', '99999999999999999999', 'x', '4', ' 6', '0x6'][roll(6)] } }),
    () => whole(['', 'health', '//', '/\u0001', '/%00', '/..', '*'][roll(7)]),
    () => Buffer.concat([begin(), packet(types.params,
      Buffer.concat([pair('REQUEST_URI', '/health'), pair('REQUEST_URI', '/')])),
    packet(types.params), packet(types.stdin)]),
  ];
  return kinds[roll(kinds.length)]();
}
