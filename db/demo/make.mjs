// Writes the records of the demo college. See README.
import { readFileSync, writeFileSync } from 'node:fs';

import { amaraFirstTerm } from './source/amara.mjs';
import { danielCorrected, danielWithdrawn } from './source/daniel.mjs';
import { ingridBicycle } from './source/ingrid.mjs';
import { laylaNursing } from './source/layla.mjs';
import { mayaClubs } from './source/maya-clubs.mjs';
import { mayaOwn } from './source/maya-own.mjs';
import { mayaTranscript } from './source/maya-transcript.mjs';
import { meilingMusic } from './source/meiling.mjs';
import { noamNetworks } from './source/noam.mjs';
import { summerSet } from './source/summer.mjs';
import { tomasDual } from './source/tomas.mjs';

const records = {
  'maya-okafor-transcript.json': mayaTranscript,
  'maya-okafor-clubs.json': mayaClubs,
  'maya-okafor-own-record.json': mayaOwn,
  'layla-haddad-nursing.json': laylaNursing,
  'chen-meiling-music.json': meilingMusic,
  'tomas-rivera-quinn-dual-credit.json': tomasDual,
  'ingrid-solberg-bicycle-repair.json': ingridBicycle,
  'noam-ben-david-networks.jws': noamNetworks,
  'daniel-whitlock-withdrawn.json': danielWithdrawn,
  'daniel-whitlock-corrected.json': danielCorrected,
  'summer-workshops-set.json': summerSet,
  'amara-diallo-first-term.json': amaraFirstTerm,
};

const beside = (name) => new URL(name, import.meta.url);

const listed = readFileSync(beside('list'), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#'));
if (listed.join() !== Object.keys(records).join())
  throw new Error('list and make.mjs do not name the same files');

for (const [name, record] of Object.entries(records)) {
  const body = typeof record === 'string'
    ? record : JSON.stringify(record, null, 2);
  writeFileSync(beside(name), `${body}\n`);
}
