// The learners, and the people who teach, assess and endorse them.
// All of them are made up.
import { address, identifier, root, text, url, urn } from './base.mjs';
import { picture } from './media.mjs';

const learner = (key, name, more) =>
  ({ id: urn(`learners/${key}`), type: 'Profile', name, ...more });

export const maya = learner('maya-okafor', 'Maya Adaeze Okafor', {
  givenName: 'Maya',
  additionalName: 'Adaeze',
  familyName: 'Okafor',
  birthDate: '2002-10-09',
  description: 'Water quality technician who grew up beside the Alder River.',
  email: 'maya.okafor@students.riverbend.example',
  telephone: '555-0101',
  url: 'https://maya-okafor.example/',
  image: picture('maya.png'),
  sourcedId: 'stu-100417',
  studentId: 'R2100417',
  address: address('31 Heron Court', 'Riverbend', '00512'),
  identifiers: [
    identifier('LisSourcedId', 'stu-100417'),
    identifier('ext:StateStudentNumber', 'TMK-2021-100417'),
  ],
});

export const layla = learner('layla-haddad', 'ليلى حدّاد', {
  givenName: 'ليلى',
  familyName: 'حدّاد',
  birthDate: '1994-03-21',
  description: text`ممرّضة عملية مرخّصة، تتحدّث العربية والإنجليزية.
    (Layla Haddad, licensed practical nurse.)`,
  email: 'layla.haddad@students.riverbend.example',
  telephone: '555-0102',
  studentId: 'R1900233',
  address: address('8 Cedar Terrace', 'Riverbend', '00512'),
});

export const meiling = learner('chen-meiling', '陳美玲', {
  givenName: '美玲',
  additionalName: 'Meiling',
  familyName: '陳',
  birthDate: '2001-12-02',
  description: '二胡演奏者。Erhu player; also plays the cello.',
  email: 'meiling.chen@students.riverbend.example',
  url: 'https://meiling-erhu.example/',
  studentId: 'R2000588',
});

export const tomas = learner('tomas-rivera-quinn', 'Tomás Rivera-Quinn', {
  givenName: 'Tomás',
  familyName: 'Rivera-Quinn',
  birthDate: '2007-06-30',
  email: 'tomas.rivera-quinn@millbrook-schools.example',
  sourcedId: 'millbrook-2025-0314',
  studentId: 'R2400019',
  identifiers: [
    identifier('OneRosterSourcedId', 'millbrook-2025-0314'),
    identifier('ext:DistrictStudentNumber', '0314'),
  ],
  'riverbend:advisor': {
    name: 'Joan Whitaker', office: 'Alder Hall 12', telephone: '555-0148',
  },
});

export const ingrid = learner('ingrid-solberg', 'Ingrid Solberg', {
  email: 'ingrid.solberg@mail.example',
  telephone: '555-0103',
  studentId: 'W2400072',
});

export const noam = learner('noam-ben-david', 'נועם בן־דוד', {
  givenName: 'נועם',
  familyName: 'בן־דוד',
  description: 'טכנאי רשתות. Noam Ben-David, network technician.',
  email: 'noam.ben-david@students.riverbend.example',
  studentId: 'R2200310',
});

export const daniel = learner('daniel-whitlock', 'Daniel Whitlock', {
  email: 'daniel.whitlock@students.riverbend.example',
  telephone: '555-0104',
  studentId: 'R2300145',
});

export const amara = learner('amara-diallo', 'Amara Diallo', {
  email: 'amara.diallo@students.riverbend.example',
  studentId: 'R2500021',
});

// A person who works or studies at the college and may endorse others.
const person = (key, name, more) => ({
  id: url('profiles', key), type: 'Profile', name, ...more,
  revocationList: url('revocations', key),
  verification: {
    type: 'Verification',
    allowedOrigins: ['records.riverbend.example'],
    startsWith: [`${root}/`],
  },
});

export const halvorsen = person('ines-halvorsen', 'Dr. Ines Marit Halvorsen', {
  givenName: 'Ines',
  additionalName: 'Marit',
  familyName: 'Halvorsen',
  description: 'Teaches water science at Riverbend College.',
  email: 'ines.halvorsen@riverbend.example',
  telephone: '555-0111',
  url: 'https://www.riverbend.example/people/halvorsen',
  sourcedId: 'fac-0042',
});

export const jonas = person('jonas-lindqvist', 'Jonas Lindqvist', {
  givenName: 'Jonas',
  familyName: 'Lindqvist',
  description: 'Second-year student and treasurer of the River Watch Club.',
  studentId: 'R2200098',
});

export const castellan = person('beatrix-castellan', 'Beatrix Castellan', {
  givenName: 'Beatrix',
  familyName: 'Castellan',
  description: 'Plays in the Port Alder Symphony and sits on its juries.',
  telephone: '555-0155',
});

export const greaves = person('paulette-greaves', 'Dr. Paulette Greaves', {
  givenName: 'Paulette',
  familyName: 'Greaves',
  description: 'Dean of the School of Health.',
  email: 'paulette.greaves@riverbend.example',
});
