// Layla's licence and certificates: some run on, some have run out, one
// was taken back. Her own words are in Arabic.
import { achievement, alignment, artifact, association, brief, context,
  criteria, endorsement, endorsementToSign, hosted, md, moment, text, url }
  from './base.mjs';
import { openText, picture } from './media.mjs';
import { clearwater, college, healthSchool, nursingBoard, system }
  from './organizations.mjs';
import { greaves, layla } from './people.mjs';
import { average, describe, percent, result, status } from './results.mjs';
import { hashedRecipient, sign } from './sign.mjs';

const who = hashedRecipient(layla, 'k7-harbour-lamp');

// The school inside the college inside the system of colleges.
const issuer = {
  ...brief(healthSchool), parentOrg: { ...brief(college), parentOrg: system },
};

const nursingAverage = average('practical-nursing');

const nursing = achievement('practical-nursing', 'Certificate',
  'Certificate in Practical Nursing', issuer, {
    humanCode: 'PN',
    description: 'One year of classes and clinical work: 45 credits.',
    fieldOfStudy: 'Nursing',
    specialization: 'Practical nursing',
    level: 'Certificate',
    creditsAvailable: 45,
    image: picture('care.svg'),
    requirement: criteria(md`
      - 45 credits with an average of **2.00** or better
      - 480 hours at the bedside
      - the test of dosage`, 'https://www.riverbend.example/health/pn'),
    alignments: [alignment('CTDL', 'Practical nursing certificate',
      'https://credentials.tamarack.example/resources/ce-pn')],
    resultDescriptions: [nursingAverage],
  });

const nursingTaken = hosted('layla/nursing', who, moment('2020-08-14'),
  nursing, {
    term: 'Summer 2020',
    creditsEarned: 45,
    activityStartDate: moment('2019-08-26'),
    activityEndDate: moment('2020-08-14'),
    narrative: md`
      وصلتُ إلى هذه المدينة عام 2017 ولم أكن أعرف فيها أحدًا. في **كلّية
      ريفربند** تعلّمتُ المهنة، وتعلّمتُ معها *لغةً جديدة*.

      - في الصباح: الدروس
      - في المساء: المستشفى
      - وفي الليل: القاموس

      (*I came in 2017 and knew nobody. Here I learned the trade, and with
      it a new language.*)`,
    results: [result(nursingAverage, '3.71')],
    endorsements: [endorsement('layla-greaves', greaves, moment('2020-08-20'),
      url('assertions', 'layla/nursing'), 'يسعدنا أنّها كانت طالبتنا. '
        + '(We are glad that she was our student.)')],
  });

// The test of dosage: failed once, then passed.
const jobs = describe('dosage-test', 'RawScore', 'Doses worked out rightly', {
  valueMin: '0', valueMax: '20', requiredValue: '18',
});
const outcome = status('dosage-test');

const dosage = achievement('dosage-test', 'Assessment', 'Test of dosage',
  issuer, {
    description: 'Twenty doses in thirty minutes, no calculator.',
    associations: [association('isPartOf', nursing)],
    resultDescriptions: [jobs, outcome],
  });

const sitting = (number, day, score, state) =>
  hosted(`layla/dosage-${number}`, who, moment(day), dosage, {
    term: 'Spring 2020',
    narrative: `Sitting ${number} of 2.`,
    results: [result(jobs, score),
      result(outcome, undefined, { status: state })],
  });

const clinical = achievement('clinical-placement', 'Fieldwork',
  'Clinical placement', issuer, {
    description: '480 hours at the bedside under a registered nurse.',
    associations: [association('isChildOf', nursing)],
    resultDescriptions: [percent('clinical-placement', 'Hours kept', '100')],
  });

const placement = hosted('layla/placement', who, moment('2020-08-07'),
  clinical, {
    term: 'Summer 2020',
    role: 'Student nurse',
    results: [result(clinical.resultDescriptions[0], '100')],
    evidence: [{
      type: 'Evidence',
      name: 'Log of the placement',
      genre: 'Log',
      artifacts: [artifact('Wards and weeks', openText('Weeks 1-4 medical; '
        + '5-8 surgical; 9-12 geriatrics. الأسابيع 1-12.'), 'A short log.')],
    }],
    signedEndorsements: [sign(endorsementToSign('layla-clearwater', clearwater,
      moment('2021-01-11'), url('assertions', 'layla/placement'),
      text`Two of our crew lay on her ward that summer. Both still speak of
        her.`))],
  });

const injection = achievement('safe-injection', 'Competency',
  'Gives an injection safely', issuer, {
    description: 'Right person, right drug, right dose, right way, right time.',
    associations: [association('isChildOf', clinical)],
    resultDescriptions: [status('safe-injection')],
  });

const injects = hosted('layla/injection', who, moment('2020-07-17'),
  injection, {
    term: 'Summer 2020',
    results: [result(injection.resultDescriptions[0], undefined,
      { status: 'Completed' })],
  });

// The licence, from the state board, good for years.
const examined = describe('nursing-exam', 'ScaledScore', 'Scaled score', {
  valueMin: '100', valueMax: '300', requiredValue: '200',
});

const licence = achievement('lpn', 'License', 'Licensed Practical Nurse',
  brief(nursingBoard), {
    description: 'May work as a practical nurse in the state of Tamarack.',
    humanCode: 'LPN',
    requirement: criteria('The certificate, the state examination and a '
      + 'clean record.', 'https://www.tamarack-nursing.example/lpn'),
    associations: [association('isRelatedTo', nursing)],
    resultDescriptions: [examined],
  });

const licensed = hosted('layla/lpn', who, moment('2020-10-01'), licence, {
  licenseNumber: 'LPN-0550133',
  expires: moment('2035-09-30', '23:59:59'),
  results: [result(examined, '241')],
});

// Life support: the old card has run out, the new one is current.
const lifeSupport = achievement('life-support', 'Certification',
  'Basic Life Support', issuer, {
    description: 'Heart, breath and shock; renewed by a day of practice.',
    image: picture('care.svg'),
  });

const card = (key, from, until) => hosted(`layla/${key}`, who, moment(from),
  lifeSupport, { expires: moment(until, '23:59:59') });

// Two that no longer stand: one in full, one cut down to the stub.
const immunization = hosted('layla/immunization', who, moment('2021-03-05'),
  achievement('immunization', 'Course', 'Giving Vaccines', issuer, {
    description: 'A short course for nurses.',
    creditsAvailable: 1.5,
  }), {
    creditsEarned: 1.5,
    revoked: true,
    revocationReason: 'Recorded for the wrong person on 5 March 2021.',
  });

const stub = {
  id: url('assertions', 'layla/night-shift'),
  type: 'Assertion',
  revoked: true,
  revocationReason: 'Replaced by the log of the placement.',
};

const interpreter = hosted('layla/interpreter', who, moment('2021-05-30'),
  achievement('interpreter', 'CommunityService',
    'Interpreter at the free clinic', brief(college), {
      description: 'Arabic and English, every second Sunday.',
    }), { role: 'مترجمة (interpreter)' });

export const laylaNursing = {
  '@context': context,
  id: url('clrs', 'layla-haddad-nursing'),
  type: 'Clr',
  name: 'سجلّ التعلّم — ليلى حدّاد (Licence and certificates)',
  issuedOn: '2025-05-06T13:00:00Z',
  partial: false,
  learner: layla,
  publisher: healthSchool,
  assertions: [
    licensed, nursingTaken, placement, injects,
    sitting(1, '2020-03-06', '15', 'Failed'),
    sitting(2, '2020-03-20', '19', 'Completed'),
    card('life-support-2021', '2021-04-12', '2023-04-12'),
    card('life-support-2025', '2025-04-14', '2031-04-14'),
    interpreter, immunization, stub,
  ],
  verification: {
    type: 'Hosted',
    id: 'https://records.riverbend.example/verification',
    verificationProperty: 'id',
  },
};
