// Meiling's music: a diploma, its courses, a recital and a prize.
import { achievement, alignment, artifact, association, brief, context,
  criteria, endorsement, endorsementToSign, hosted, md, moment, text, url }
  from './base.mjs';
import { openText, pdfFile, picture, textFile } from './media.mjs';
import { clearwater, college, commission, conservatory, passMark }
  from './organizations.mjs';
import { castellan, meiling } from './people.mjs';
import { criterion, describe, letterGrade, reached, result }
  from './results.mjs';
import { recipient, sign } from './sign.mjs';

const who = recipient(meiling, 'url');

// The conservatory, with what others say of it.
const issuer = {
  ...brief(conservatory),
  description: conservatory.description,
  parentOrg: brief(college),
  endorsements: [endorsement('conservatory-commission', commission,
    moment('2022-10-03'), conservatory.id,
    'Small classes, good rooms, and a library of 9,000 scores.')],
  signedEndorsements: [sign(endorsementToSign('conservatory-clearwater',
    clearwater, moment('2023-12-18'), conservatory.id,
    'Its students play in our pump hall each December.'))],
};
const plainIssuer = brief(conservatory);

const diploma = achievement('music-diploma', 'Diploma',
  'Diploma in Music Performance', issuer, {
    humanCode: 'DIP-MUS',
    description: 'Two years of one instrument, with theory and ensemble.',
    fieldOfStudy: 'Music',
    specialization: '二胡 (erhu)',
    level: 'Diploma',
    creditsAvailable: 24,
    requirement: criteria('Four courses, two years of ensemble and a public '
      + '**recital** before a jury.', 'https://www.riverbend.example/music/dip'),
  });

const course = (key, humanCode, name, creditsAvailable, description) =>
  achievement(key, 'Course', name, plainIssuer, {
    humanCode, description, creditsAvailable, requirement: passMark,
    associations: [association('isChildOf', diploma)],
    resultDescriptions: [letterGrade(key)],
  });

const studied = (term, day, grade, achieved) =>
  hosted(`meiling/${achieved.humanCode}`, who, moment(day), achieved, {
    term, creditsEarned: achieved.creditsAvailable,
    results: [result(achieved.resultDescriptions[0], grade)],
  });

const courses = [
  studied('Fall 2022', '2022-12-16', 'A', course('mus-111', 'MUS 111',
    'Theory I: Scales East and West', 4, 'Pentatonic and diatonic writing.')),
  studied('Spring 2023', '2023-05-12', 'A-', course('mus-112', 'MUS 112',
    'Theory II: Harmony', 4, 'Four parts, and when to leave some out.')),
  studied('Fall 2023', '2023-12-15', 'B+', course('mus-221', 'MUS 221',
    'Hearing and Writing Down', 3, 'Dictation of one, two and three parts.')),
  studied('Spring 2024', '2024-05-10', 'A', course('mus-290', 'MUS 290',
    'Erhu, Fourth Term', 8, 'One lesson a week and three hours a day.')),
];

// The recital: three criteria by levels, and one score of the jury.
const tone = criterion('recital-tone', 'Tone 音色', [
  'The bow slips and the tone is thin.',
  'The tone is steady in slow music.',
  'The tone is full and changes with the music.',
  'The tone tells the story by itself.',
]);
const phrase = criterion('recital-phrase', 'Phrasing 樂句', [
  'Plays note after note.',
  'Shapes the phrases that are marked.',
  'Shapes each phrase and links them.',
  'Makes the whole piece one line.',
]);
const stage = criterion('recital-stage', 'Presence 台風', [
  'Plays to the stand.',
  'Looks up between the pieces.',
  'Speaks to the hall and is heard.',
  'Holds the hall in silence.',
]);
const jury = describe('recital-jury', 'RubricScore', 'Score of the jury', {
  valueMin: '0', valueMax: '48', requiredValue: '32',
});

const recital = achievement('recital', 'ext:Recital', 'Graduation recital',
  plainIssuer, {
    description: 'Forty minutes alone on the stage of Riverbend Hall.',
    associations: [association('isPartOf', diploma)],
    alignments: [alignment('CFRubric', 'Rubric of the recital',
      'https://frameworks.riverbend.example/ims/case/v1p0/CFRubrics/recital')],
    resultDescriptions: [tone, phrase, stage, jury],
  });

const programme = textFile(text`《江河水》— 東北民間音樂。《二泉映月》—
  華彥鈞（阿炳）。《賽馬》— 黃海懷。` + '\n');

const notes = pdfFile('Graduation recital, Chen Meiling', [
  [-18, 'Graduation recital'], [12, 'Chen Meiling, erhu'],
  [12, 'Riverbend Hall, 11 May 2024, 19:30'], [11, ''],
  [11, 'Water of the River. A folk tune of the north-east.'],
  [11, 'Moon over the Second Spring. Written by a street musician.'],
  [11, 'Horse Race. Four minutes; please do not clap along.'], [11, ''],
  [9, 'Students and conservatory are fictional.'],
]);

const played = hosted('meiling/recital', who, moment('2024-05-11', '21:30:00'),
  recital, {
    term: 'Spring 2024',
    role: '獨奏 (soloist)',
    source: castellan,
    narrative: md`
      曲目從 **《江河水》** 開始，以 *《賽馬》* 結束。

      The three pieces are about *water*, *night* and *haste*. The
      [recording](https://hall.riverbend.example/2024-05-11) has the applause
      left in.`,
    evidence: [{
      id: 'https://hall.riverbend.example/2024-05-11',
      type: 'Evidence',
      name: 'The evening',
      genre: 'Performance',
      audience: 'Two hundred guests',
      artifacts: [
        artifact('Poster 海報', picture('poster.svg'), 'Red sun over water.'),
        artifact('On the stage', picture('recital.jpg'),
          'A player in red under one lamp.'),
        artifact('Programme 節目單', programme, 'The three pieces.'),
        artifact('Notes for the guests', notes, 'One page.'),
        artifact('Recording', 'https://hall.riverbend.example/2024-05-11.flac',
          'Forty-one minutes.'),
      ],
    }],
    results: [reached(tone, 'Advanced'), reached(phrase, 'Advanced'),
      reached(stage, 'Proficient'), result(jury, '44')],
    endorsements: [endorsement('meiling-castellan', castellan,
      moment('2024-05-13'), url('assertions', 'meiling/recital'),
      'I have sat on forty juries. I put my pencil down for this one.')],
  });

const theoryGrade = describe('theory-exam', 'PerformanceLevel', 'Grade', {
  allowedValues: ['Fail', 'Pass', 'Merit', 'Distinction'],
  requiredValue: 'Pass',
});

const others = [
  hosted('meiling/theory', who, moment('2023-06-02'), achievement(
    'theory-exam', 'Assessment', 'Theory examination, grade 8', plainIssuer, {
      description: 'Three hours, with a melody to set for strings.',
      associations: [association('isPartOf', diploma)],
      resultDescriptions: [theoryGrade],
    }), { term: 'Spring 2023', results: [result(theoryGrade, 'Merit')] }),
  hosted('meiling/orchestra', who, moment('2024-05-05'), achievement(
    'orchestra', 'Co-Curricular', 'College Orchestra', plainIssuer, {
      description: 'Rehearses each Monday; plays six times a year.',
      creditsAvailable: 5,
      associations: [association('isChildOf', diploma)],
    }), { role: 'Second cello', term: '2022–2024', creditsEarned: 5 }),
  hosted('meiling/concerto-prize', who, moment('2024-03-09'), achievement(
    'concerto-prize', 'Award', 'Concerto Prize, first place', plainIssuer, {
      description: 'Open to all students of the conservatory.',
    }), { term: 'Spring 2024' }),
];

const diplomaTaken = hosted('meiling/diploma', who, moment('2024-05-18'),
  diploma, {
    term: 'Spring 2024',
    creditsEarned: 24,
    activityStartDate: moment('2022-08-29'),
    activityEndDate: moment('2024-05-18'),
    narrative: text`With distinction. 以優異成績畢業。`,
  });

export const meilingMusic = {
  '@context': context,
  id: url('clrs', 'chen-meiling-music'),
  type: 'Clr',
  name: '陳美玲 — Music record',
  issuedOn: '2024-06-03T14:00:00Z',
  learner: meiling,
  publisher: college,
  assertions: [diplomaTaken, ...courses, played, ...others],
  verification: { type: 'Hosted' },
};
