// The Flet apps of the end-to-end scenarios, and what is done to them through the headless client.

import { fileURLToPath } from 'node:url';
import { Double } from 'flet-embed/flet';

const APPS = fileURLToPath(new URL('python/apps/', import.meta.url));

export function openScript(system, name, args, where) {
  return system.openFlet({ script: `${APPS}${name}.py`, args: args.map(String), ...where });
}

/** The button of counter.py. Resolves with a function that clicks it and resolves when the patch has been applied. */
export async function clickerOf(client) {
  const button = await client.until(() => client.find((control) => control.get('content') === '+'));
  return () => patchedBy(client, () => client.click(button));
}

/** The canvas of drawing.py. Resolves with a function that moves the pointer once and resolves when the patch has been applied. */
export async function panOf(client) {
  const detector = await client.until(() => client.find((control) => control.type === 'GestureDetector'));
  let moves = 0;
  return () => patchedBy(client, () => client.sendEvent(detector, 'pan_update', panUpdate(moves++)));
}

/** The field of text_field.py. Resolves with a function that types one letter and resolves when the patch has been applied. */
export async function typistOf(client) {
  const field = await client.until(() => client.find((control) => control.type === 'TextField'));
  let letters = 0;
  return () => patchedBy(client, () => client.type(field, String.fromCharCode(97 + (letters++ % 26))));
}

async function patchedBy(client, act) {
  const patched = client.nextPatch();
  await act();
  await patched;
}

/** One move of a pointer that has been pressed, as Flet's own client tells it. */
function panUpdate(index) {
  const offset = (x, y) => ({ x: new Double(x), y: new Double(y) });
  const at = offset(10 + (index % 500) + 0.5, 10 + (index % 300) + 0.5);
  return { l: at, g: at, ld: offset(1, 1), gd: offset(1, 1), pd: null, ts: index };
}
