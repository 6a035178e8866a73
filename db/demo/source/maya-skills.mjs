// The competencies Maya has shown, and how well.
import { alignment, artifact, brief, hosted, moment, text } from './base.mjs';
import { competencies, measures } from './competencies.mjs';
import { caseItem } from './degree.mjs';
import { openText } from './media.mjs';
import { halvorsen, maya } from './people.mjs';
import { reached, result } from './results.mjs';
import { recipient } from './sign.mjs';

const who = recipient(maya);

const shown = (key, term, day, results, more = {}) =>
  hosted(`maya/skill/${key}`, who, moment(day), competencies[key],
    { term, ...more, results });

const notebook = openText(text`Site 4, below the footbridge. 7:10, fog,
  2 degrees. Water clear, gauge 0.82 m. Bottle 3 refilled: leaf in the neck.
  Not sure of the second pH reading; will repeat at noon.`);

const log = [{
  type: 'Evidence',
  name: 'A page of the field notebook',
  description: 'Typed from the pencil page of 9 March 2022.',
  genre: 'Notes',
  artifacts: [artifact('Notebook page', notebook, 'As written in the field.')],
}];

const inTheField = alignment('CFItem', 'Works safely beside water',
  caseItem('CFItems', 'safety'), {
    id: caseItem('CFItems', 'safety'),
    targetCode: 'FW.1.4',
    targetFramework: 'Water worker skills, edition 3',
    targetDescription: 'Never samples alone; wears a vest and a line.',
  });

export const skills = [
  shown('report', 'Spring 2022', '2022-05-09', [
    result(measures.report, 'a model')]),
  shown('notes', 'Spring 2022', '2022-05-06', [
    result(measures.notes, 'alone')], { evidence: log }),
  shown('data', 'Spring 2022', '2022-05-10', [result(measures.data,
    'Sees at once when a mean hides two groups; hurries over units.')]),
  shown('oxygen', 'Fall 2022', '2022-12-07', [
    result(measures.oxygen, '96.4')]),
  shown('jar', 'Fall 2022', '2022-11-22', [result(measures.jar, '11')]),
  shown('map', 'Fall 2022', '2022-12-09', [
    reached(measures.map, 'Proficient')]),
  shown('balance', 'Spring 2023', '2023-04-28', [
    reached(measures.balance, 'Proficient')]),
  shown('permit', 'Spring 2023', '2023-04-20', [
    reached(measures.permit, 'Advanced')]),
  shown('sampling', 'Spring 2023', '2023-03-30', [
    reached(measures.sampling, 'Advanced', { alignments: [inTheField] }),
  ], { source: brief(halvorsen) }),
  shown('custody', 'Spring 2023', '2023-03-30', [
    reached(measures.custody, 'Proficient')]),
  shown('speaking', 'Spring 2023', '2023-05-03', [
    result(measures.speaking, '13')]),
  shown('team', 'Spring 2023', '2023-05-11', [
    reached(measures.team, 'Developing')], {
    narrative: text`Maya did the hardest part of the study herself. Next
      time she might hand more of it over, and sooner.`,
  }),
];
