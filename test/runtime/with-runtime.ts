import { Runtime } from '../../lib/runtime.js';
import type { RuntimeOptions } from '../../lib/runtime-options.js';

/** Starts the interpreter, or takes it up again, for the time of a test. */
export async function withRuntime<Result>(
  options: RuntimeOptions,
  use: (runtime: Runtime) => Promise<Result>,
): Promise<Result> {
  const runtime = await Runtime.start(options);
  try {
    return await use(runtime);
  } finally {
    await runtime.stop();
  }
}

/** The text of a message. */
export function textOf(message: Uint8Array | undefined): string | undefined {
  return message === undefined ? undefined : Buffer.from(message).toString();
}

/** Python source that is indented with the test around it. */
export function python(strings: TemplateStringsArray, ...values: unknown[]): string {
  const text = String.raw({ raw: strings.raw }, ...values).replace(/^\n/, '');
  const indent = /^ */.exec(text)![0];
  return text.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
}
