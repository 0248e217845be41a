/**
 * What the process that is started for it does: loads the addon, starts Python with it, and asks that Python what is
 * installed. Each piece is told as soon as it is known, since the next step may end the process.
 */

import { join } from 'node:path';
import { loadNative, packageFolder } from '../native.js';
import { type PythonInfo, Runtime } from '../runtime.js';

/** The order to the process. */
export interface ExaminationOrder {
  /** As `Runtime.start` takes it. */
  python?: string;
}

/** What `python/flet_embed_doctor` tells. */
export interface PythonSurvey {
  /** By distribution; null: not installed. */
  versions: Record<'flet' | 'flet-web' | 'pytest' | 'pytest-asyncio', string | null>;
  /** pip refuses to install there. */
  externallyManaged: boolean;
  hasPip: boolean;
  /** The folder of Flet's compiled web client. */
  webClient: string | null;
  /** Why Flet cannot be imported. */
  fletFailure: string | null;
}

/** What has become known, as far as the process came. */
export interface Examination extends Partial<PythonSurvey> {
  /** The addon has been loaded. */
  addon?: true;
  addonFailure?: string;
  python?: PythonInfo;
  pythonFailure?: { code: string | null; message: string };
  /** Why the survey could not be made, in the Python that has started. */
  surveyFailure?: string;
}

/** Resolves when it is known outside of the process. */
type Tell = (part: Examination) => Promise<void>;

/** What Python waits for before it goes on. */
const TOLD = new Uint8Array([1]);

/** Never throws for what it examines. */
export async function examine(order: ExaminationOrder, tell: Tell): Promise<void> {
  try {
    loadNative();
  } catch (error) {
    await tell({ addonFailure: messageOf(error) });
    return;
  }
  await tell({ addon: true });
  let runtime: Runtime;
  try {
    runtime = await Runtime.start({ ...order, output: 'ignore' });
  } catch (error) {
    const code = (error as { code?: string }).code ?? null;
    await tell({ pythonFailure: { code, message: messageOf(error) } });
    return;
  }
  await tell({ python: runtime.python });
  try {
    await survey(runtime, tell);
  } catch (error) {
    await tell({ surveyFailure: messageOf(error) });
  }
}

async function survey(runtime: Runtime, tell: Tell): Promise<void> {
  const channel = runtime.channel('doctor');
  const program = runtime.run({ script: join(packageFolder(), 'python', 'flet_embed_doctor', 'survey.py') });
  for await (const message of channel) {
    await tell(JSON.parse(Buffer.from(message).toString()) as Examination);
    await channel.send(TOLD);
  }
  await channel.close();
  const { error } = await program.exit;
  if (error !== undefined) throw error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
