import { describe, expect, test } from 'vitest';
import type { FletClient } from '../../lib/flet/index.js';
import { printTree } from '../../lib/flet/index.js';
import { CONTENT_LIMIT } from '../../lib/trace/content.js';
import { type TraceOptions, TraceRecorder } from '../../lib/trace/index.js';
import { changedTree, treeChange } from '../../lib/trace/tree-change.js';
import { encodeAppPacket } from '../flet/app-packet.js';
import { Random } from '../flet/random.js';
import { connectScripted, type ScriptedApp } from '../flet/scripted-app.js';
import { readTracePage, type TracePage } from './trace-page.js';

const text = (id: number, value: string): object => ({ _c: 'Text', _i: id, value });
const CONTROLS = [
  text(10, '0'),
  { _c: 'Button', _i: 11, content: '+', on_click: true },
  { _c: 'TextField', _i: 12, on_change: true },
];

interface Recording {
  recorder: TraceRecorder;
  client: FletClient;
  app: ScriptedApp;
  /** Lets milliseconds pass. */
  wait: (milliseconds: number) => void;
}

/** A recorder that has listened from the beginning, on a clock that stands still. */
async function record(options: TraceOptions = {}, controls: object[] = CONTROLS): Promise<Recording> {
  let time = 1000;
  const recorder = new TraceRecorder({ now: () => time, ...options });
  const listen = (client: FletClient): void => void recorder.attach(client);
  const { client, app } = await connectScripted(controls, { listen });
  const wait = (milliseconds: number): void => {
    time += milliseconds;
  };
  return { recorder, client, app, wait };
}

const pageOf = (recorder: TraceRecorder): TracePage => readTracePage(recorder.html());

async function patched(client: FletClient, app: ScriptedApp, id: number, ...patch: unknown[]): Promise<void> {
  await Promise.all([client.nextPatch(), app.patch(id, ...patch)]);
}

describe('a trace holds', () => {
  test('every message from the registration on, with direction, size and decoded content', async () => {
    const { recorder, client, app } = await record();
    const start = pageOf(recorder).trace.entries;
    expect(start.slice(0, 2)).toMatchObject([
      { kind: 'message', at: 0, direction: 'out', summary: 'registration' },
      { kind: 'message', at: 0, direction: 'in', summary: 'registered as session session' },
    ]);
    expect(JSON.parse(start[1]!.content!)[1].page_patch.views[0].controls[0]).toEqual(text(10, '0'));
    await client.click(client.tree.get(11)!);
    const patch = { id: 10, patch: [[0], [0, 0, 'value', '1']] };
    await patched(client, app, patch.id, ...patch.patch);
    const entries = pageOf(recorder).trace.entries.slice(start.length);
    expect(entries).toMatchObject([
      { direction: 'out', summary: 'event click of Button #11', bytes: 29 },
      { direction: 'in', summary: 'patch of Text #10: replace value', bytes: encodeAppPacket(2, patch).length },
    ]);
    expect(entries.map(({ content }) => JSON.parse(content!))).toEqual([
      [3, { target: 11, name: 'click', data: null }],
      [2, patch],
    ]);
  });

  test('calls of methods and their answers', async () => {
    const { recorder, app } = await record();
    await app.call(12, 'focus');
    const summaries = pageOf(recorder).trace.entries.map(({ summary }) => summary);
    expect(summaries).toContain('call of TextField #12.focus()');
    expect(summaries.at(-1)).toBe('answer to TextField #12.focus()');
  });

  test('when things happened, in milliseconds since its beginning', async () => {
    const { recorder, wait } = await record();
    wait(12.5);
    recorder.output('stdout', 'a');
    wait(0.25);
    recorder.output('stderr', 'b');
    expect(pageOf(recorder).trace.entries.slice(-2)).toEqual([
      { kind: 'console', at: 12.5, summary: 'stdout: a' },
      { kind: 'console', at: 12.75, summary: 'stderr: b' },
    ]);
  });

  test('the calls of the test: how long each took, and with what it failed', async () => {
    const { recorder, wait } = await record();
    const first = recorder.step("getByText('+').click()");
    wait(5);
    first(undefined);
    recorder.step("getByText('-').click()")(new Error('nothing there'));
    recorder.step('settled()');
    const { trace, viewer } = pageOf(recorder);
    const [done, failed, running] = trace.entries.slice(-3);
    expect(done).toEqual({ kind: 'step', at: 0, summary: "getByText('+').click()", ended: 5 });
    expect(failed).toMatchObject({ failed: true, content: expect.stringContaining('Error: nothing there\n    at ') });
    expect([done, failed, running].map((entry) => viewer.facts(entry!))).toEqual([
      'at 0.000 s · step · took 0.005 s',
      'at 0.005 s · step · took 0.000 s · failed',
      'at 0.005 s · step · not ended',
    ]);
  });

  test('the crash of a session with its traceback, and what was not understood', async () => {
    const { recorder, client, app } = await record();
    const crashed = new Promise((resolve) => client.on('crash', resolve));
    await app.send(6, { message: 'ValueError: no\nTraceback (most recent call last):\n  …' });
    await crashed;
    await app.sendRaw(Uint8Array.of(9));
    await app.taken(client);
    recorder.problem('Task failed', 'Traceback …');
    const problems = pageOf(recorder).trace.entries.filter(({ kind }) => kind === 'problem');
    expect(problems).toMatchObject([
      {
        failed: true,
        summary: expect.stringContaining('ValueError: no'),
        content: expect.stringContaining('Traceback'),
      },
      { failed: true, summary: 'ignored a packet of type 9' },
      { failed: true, summary: 'Task failed', content: 'Traceback …' },
    ]);
  });

  test('nothing more once it no longer listens', async () => {
    const recorder = new TraceRecorder();
    const { client } = await connectScripted(CONTROLS);
    const detach = recorder.attach(client);
    detach();
    await client.click(client.tree.get(11)!);
    expect(pageOf(recorder).trace.entries).toEqual([]);
  });

  test('values that JSON has not, in a short form', async () => {
    const { recorder, client, app } = await record();
    const sink = { _c: 'Image', _i: 40, src: new Uint8Array(40).fill(7), ratio: Number.NaN };
    await patched(client, app, 3, [0], [0, 0, 'controls', [sink]]);
    const content = pageOf(recorder).trace.entries.at(-1)!.content!;
    const [image] = JSON.parse(content)[1].patch[1][3];
    expect(image).toEqual({ _c: 'Image', _i: 40, src: `‹40 bytes: ${'07'.repeat(32)}…›`, ratio: '‹NaN›' });
  });
});

describe('the tree at an entry', () => {
  test('is the client’s tree after it; what the entry has changed is marked', async () => {
    const { recorder, client, app } = await record();
    await patched(client, app, 10, [0], [0, 0, 'value', '1']);
    await patched(client, app, 3, [0, { controls: [1] }], [1, 1, 1, text(20, 'new')], [2, 1, 2]);
    const { trace, viewer } = pageOf(recorder);
    const last = trace.entries.length - 1;
    expect(viewer.treeAt(trace, last).join('\n')).toBe(printTree(client.page, { ids: true }));
    const marks = (index: number): unknown[] =>
      viewer.markedTree(trace, index).flatMap(([line, mark]) => (mark === '' ? [] : [`${mark} ${line.trim()}`]));
    expect(marks(last - 1)).toEqual(['removed Text #10 "0"', 'added Text #10 "1"']);
    expect(marks(last)).toEqual(['removed Button #11 "+" (click)', 'added Text #20 "new"']);
  });

  test('shows what the user does before the app has answered', async () => {
    const { recorder, client } = await record();
    await client.fill(client.tree.get(12)!, 'typed');
    const { trace, viewer } = pageOf(recorder);
    const index = trace.entries.findLastIndex(({ summary }) => summary === 'properties of TextField #12: value');
    expect(viewer.treeAt(trace, index).some((line) => line.includes('TextField #12 value="typed"'))).toBe(true);
    expect(viewer.treeAt(trace, index - 1).some((line) => line.includes('typed'))).toBe(false);
  });

  test('tells what the app has changed from what the client does about it', async () => {
    const { recorder } = await record();
    const { trace, viewer } = pageOf(recorder);
    const registered = trace.entries.findIndex(({ summary }) => summary.startsWith('registered'));
    expect(viewer.treeAt(trace, registered - 1).some((line) => line.includes('Button'))).toBe(false);
    expect(viewer.treeAt(trace, registered).some((line) => line.includes('Button #11'))).toBe(true);
    expect(trace.entries.slice(registered + 1).map(({ tree }) => tree)).toEqual(
      trace.entries.slice(registered + 1).map(() => undefined),
    );
  });

  test('shows what a patch has changed before it failed', async () => {
    const { recorder, client, app } = await record();
    const failed = new Promise((resolve) => client.on('error', resolve));
    await app.patch(10, [0], [0, 0, 'value', '1'], [0, 9, 'value', '2']);
    await failed;
    const { trace, viewer } = pageOf(recorder);
    expect(trace.entries.at(-1)).toMatchObject({ kind: 'problem', summary: expect.stringContaining('Operation 2') });
    expect(viewer.treeAt(trace, trace.entries.length - 1).join('\n')).toContain('Text #10 "1"');
    expect(trace.entries.at(-2)!.tree).toBeDefined();
  });

  test('can be told from the differences, whatever has changed', () => {
    const random = new Random(7);
    const lines = (): string[] => Array.from({ length: random.below(8) }, () => random.one(['a', 'b', 'c']));
    let before = lines();
    for (let i = 0; i < 2000; i++) {
      const after = lines();
      const change = treeChange(before, after);
      expect(change === undefined ? before : changedTree(before, change)).toEqual(after);
      before = after;
    }
  });
});

describe('a run that goes on in another process', () => {
  test('is one trace: entries and trees of before, then those of the new client', async () => {
    const { recorder, client, app } = await record();
    await patched(client, app, 10, [0], [0, 0, 'value', '7']);
    recorder.problem('another process takes over');
    const before = printTree(client.page, { ids: true });
    const resumed = await record({ earlier: structuredClone(recorder.trace) }, [text(20, 'fresh')]);
    await patched(resumed.client, resumed.app, 20, [0], [0, 0, 'value', 'changed']);

    const { trace, viewer } = pageOf(resumed.recorder);
    const { entries: earlier, started } = recorder.trace;
    expect(trace.started).toBe(started);
    expect(trace.entries.slice(0, earlier.length - 1)).toEqual(earlier.slice(0, -1));
    const added = trace.entries.slice(earlier.length).map(({ summary }) => summary);
    expect(added.slice(0, 2)).toEqual(['registration', 'registered as session session']);
    expect(added.at(-1)).toBe('patch of Text #20: replace value');
    const times = trace.entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(viewer.treeAt(trace, earlier.length - 2).join('\n')).toBe(before);
    expect(viewer.treeAt(trace, trace.entries.length - 1).join('\n')).toBe(
      printTree(resumed.client.page, { ids: true }),
    );
  });

  test('stays within the bound of the whole', async () => {
    const { recorder } = await record({ limit: 2000 });
    for (let i = 0; i < 100; i++) recorder.output('stdout', `before ${i}`);
    const resumed = new TraceRecorder({ limit: 2000, earlier: recorder.trace });
    for (let i = 0; i < 100; i++) resumed.output('stdout', `after ${i}`);
    const { entries, dropped } = resumed.trace;
    expect(entries.map(({ summary }) => summary).every((summary) => summary.startsWith('stdout: after'))).toBe(true);
    expect(dropped).toBeGreaterThan(recorder.trace.dropped + 80);
  });
});

describe('a long run stays within the bound', () => {
  test('contents are cut, and the page says by how much', async () => {
    const { recorder } = await record();
    recorder.output('stdout', 'x'.repeat(CONTENT_LIMIT + 17));
    const { trace, viewer } = pageOf(recorder);
    const entry = trace.entries.at(-1)!;
    expect(entry.summary.length).toBeLessThan(200);
    expect([entry.content!.length, entry.cut]).toEqual([CONTENT_LIMIT, 17]);
    expect(viewer.readable(entry)).toMatch(/\n… 17 more characters were not kept$/);
  });

  test('the oldest entries go, and the trees of the others stay right', async () => {
    const limit = 5000;
    const { recorder, client, app } = await record({ limit });
    for (let i = 1; i <= 200; i++) {
      await patched(client, app, 10, [0], [0, 0, 'value', `${i} `.padEnd(30, '.')]);
      expect(JSON.stringify(pageOf(recorder).trace.entries).length).toBeLessThan(2 * limit);
    }
    const { trace, viewer } = pageOf(recorder);
    expect(trace.entries.length).toBeGreaterThan(5);
    expect(trace.dropped + trace.entries.length).toBeGreaterThanOrEqual(200);
    for (const [index] of trace.entries.entries()) {
      const number = 200 - (trace.entries.length - 1 - index);
      expect(viewer.treeAt(trace, index).find((line) => line.includes('#10'))).toContain(`"${number} .`);
    }
  });

  test('the newest entry stays, also when it alone exceeds the bound', async () => {
    const { recorder, client, app } = await record({ limit: 1000 });
    await patched(client, app, 10, [0], [0, 0, 'value', 'x'.repeat(3000)]);
    const { trace, viewer } = pageOf(recorder);
    expect(trace.entries).toHaveLength(1);
    expect(viewer.treeAt(trace, 0).join('\n')).toBe(printTree(client.page, { ids: true }));
  });

  test('a step whose entry has gone may still end', async () => {
    const { recorder } = await record({ limit: 600 });
    const end = recorder.step('first()');
    for (let i = 0; i < 20; i++) recorder.output('stdout', `line ${i}`);
    end(new Error('x'.repeat(5000)));
    const { trace } = pageOf(recorder);
    expect(trace.entries.at(-1)!.summary).toBe('stdout: line 19');
    expect(trace.entries.length).toBeGreaterThan(2);
  });
});

describe('the page', () => {
  const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(2)><!--"'&amp;\u2028\u2029`;

  test('keeps what an app writes out of its markup, and shows it as it was', async () => {
    const { recorder, client, app } = await record({ title: `${HOSTILE}\ud800` });
    recorder.output('stdout', HOSTILE);
    recorder.problem(HOSTILE, HOSTILE);
    recorder.step(HOSTILE)(new Error(HOSTILE));
    await patched(client, app, 10, [0], [0, 0, 'value', HOSTILE], [0, 0, HOSTILE, 1]);
    const html = recorder.html();
    const { trace, frame } = readTracePage(html);
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script/g)).toHaveLength(2);
    expect(html).not.toContain('<!--');
    expect(frame).not.toContain('alert(1)</');
    expect(trace.title).toBe(`${HOSTILE}\ud800`);
    expect(trace.entries.find(({ kind }) => kind === 'console')!.summary).toBe(`stdout: ${HOSTILE}`);
    expect(JSON.parse(trace.entries.at(-1)!.content!)[1].patch[1][3]).toBe(HOSTILE);
  });

  test('needs nothing beside itself, and lets no script run but its own', async () => {
    const { recorder } = await record();
    const [first, second] = [recorder.html(), recorder.html()].map((html) => readTracePage(html).frame);
    expect(first).not.toMatch(/https?:|\bsrc=|\bhref=|@import|url\(/);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(first!)![1]!;
    expect(policy).toMatch(/^default-src 'none'; style-src 'nonce-(\w+)'; script-src 'nonce-\1'/);
    expect(second).not.toContain(/nonce-\w+/.exec(policy)![0]);
    expect(first).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|eval\(/);
  });

  test('filters by kind and by words in whatever case', async () => {
    const { recorder } = await record();
    recorder.step("getByText('Save').click()");
    recorder.output('stderr', 'Saved the FILE');
    const { trace, viewer } = pageOf(recorder);
    const shown = (kinds: string[], filter: string): string[] =>
      trace.entries.filter((entry) => viewer.fits(entry, new Set(kinds), filter)).map(({ summary }) => summary);
    expect(shown(['step', 'console'], '')).toHaveLength(2);
    expect(shown(['step', 'console', 'message'], 'sAVe')).toEqual([
      "getByText('Save').click()",
      'stderr: Saved the FILE',
    ]);
    expect(shown(['step', 'console', 'message'], ' file  saved ')).toEqual(['stderr: Saved the FILE']);
    expect(shown(['message'], 'host: nobody')).toEqual([]);
    expect(shown(['message'], 'page_patch')).toEqual(['registered as session session']);
  });

  test('shows messages as JSON with line breaks, other content as it is', async () => {
    const { recorder, client } = await record();
    await client.click(client.tree.get(11)!);
    const { trace, viewer } = pageOf(recorder);
    expect(viewer.readable(trace.entries.at(-1)!)).toContain('\n    "target": 11,\n');
    expect(viewer.readable({ kind: 'console', at: 0, summary: '', content: '{"a":1}' })).toBe('{"a":1}');
  });
});

describe('what is in a password field', () => {
  const field = { _c: 'TextField', _i: 12, password: true, value: 'from the start', on_change: true, on_submit: true };

  test('is in no message, no tree and nowhere else of the page', async () => {
    const { recorder, client, app } = await record({}, [field]);
    const control = client.tree.get(12)!;
    await client.fill(control, 'typed by a person');
    await client.submit(control);
    for (const patch of [
      [
        [0, { views: [1, { 0: [2, { controls: [3, { 0: [4] }] }] }] }],
        [0, 4, 'value', 'set by the app'],
      ],
      [
        [0, { views: [1, { 0: [2, { controls: [3] }] }] }],
        [1, 3, 1, { ...field, _i: 13, value: 'added by the app' }],
        [1, 3, 2, text(14, 'below')],
      ],
      // What the second operation names is a text before the first one, and a password field after it.
      [
        [0, { views: [1, { 0: [2, { controls: [3, { 2: [4] }] }] }] }],
        [1, 3, 0, text(15, 'above')],
        [0, 4, 'value', 'set where it has moved to'],
      ],
    ]) {
      await Promise.all([client.nextPatch(), app.patch(1, ...patch)]);
    }
    expect(client.tree.get(12)!.get('value')).toBe('set by the app');
    expect(client.tree.get(13)!.get('value')).toBe('set where it has moved to');
    const html = recorder.html();
    for (const secret of [
      'from the start',
      'typed by a person',
      'set by the app',
      'added by the app',
      'has moved to',
    ]) {
      expect(html).not.toContain(secret);
    }
    expect(html).toContain('•••');
  });

  test('is not masked in another field', async () => {
    const { recorder, client } = await record({}, [{ ...field, password: false }]);
    await client.fill(client.tree.get(12)!, 'typed by a person');
    expect(recorder.html()).toContain('typed by a person');
  });
});
