// The data model as the program prints it, for tests that go through all of
// it: so a member that is added to the table is tested without being named.
import { clarus, run } from './env.mjs';

function rows(text) {
  return [...text.matchAll(/^\| `([^`]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|/gm)]
    .map(([, name, type, many, label, meaning]) => ({
      name,
      type: type.trim(),
      isMany: many.includes('*'),
      label: label.trim(),
      isOurs: meaning.includes('Set by the program'),
      isPicked: meaning.includes('Chosen among the items'),
      isMinted: meaning.includes('Made up when none is given'),
      isSigned: type.startsWith('signed '),
    }));
}

// {classes: name → members, lists: name → values}
export function model() {
  const classes = {}, lists = {};
  const printed = run(clarus, ['model']).stdout;
  for (const part of printed.split(/^## /m).slice(1)) {
    const name = part.match(/^\S+/)[0];
    if (part.includes('| member |')) classes[name] = rows(part);
    else lists[name] = [...part.matchAll(/^\| `([^`]+)` \|/gm)].map(([, value]) => value);
  }
  return { classes, lists };
}
