// What stands in Maya's transcript beside degree, courses and competencies.
import { achievement, alignment, artifact, association, brief, criteria,
  hosted, md, moment, text } from './base.mjs';
import { competencies } from './competencies.mjs';
import { courses, degree } from './degree.mjs';
import { openText, pdfFile, picture, textFile } from './media.mjs';
import { college, operators } from './organizations.mjs';
import { maya } from './people.mjs';
import { describe, result } from './results.mjs';
import { recipient } from './sign.mjs';

const who = recipient(maya);
const issuer = brief(college);

// The winter study: an assignment inside the capstone course.
const structure = describe('winter-study/mark', 'Percent',
  'Mark of the examiners', {
    valueMin: '0', valueMax: '100', requiredValue: '60',
  });

const winterStudy = achievement('winter-study', 'Assignment',
  'Winter study of the lower Alder', issuer, {
    description: 'A written study of one stretch of the river, in public.',
    associations: [
      association('isPartOf', courses['WQ 290']),
      association('exemplar', competencies.sampling),
    ],
    resultDescriptions: [structure],
  });

const readings = openText(['site,month,oxygen_mg_per_l,temperature_c',
  'above,2022-11,9.1,8.0', 'above,2022-12,8.7,5.5', 'above,2023-01,7.6,3.1',
  'above,2023-02,7.3,2.9', 'above,2023-03,8.1,5.2', 'above,2023-04,9.3,8.8',
  'below,2022-11,8.7,8.4', 'below,2022-12,7.9,6.2', 'below,2023-01,5.6,4.4',
  'below,2023-02,5.1,4.6', 'below,2023-03,6.7,6.0', 'below,2023-04,8.9,9.1',
  ''].join('\n'));

const studyPdf = pdfFile('Winter study of the lower Alder', [
  [-18, 'Winter study of the lower Alder'],
  [11, 'Maya Adaeze Okafor, Riverbend College, May 2023'], [11, ''],
  [-12, 'What I asked'],
  [11, 'Does the outfall at Millrace Lane take oxygen from the river,'],
  [11, 'and if so, how far down and in which months?'], [11, ''],
  [-12, 'What I did'],
  [11, 'From November to April I took water at two places, one above and'],
  [11, 'one below the outfall, every second week at seven in the morning.'],
  [11, ''],
  [-12, 'What I found'],
  [11, 'Below the outfall there was less oxygen in every month. In February'],
  [11, 'it was 5.1 mg/L, against 7.3 above. By the footbridge, 900 m down,'],
  [11, 'the difference was gone. Fish can live with this. Mayflies cannot.'],
  [11, ''],
  [-12, 'What should be done'],
  [11, 'Stir the last basin at night from December to March.'], [11, ''],
  [9, 'The college, the river and the people in this study are fictional.'],
]);

const studyNarrative = md`
  The study began with a *complaint*: anglers had found no mayflies below the
  outfall for two winters. Maya asked whether oxygen could be the reason, and
  set out to measure it **twice a month from November to April**.

  What she did:

  1. chose two places that differ in nothing but the outfall,
  2. took water at seven in the morning, when oxygen is lowest,
  3. measured it by meter *and* by titration, and kept both numbers,
  4. asked the plant for its own readings, and got them.

  The oxygen below the outfall was lower in every month:

  - by 0.4 mg/L in November,
  - by 2.2 mg/L in February,
  - and by 0.4 mg/L again in April.

  > I did not expect the plant to agree with me. They had seen it too, and
  > had thought it was their meter.

  The report says what can be done about it: run the mixers of the last basin
  by night. The plant will try this next winter. The method is that
  of the [state field manual](https://manual.tamarack.example/oxygen), with
  one change that is explained in chapter 3.

  The four pieces of evidence belong together. The **report** is for the
  reader in a hurry, the **readings** are for the one who doubts, the *chart*
  joins the two, and the photograph shows the place.`;

const studyEvidence = [{
  id: 'https://www.riverbend.example/studies/lower-alder',
  type: 'Evidence',
  name: 'Report of the winter study',
  description: 'The report as handed in, and as read to the town council.',
  genre: 'Report',
  audience: 'Town council and neighbours of the river',
  narrative: 'Read to the council on **9 May 2023**; '
    + '[minutes](https://council.riverbend.example/2023-05-09).',
  artifacts: [
    artifact('Report (PDF)', studyPdf, 'One page.'),
    artifact('Page of the study',
      'https://www.riverbend.example/studies/lower-alder',
      'The study on the pages of the college.'),
  ],
}, {
  type: 'Evidence',
  name: 'Readings and pictures',
  genre: 'Data',
  artifacts: [
    artifact('Readings', readings, 'All twelve monthly means, as CSV.'),
    artifact('Chart of dissolved oxygen', picture('oxygen.svg'),
      'Two lines: above and below the outfall.'),
    artifact('The sampling place', picture('sampling.jpg'),
      'A person in a red coat fills a bottle at the edge of the river.'),
  ],
}];

const study = hosted('maya/winter-study', who, moment('2023-05-11'),
  winterStudy, {
    term: 'Spring 2023',
    narrative: studyNarrative,
    evidence: studyEvidence,
    results: [result(structure, '94')],
  });

// The exit test, the certificate on the way, and the operators' own one.
const scaled = describe('water-chemistry-test', 'ScaledScore',
  'Scaled score', { valueMin: '200', valueMax: '800', requiredValue: '500' });

const test = hosted('maya/water-chemistry-test', who, moment('2022-12-14'),
  achievement('water-chemistry-test', 'Assessment',
    'Test in water chemistry', brief(operators), {
      description: 'Two hours, forty questions, set for the whole state.',
      resultDescriptions: [scaled],
      associations: [association('isRelatedTo', courses['CHE 122'])],
    }), { term: 'Fall 2022', results: [result(scaled, '688')] });

const laboratory = hosted('maya/laboratory-certificate', who,
  moment('2022-12-19'), achievement('laboratory-certificate', 'Certificate',
    'Certificate in Water Laboratory Work', issuer, {
      description: text`Two terms of chemistry, microbiology, field methods
        and computing: 19 credits.`,
      creditsAvailable: 19,
      level: 'Certificate',
      requirement: criteria('Five named courses, none below **C**.'),
      associations: [association('isPartOf', degree)],
    }), { term: 'Fall 2022', creditsEarned: 19 });

const operator = hosted('maya/operator-1', who, moment('2023-07-03'),
  achievement('operator-1', 'Certification', 'Operator in Training, Grade I',
    brief(operators), {
      description: 'May run a small plant under the eye of a Grade II.',
      alignments: [alignment('CTDL', 'Water operator, grade I',
        'https://credentials.tamarack.example/resources/ce-operator-1')],
    }), { licenseNumber: 'OIT-550142', expires: moment('2033-06-30',
    '23:59:59') });

const deansList = hosted('maya/deans-list', who, moment('2023-05-19'),
  achievement('deans-list', 'Award', 'Dean’s List', issuer, {
    description: 'For a term of 12 credits or more with an average of 3.50.',
    associations: [association('isRelatedTo', degree)],
  }), { term: 'Spring 2023' });

const society = hosted('maya/alder-society', who, moment('2022-10-14'),
  achievement('alder-society', 'Membership', 'Alder Honor Society', issuer, {
    description: 'Students who study well and serve the town.',
  }), { role: 'Member' });

// The transcript as a PDF, for those who want it on paper.
function transcriptLines(taken) {
  const rows = taken.map(({ term, code, grade, credits }) => [9, {
    56: term, 140: code, 200: courses[code].name,
    430: grade === 'Withdrew' ? '0' : String(credits), 480: grade,
  }]);
  return [
    [-16, 'Riverbend College'], [11, 'Transcript of Maya Adaeze Okafor'],
    [9, 'Associate of Applied Science in Water Quality, 20 May 2023'], [9, ''],
    [-9, { 56: 'Term', 140: 'Course', 430: 'Credits', 480: 'Grade' }],
    ...rows, [9, ''],
    [9, 'End of transcript. The college and the learner are fictional.'],
  ];
}

function paperTranscript(taken) {
  return hosted('maya/paper-transcript', who, moment('2023-06-20'),
    achievement('paper-transcript', 'ext:Transcript', 'Printed transcript',
      issuer, { description: 'The transcript as the registrar prints it.' }), {
      evidence: [{
        type: 'Evidence',
        name: 'Transcript on one page',
        audience: 'Admissions offices',
        artifacts: [
          artifact('Transcript (PDF)', pdfFile('Transcript of Maya Okafor',
            transcriptLines(taken)), 'One page, A4.'),
          artifact('How to read it', textFile(text`A is the best grade, F the
            lowest. A course dropped after the second week stays in the
            transcript with the word Withdrew and no credits.`),
          'A note by the registrar.'),
        ],
      }],
    });
}

export const extras = (taken) =>
  [study, laboratory, test, operator, deansList, society,
    paperTranscript(taken)];
