// Requests as bytes, for what no client library would send.
import { connect } from 'node:net';

// Send ${bytes} and collect the answer until the server closes, falls
// silent for ${quiet} ms after an answer began, or ${ms} are over.
export function exchange(port, bytes, { ms = 15000, quiet = 300, end = false } = {}) {
  return new Promise(done => {
    const socket = connect(port, '127.0.0.1');
    const parts = [];
    let idle;
    const finish = () => {
      clearTimeout(idle);
      clearTimeout(limit);
      socket.destroy();
      done(answer(Buffer.concat(parts)));
    };
    const limit = setTimeout(finish, ms);
    socket.on('data', part => {
      parts.push(part);
      clearTimeout(idle);
      idle = setTimeout(finish, quiet);
    });
    socket.on('close', finish);
    socket.on('error', finish);
    socket.on('connect', () => {
      socket.write(bytes);
      if (end) socket.end();
    });
  });
}

// A request line, headers as [name, value] pairs, and a body.
export function request(line, headers = [], body = '') {
  const head = [line, 'Host: 127.0.0.1', 'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.concat([Buffer.from(head + '\r\n\r\n', 'latin1'), Buffer.from(body)]);
}

// The final answer: "100 Continue" only comes before one (RFC 9110 §15.2).
function answer(bytes) {
  const text = bytes.toString('latin1').replace(/^HTTP\/1\.1 100 [^]*?\r\n\r\n/, '');
  const split = text.indexOf('\r\n\r\n');
  const head = split < 0 ? text : text.slice(0, split);
  return {
    status: Number(head.match(/^HTTP\/1\.[01] (\d{3})/)?.[1] ?? 0),
    head,
    body: split < 0 ? '' : text.slice(split + 4),
  };
}
