// How a person does a thing: with the mouse, or with the keyboard alone.
import assert from 'node:assert/strict';

// How a person does a thing: click, or Tab until it has the focus.
export const hands = {
  mouse: {
    press: (page, target) => target.click(),
    write: (page, target, text) => target.fill(text),
  },
  keyboard: {
    press: async (page, target) => {
      await focusByTab(page, target);
      await page.keyboard.press('Enter');
    },
    write: async (page, target, text) => {
      await focusByTab(page, target);
      await page.keyboard.insertText(text);
    },
  },
};

async function focusByTab(page, target) {
  const wanted = await target.elementHandle();
  for (let i = 0; i < 400; i++) {
    if (await wanted.evaluate(element => element === document.activeElement)) {
      await isFocusSeen(page, wanted);
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never reaches ${target}`);
}

// The focused element is on the screen and looks focused.
async function isFocusSeen(page, element) {
  const seen = await element.evaluate(e => {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return {
      inView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
      outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
      shadow: style.boxShadow !== 'none',
    };
  });
  assert.ok(seen.inView, 'the focused element is in view');
  assert.ok(seen.outline || seen.shadow, 'the focus can be seen');
}

// Do ${action} and wait until the page is ${pattern}.
export async function goesTo(page, action, pattern) {
  await Promise.all([page.waitForURL(pattern), action()]);
}
