import { homedir, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { withoutOwnPaths } from '../../bench/own-paths.mjs';
import { htmlReport } from '../../bench/report/html.mjs';
import { markdownReport } from '../../bench/report/markdown.mjs';
import { PLOTS } from '../../bench/report/plots.mjs';
import { summarise } from '../../bench/results.mjs';
import { SCENARIOS } from '../../bench/scenarios/index.mjs';

const STAGES = [
  { name: 'host: <encode>', owner: 'host', us: 20 },
  { name: 'Flet', owner: 'flet', us: 900 },
  { name: 'queue', owner: 'transport', us: 30 },
];

const VARIANTS: Record<string, string[]> = {
  throughput: ['to-python', 'to-host'],
  'fixed-rate': ['1 kHz', '10 kHz'],
  click: ['7 controls', '100 controls'],
  stages: ['click, 7 controls', 'pan, 100 shapes'],
  sizes: ['copy', 'transfer'],
};

/** A run in which every scenario was measured, with figures that follow from their place. */
function runOfEverything() {
  let place = 0;
  const entries = SCENARIOS.flatMap(({ name, level }) =>
    (level === 'app' ? ['embedded-flet', 'flet-unix'] : ['embedded-thread', 'unix-asyncio', 'some-peer']).flatMap(
      (transport) =>
        (VARIANTS[name] ?? ['']).map((variant) => {
          const p50 = 5 * ++place;
          const figures = {
            p50_us: p50,
            p90_us: 2 * p50,
            p99_us: 4 * p50,
            p999_us: null,
            max_us: 9 * p50,
            per_second: 1e6 / p50,
            samples: 100,
            quantiles: [1, 1, 1, 1, 1.5, 2, 3, 4, null, null, null, null, null].map((factor) => factor && factor * p50),
            ...(name === 'stages' && { stages: STAGES }),
            ...(name === 'memory' && { p50_us: null, host_mb: 80, children_mb: 20, total_mb: 100 }),
          };
          const rows = (name === 'sizes' ? [64, 1 << 20] : [64]).map((bytes) => ({
            variant: variant || null,
            bytes,
            ...figures,
          }));
          const load = { before: 0, during: 0, stolen: null };
          return { scenario: name, transport, variant: variant || null, mode: 'pinned', round: 0, load, rows };
        }),
    ),
  );
  return {
    command: 'npm run -s bench -- --quick',
    quick: true,
    seed: 1,
    started: '2026-01-02T03:04:05.678Z',
    seconds: 12,
    left_out: 0,
    machine: {
      system: 'Linux 6',
      architecture: 'x64',
      processor: 'A <fast> one',
      cores: 2,
      memory_gib: 8,
      pinned_core: 1,
      governor: null,
      huge_pages: null,
      load_before: 0.1,
      load_after: 0.2,
    },
    versions: { 'flet-embed': '0.1.0', node: '20', v8: '11', uv: '1', python: '3.11' },
    systems: [
      {
        name: 'embedded-thread',
        kind: 'embedded',
        level: 'bytes',
        title: 'ours',
        installed: true,
        error: null,
        seconds: 0,
      },
      {
        name: 'broken',
        kind: 'peer',
        level: 'bytes',
        title: 'theirs',
        installed: false,
        error: 'no compiler\nhere',
        seconds: 1,
      },
    ],
    results: summarise(entries, entries),
    bars: [{ goal: 'queue', name: 'a bar', value: 1, limit: '≤ 2', met: true }],
    errors: [{ case: 'trip some-peer pinned', transport: 'some-peer', message: 'ended with <1>' }],
  };
}

describe('the HTML report', () => {
  const html = htmlReport(runOfEverything(), SCENARIOS);

  test('is one file without scripts, and without anything from elsewhere', () => {
    expect(html.match(/<script|<link|<iframe|\ssrc=|url\(|@import|\son\w+="/gi)).toBeNull();
    const addresses = [...html.matchAll(/https?:\/\/[^"'\s<]+/g)].map(([address]) => address);
    expect(addresses.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
  });

  test('has a plot for a narrow and for a wide screen of every scenario', () => {
    for (const { name } of SCENARIOS) {
      expect(PLOTS, name).toHaveProperty([name]);
      const section = html.slice(html.indexOf(`<h3 id="${name}">`)).split('<h3 id=')[1]!;
      expect(section.includes('<div class="narrow"><svg'), name).toBe(true);
      expect(section.includes('<div class="wide"><svg'), name).toBe(true);
    }
    expect(html.match(/.{20}(NaN|undefined|Infinity)/g)).toBeNull();
  });

  test('has colours for both schemes, and plots that take theirs from them', () => {
    expect(html.includes('prefers-color-scheme: dark')).toBe(true);
    const used = [...html.matchAll(/(?:fill|stroke)="var\((--[\w-]+)\)"/g)].map((match) => match[1]!);
    expect(used.length).toBeGreaterThan(20);
    for (const name of new Set(used)) expect(html.split(`${name}: #`).length - 1, name).toBe(2);
  });

  test('shows what others have written as text', () => {
    expect(html.includes('<fast>')).toBe(false);
    expect(html.includes('ended with <1>')).toBe(false);
    expect(html.includes('ended with &#60;1&#62;')).toBe(true);
    expect(html.includes('not installed: no compiler')).toBe(true);
  });

  test('says so when the machine was busy', () => {
    const run = runOfEverything();
    expect(html.includes('class="warning"')).toBe(false);
    run.results[0]!.disturbed = 1;
    expect(htmlReport(run, SCENARIOS).includes('class="warning"')).toBe(true);
  });
});

test('the Markdown report keeps transports and whole apps in separate tables', () => {
  const text = markdownReport(runOfEverything(), SCENARIOS);
  const [transports, apps] = text.split('## Transports alone')[1]!.split('## End to end, with Flet');
  for (const { name, level, ...rest } of SCENARIOS) {
    const section = 'section' in rest ? rest.section : level;
    expect(section === 'app' ? apps : transports, name).toContain(`### ${name}\n`);
  }
  expect(text).toMatch(/\| host: <encode> +\|/);
  expect(text).not.toMatch(/NaN|undefined/);
});

test('what is reported names no folder of this machine', () => {
  const text = `at ${fileURLToPath(new URL('../../bench/case.mjs', import.meta.url))} in ${tmpdir()}/x of ${homedir()}/y`;
  expect(withoutOwnPaths(text)).toMatch(/^at \.\/bench\/case\.mjs in .*\/x of ~?.*\/y$/);
  for (const folder of [tmpdir(), process.cwd()]) expect(withoutOwnPaths(text)).not.toContain(folder);
});
