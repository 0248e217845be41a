import { scriptOf } from '../child/app.mjs';

const PARTS = ['Row', 'Text', 'Button'];

/** `openApp` of a system that can open any app: the counter of bench/apps. */
export function counterOver(openFlet) {
  return async ({ controls, ...where }) => {
    const { client, close } = await openFlet({
      script: scriptOf('counter_1_0.py'),
      args: [String(controls)],
      ...where,
    });
    await client.until(() => client.findAll(({ type }) => PARTS.includes(type)).length === controls);
    const number = client.find(({ type }) => type === 'Text');
    const plus = client.find((control) => control.get('content') === '+');
    let count = 0;
    return {
      async click() {
        const expected = String(++count);
        const answered = client.nextPatch(() => number.get('value') === expected);
        await client.click(plus);
        await answered;
      },
      close,
    };
  };
}
