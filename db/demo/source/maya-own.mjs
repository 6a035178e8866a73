// A record that Maya put together and published herself: her own words
// next to what the college attests.
import { achievement, artifact, brief, context, criteria, md, moment, plain,
  url, urn } from './base.mjs';
import { openText, picture } from './media.mjs';
import { mayaTranscript } from './maya-transcript.mjs';
import { signedBadge } from './maya-clubs.mjs';
import { maya } from './people.mjs';
import { describe, result } from './results.mjs';
import { recipient } from './sign.mjs';

const who = recipient(maya, 'url');

// The learner as one who publishes and issues.
const self = {
  ...maya,
  revocationList: url('revocations', 'maya-okafor'),
  verification: {
    type: 'Verification',
    id: urn('verification/maya-okafor'),
    allowedOrigins: ['records.riverbend.example'],
    startsWith: ['https://records.riverbend.example/ims/clr/v1p0/'],
  },
};

const own = (key, kind, name, more) =>
  achievement(key, kind, name, brief(self), { id: urn(`own/${key}`), ...more });

const understanding = describe('igbo', 'PerformanceLevel', 'How well', {
  allowedValues: ['a few words', 'everyday talk', 'any talk', 'first language'],
});

const igbo = plain('own/igbo', who, moment('2023-08-01'),
  own('igbo', 'Competency', 'Speaks Igbo', {
    description: 'Spoken at home with my grandmother.',
    resultDescriptions: [understanding],
  }), { results: [result(understanding, 'everyday talk')] });

const teaching = plain('own/teaching', who, moment('2023-08-01'),
  own('teaching', 'CommunityService', 'Taught children to test a stream', {
    description: 'Six Saturdays at the town library.',
    requirement: criteria('Nobody asked for it. I wanted to.'),
  }), {
    role: 'Volunteer teacher',
    narrative: md`
      Nine children, *nine jars*, one stream. We asked:

      1. what lives here,
      2. what does it eat,
      3. and what would make it leave?

      They asked better questions than I did.`,
    evidence: [{
      type: 'Evidence',
      name: 'The plan of the six mornings',
      audience: 'Teachers who want to do the same',
      artifacts: [
        artifact('Plan', openText('1 Jars. 2 Nets. 3 Names. 4 Drawing. '
          + '5 Measuring. 6 Telling your parents.'), 'One line a morning.'),
        artifact('The stream', picture('sampling.jpg'), 'Where we went.'),
      ],
    }],
  });

const ofTheCollege = ['maya/aas-water', 'maya/winter-study']
  .map((key) => url('assertions', key));

export const mayaOwn = {
  '@context': context,
  id: urn('clrs/maya-okafor-own'),
  type: 'Clr',
  name: 'My water work',
  issuedOn: '2023-08-01T18:40:00Z',
  partial: true,
  learner: self,
  publisher: self,
  assertions: [
    ...mayaTranscript.assertions.filter(({ id }) =>
      ofTheCollege.includes(id)),
    teaching,
    igbo,
  ],
  signedAssertions: [signedBadge],
};
