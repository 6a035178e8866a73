// What stands in the memory of another process, which root can read.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

// What the system calls the process: "clarus-signer".
export function nameOf(pid) {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

// The value of a line of /proc/PID/status.
export function statusOf(pid, name) {
  return readFileSync(`/proc/${pid}/status`, 'utf8')
    .match(new RegExp(`^${name}:\\s*(.*)$`, 'm'))?.[1];
}

// The parts of the memory of ${pid} that it can write to.
function* parts(pid) {
  const mem = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from, to] = line.match(/^([0-9a-f]+)-([0-9a-f]+) rw/) ?? [];
      if (!from) continue;
      const bytes = Buffer.alloc(Number(BigInt(`0x${to}`) - BigInt(`0x${from}`)));
      try {
        yield bytes.subarray(0, readSync(mem, bytes, 0, bytes.length, BigInt(`0x${from}`)));
      } catch { /* a part that cannot be read at all */ }
    }
  } finally {
    closeSync(mem);
  }
}

// Which of the ${secrets} {name: bytes} the process has in its memory, and in
// the environment it was started with.
export function holds(pid, secrets) {
  const found = new Set();
  const look = bytes => {
    for (const [name, secret] of Object.entries(secrets))
      if (bytes.includes(secret)) found.add(name);
  };
  look(readFileSync(`/proc/${pid}/environ`));
  for (const part of parts(pid)) look(part);
  return [...found];
}
