// Which plots the report has, by scenario.

import { bars } from './bars.mjs';
import { distributions, sizeCurves } from './curves.mjs';
import { ranges } from './ranges.mjs';
import { timeline } from './timeline.mjs';

const FRAME_60 = [{ at: 16_667, label: '60 Hz' }];
const SHORT = 64;

const withVariant = ({ transport, variant }) => (variant === null ? transport : `${transport} · ${variant}`);

/** `{ scenario name: (rows) => HTML }`; a scenario without an entry has its table only. */
export const PLOTS = {
  'round-trip': (rows) => {
    const short = rows.filter((row) => row.bytes === SHORT);
    return byMode(short, (list, mode) => [
      ranges({
        title: `Round trip of 64 bytes, ${mode}`,
        note: 'Dot: p50, with its figure. Thick: to p99. Thin: to the maximum.',
        rows: list,
        label: withVariant,
      }),
      distributions({
        title: `How slow the slowest are, ${mode}`,
        note: 'To the right the rarer ones; the scale gives each nine the same room.',
        rows: list,
        name: withVariant,
      }),
    ]);
  },
  pipelined: (rows) =>
    byMode(rows, (list, mode) => [
      bars({ title: `Answers a second with 64 on the way, ${mode}`, rows: list, value: (row) => row.per_second }),
    ]),
  throughput: (rows) =>
    byMode(rows, (list, mode) =>
      [
        ['to-python', 'towards Python'],
        ['to-host', 'towards the host'],
      ].map(([direction, said]) =>
        bars({
          title: `Messages a second ${said}, ${mode}`,
          rows: list.filter(({ variant }) => variant.startsWith(direction)),
          label: ({ transport, variant }) => `${transport}${variant.slice(direction.length)}`,
          value: (row) => row.per_second,
        }),
      ),
    ),
  large: (rows) =>
    byMode(rows, (list, mode) => [ranges({ title: `64 MiB one way, ${mode}`, rows: list, label: withVariant })]),
  sizes: (rows) =>
    byMode(rows, (list, mode) => [
      sizeCurves({ title: `A message of each size and a short answer, p50, ${mode}`, rows: list }),
    ]),
  'fixed-rate': (rows) =>
    byVariant(rows, (list, variant) => [
      ranges({ title: `Latency at ${variant}, from when each was due`, rows: list }),
      distributions({ title: `The slowest at ${variant}`, rows: list }),
    ]),
  'frame-paced': (rows) =>
    byMode(rows, (list, mode) => [
      ranges({ title: `One message for each frame, ${mode}`, rows: list, label: withVariant, marks: FRAME_60 }),
    ]),
  'send-under-load': (rows) =>
    byMode(rows, (list, mode) => [
      ranges({ title: `What a send costs the host thread, ${mode}`, rows: list, label: withVariant }),
    ]),
  stall: (rows) =>
    byMode(rows, (list, mode) => [
      ranges({ title: `How late the host's timer is, ${mode}`, rows: list, label: withVariant, marks: FRAME_60 }),
    ]),
  'cold-start': (rows) =>
    byMode(rows, (list, mode) => [ranges({ title: `From opening to the first answer, ${mode}`, rows: list })]),
  memory: (rows) => [
    bars({
      title: 'Resident memory',
      note: 'Dark: the host process. Light: its children.',
      rows,
      value: (row) => row.total_mb,
      unit: 'MB',
      digits: 1,
      parts: ({ host_mb: host, children_mb: children }) => [
        { value: host, opacity: 0.85, label: 'host' },
        { value: children ?? 0, opacity: 0.4, label: 'children' },
      ],
    }),
  ],
  harness: (rows) => [ranges({ title: 'One test in a warm interpreter', rows, label: withVariant })],
  click: (rows) =>
    byMode(rows, (list, mode) =>
      byVariant(list, (some, variant) => [
        ranges({ title: `Click → patch, ${variant}, ${mode}`, rows: some, marks: FRAME_60 }),
      ]),
    ),
  drawing: (rows) =>
    byMode(rows, (list, mode) => [
      ranges({ title: `Pan → canvas patch, ${mode}`, rows: list, label: withVariant, marks: FRAME_60 }),
    ]),
  typing: (rows) => [
    ranges({
      title: 'Key → patch at 30 keys a second',
      rows,
      label: ({ transport, mode }) => `${transport} · ${mode}`,
      marks: FRAME_60,
    }),
  ],
  'image-stream': (rows) => [
    ranges({
      title: 'Frames of an image, from when each was due',
      rows,
      label: ({ transport, mode }) => `${transport} · ${mode}`,
      marks: FRAME_60,
    }),
  ],
  'real-client': (rows) => [
    ranges({ title: "A click in Flet's own client", rows, label: withVariant, marks: FRAME_60 }),
  ],
  stages: (rows) =>
    inBarMode(rows).map((row) =>
      timeline({
        title: `${row.variant[0].toUpperCase()}${row.variant.slice(1)}, ${row.transport}, ${row.mode}`,
        note: row.variant.startsWith('pan') ? 'In the frame in which the pointer moved.' : 'Stage after stage.',
        stages: row.stages,
        frameMs: row.variant.startsWith('pan') ? 1000 / 60 : undefined,
      }),
    ),
};

function byMode(rows, draw) {
  return ['pinned', 'unpinned'].flatMap((mode) => {
    const some = rows.filter((row) => row.mode === mode);
    return some.length === 0 ? [] : draw(some, mode);
  });
}

function byVariant(rows, draw) {
  return [...new Set(rows.map(({ variant }) => variant))].flatMap((variant) =>
    draw(
      rows.filter((row) => row.variant === variant),
      variant,
    ),
  );
}

function inBarMode(rows) {
  const pinned = rows.filter(({ mode }) => mode === 'pinned');
  return pinned.length > 0 ? pinned : rows;
}
