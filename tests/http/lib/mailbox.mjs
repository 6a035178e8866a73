// A small mail server of the loopback (RFC 5321), which keeps what it gets.
import { createServer } from 'node:net';

// answer(line): another answer than the usual one to a command, or nothing.
export async function openMailbox(answer = () => undefined) {
  const mails = [];
  const server = createServer(socket => serve(socket, mails, answer));
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    mails,
    url: `smtp://127.0.0.1:${server.address().port}`,
    close: () => new Promise(done => server.close(done)),
  };
}

const usual = { MAIL: '250 OK', RCPT: '250 OK', DATA: '354 Go on', QUIT: '221 Bye', EHLO: '250 mailbox' };

function serve(socket, mails, answer) {
  let text = '';
  let mail = { to: [] };
  let isData = false;
  socket.on('error', () => socket.destroy());
  socket.write('220 mailbox\r\n');
  socket.on('data', bytes => {
    text += bytes;
    for (;;) {
      const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const line = text.slice(0, end);
      text = text.slice(end + (isData ? 5 : 2));
      if (isData) {
        mails.push({ ...mail, text: line });
        mail = { to: [] };
        isData = false;
        socket.write('250 Taken\r\n');
        continue;
      }
      const word = line.split(/[ :]/)[0].toUpperCase();
      const said = answer(line) ?? usual[word] ?? '502 What?';
      if (word === 'MAIL') mail.from = line.match(/<(.*)>/)[1];
      if (word === 'RCPT') mail.to.push(line.match(/<(.*)>/)[1]);
      isData = said.startsWith('354');
      socket.write(said + '\r\n');
      if (word === 'QUIT') socket.end();
    }
  });
}

// The body of a mail, decoded (quoted-printable).
export function bodyOf(mail) {
  const raw = mail.text.slice(mail.text.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, '');
  return Buffer.from(raw.replace(/=([0-9A-F]{2})/g, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
}
