// Entering every member of a class by its form, going by the data model as
// the program prints it; and the few items that others can be chosen from.
import assert from 'node:assert/strict';

import { id, json, make as makeIn } from './items.mjs';
import { model } from './model.mjs';
import { PageForm } from './page_form.mjs';

export const { classes, lists } = model();
export const folders = {
  Profile: 'profiles', Achievement: 'achievements', Assertion: 'assertions',
  Clr: 'clrs', Endorsement: 'endorsements',
};
let serial = 0;

// A new item of class ${as} with these values, saved; its path.
export function make(visitor, as, values = {}) {
  return makeIn(visitor, folders[as], values);
}

// Something for a member of a plain type: what is typed, and what is kept.
function sample(member, options) {
  const n = ++serial;
  const list = member.type.match(/^one of(?:, or ext:,)? (\S+)$/)?.[1];
  if (list) return lists[list][n % lists[list].length];
  if (member.type !== 'Boolean' && options?.some(value => value !== '')) return options.find(value => value !== '');
  return {
    Boolean: true, Float: n + 0.5, Date: '2001-02-03', DateTime: '2024-05-31T14:20:05+02:00',
  }[member.type] ?? (/I|URI|URL/.test(member.type) ? `https://value.example/${n}`
    : `${member.label} ${n} ü`);
}

function type(form, pointer, member, value) {
  if (member.type !== 'DateTime') return form.set(pointer, String(value));
  const [, date, time, zone] = value.match(/^(.*)T(.*)([+-].*|Z)$/);
  form.set(`${pointer}@date`, date).set(`${pointer}@time`, time);
  return form.set(`${pointer}@zone`, zone);
}

// Enter every member of class ${as} at ${base}; what the document will have.
export async function enter(form, as, base, picks) {
  const made = {}, later = [];
  for (const member of classes[as]) {
    const pointer = `${base}/${member.name}`;
    if (member.isOurs || member.isSigned || pointer === '/id') continue;
    if (member.isPicked) made[member.name] = await pick(form, pointer, member, picks);
    else if (classes[member.type]) {
      const at = member.isMany ? `${pointer}/0` : pointer;
      if (member.isMany || form.buttons.includes(`do add ${pointer}`))
        await form.again(`add ${pointer}`);
      const within = await enter(form, member.type, at, picks);
      made[member.name] = member.isMany ? [within] : within;
    } else if (member.isMany) {
      await form.again(`add ${pointer}`);
      await form.set(`${pointer}/0`, 'one').again(`add ${pointer}`);
      form.set(`${pointer}/1`, 'two');
      made[member.name] = ['one', 'two'];
    } else if (form.has(pointer) || form.has(`${pointer}@date`)) {
      const value = sample(member, form.offers.get(pointer));
      type(form, pointer, member, value);
      made[member.name] = value;
    } else {
      later.push(member);
    }
  }
  // What is chosen among things of this form can be chosen when they stand.
  if (later.length) await form.again('look');
  for (const member of later) {
    const pointer = `${base}/${member.name}`;
    if (as === 'Association' && member.name === 'title') {
      made.title = 'Knots'; // comes with the achievement that was chosen
      continue;
    }
    made[member.name] = sample(member, form.offers.get(pointer));
    type(form, pointer, member, made[member.name]);
  }
  return made;
}

async function pick(form, pointer, member, picks) {
  const { item, docId } = picks[member.type];
  if (member.isMany) {
    form.fields.push([`add ${pointer}`, item]);
    assert.ok(form.has(`add ${pointer}`), `${pointer} offers what can be chosen`);
    await form.again(`add ${pointer}`);
    return [{ id: docId }];
  }
  assert.ok(form.offers.get(pointer)?.includes(item), `${pointer} offers it`);
  form.set(pointer, item);
  return { id: docId };
}

// What members are chosen from: class → {item, docId}.
export async function picked(me) {
  const picks = {};
  const note = async (as, path) => {
    picks[as] = { item: id(path), docId: (await json(me, path)).id };
  };
  const profile = await make(me, 'Profile', { '/name': 'Hollow Lane School' });
  await note('Profile', profile);
  picks.EndorsementProfile = picks.Profile;
  await note('Endorsement', await make(me, 'Endorsement', { '/issuer': id(profile) }));

  // One that others can hold; and with results to choose from.
  const achievement = await PageForm.open(me, '/achievements/new');
  achievement.set('/name', 'Knots').set('/issuer', id(profile));
  await achievement.again('add /resultDescriptions');
  achievement.set('/resultDescriptions/0/name', 'Grade');
  await achievement.again('add /resultDescriptions/0/rubricCriterionLevels');
  achievement.set('/resultDescriptions/0/rubricCriterionLevels/0/name', 'Good');
  await note('Achievement', await achievement.save());
  await note('Assertion', await make(me, 'Assertion', { '/achievement': picks.Achievement.item }));
  return picks;
}
