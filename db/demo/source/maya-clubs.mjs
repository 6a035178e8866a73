// What Maya did beside her studies; two of the badges are signed.
import { artifact, context, endorsement, hosted, md, moment, text, toSign,
  url } from './base.mjs';
import { cleanUp, club, council, hours, lead, riverPrize, riverWatcher,
  waterside } from './clubs.mjs';
import { picture } from './media.mjs';
import { college } from './organizations.mjs';
import { halvorsen, jonas, maya } from './people.mjs';
import { reached, result } from './results.mjs';
import { hashedRecipient, recipient, sign } from './sign.mjs';

const who = recipient(maya, 'email');

const inClub = hosted('maya/river-watch-club', who, moment('2023-05-16'),
  club, {
    role: 'Captain',
    image: picture('river-watch.png'),
    activityStartDate: moment('2021-09-14'),
    activityEndDate: moment('2023-05-16'),
    narrative: md`
      Maya joined in her second week and led the club for a year. Under her:

      * the walks went from *one* to **three** a week,
      * the notes moved from paper to a shared table,
      * and a bench was built. It is called *Okafor’s Rest*.`,
    results: [reached(lead, 'Advanced')],
    endorsements: [
      endorsement('maya-club-jonas', jonas, moment('2023-05-20'),
        url('assertions', 'maya/river-watch-club'),
        'She learned every name in the first week, mine too.'),
      endorsement('maya-club-withdrawn', halvorsen, moment('2023-05-21'),
        url('assertions', 'maya/river-watch-club'), 'Led the council well.', {
          revoked: true,
          revocationReason: 'Written about another assertion by mistake.',
        }),
    ],
  });

const cleaned = hosted('maya/river-clean-up', who, moment('2022-11-05'),
  cleanUp, {
    role: 'Volunteer',
    results: [result(hours, '86')],
    evidence: [{
      type: 'Evidence',
      name: 'What was found',
      description: 'Eleven bicycles, four doors and a church bell.',
      genre: 'Photograph',
      artifacts: [artifact('On the bank', picture('sampling.jpg'),
        'A person in a red coat at the edge of the river.')],
    }],
  });

const elected = hosted('maya/student-council', who, moment('2023-05-12'),
  council, {
    role: 'Speaker for science students',
    term: '2022–2023',
    activityStartDate: moment('2022-09-01'),
    activityEndDate: moment('2023-05-12'),
  });

const prize = hosted('maya/river-prize', who, moment('2023-04-22'),
  riverPrize, { term: '2022–2023' });

// Signed, and named by a hash: these two may go round on their own.
const byHash = hashedRecipient(maya, 'alder-bridge-4417');

export const signedBadge = sign(toSign('maya/river-watcher', byHash,
  moment('2022-09-30'), riverWatcher, {
    image: picture('river-watch.png'),
    narrative: text`Forty-three walks; the notes of the ice in January are
      used in class.`,
  }));

const firstAid = sign(toSign('maya/first-aid', byHash, moment('2021-10-10'),
  waterside, { expires: moment('2023-10-10', '23:59:59') }));

const clrId = url('clrs', 'maya-okafor-clubs');

export const mayaClubs = {
  '@context': context,
  id: clrId,
  type: 'Clr',
  name: 'Clubs and service of Maya Adaeze Okafor',
  issuedOn: '2023-06-23T15:05:00.250Z',
  partial: true,
  learner: maya,
  publisher: college,
  assertions: [inClub, cleaned, elected, prize],
  signedAssertions: [signedBadge, firstAid],
  verification: { type: 'Hosted' },
};
