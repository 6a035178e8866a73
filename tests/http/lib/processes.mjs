// Processes as /proc tells them.
import { readdirSync, readFileSync } from 'node:fs';

// The processes that ${pid} started and that still run.
export function children(pid) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).filter(name => {
    try {
      const [state, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ');
      return Number(parent) === pid && state !== 'Z';
    } catch {
      return false; /* it has just ended */
    }
  }).map(Number);
}

// Bytes of memory that are the process's own and no file's.
export function anonymous(pid) {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(text.match(/^RssAnon:\s+(\d+) kB/m)[1]) * 1024;
}
