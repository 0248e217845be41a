import { writeFileSync } from 'node:fs';
import { barTable, resultTables } from './table.mjs';

const EXPLANATION = `Each measurement ran in a process of its own, in an order shuffled by the seed, round after round; the figures are medians
over the repetitions, but for the maxima. Durations come from histograms that are exact to better than one per cent. *Pinned*
means that the process, all its threads and its children shared one core: that is where ratios are steady, since waking an
idle core costs more than everything else here. Busy polling is off. *× floor* compares medians (p50) of the same mode.

| transport | what it is |
|---|---|
| floor | Node's event loop and a C++ thread, joined by the product's rings and doorbells; no JavaScript, no Python. The thread sleeps on a futex as a Python thread does, or, variant eventfd, in epoll as an asyncio loop does |
| floor-eventfd, floor-futex, floor-spin | two C++ threads |
| embedded-thread | Python in this process: a thread with \`receive_sync\` and \`send_sync\` |
| embedded-asyncio | Python in this process: \`asyncio.run\` with \`async for\` and \`await send\` |
| unix-asyncio | Python in a child process: \`asyncio.Protocol\` and frames by hand over a Unix socket, \`node:net\` on this side; both gather what is sent in one turn into one write, unless the variant says *unbatched* |

| scenario | what it is |
|---|---|
| round-trip | one message there and one back, one at a time, each call awaited |
| throughput | messages in one direction, an awaited \`send\` for each, taken by \`for await\` or \`async for\` |
| large | a large message and a 64-byte one the other way. The floor is what two copies into fresh memory cost |
| send-under-load | what the call of \`send\` costs the host's thread while another Python thread burns CPU, and while none does; the floor is the same with C++ threads and no Python in the process |
`;

/** Writes bench/RESULTS.md. */
export function writeReport(run) {
  const { machine, versions, command, seed, repetitions, results, bars } = run;
  const facts = [
    [
      'machine',
      `${machine.processor}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system} ${machine.architecture}`,
    ],
    [
      'settings',
      `governor ${machine.governor ?? 'unknown'}, transparent huge pages ${machine.huge_pages ?? 'unknown'}, pinned to core ${machine.pinned_core}`,
    ],
    ['load before and after', `${machine.load_before.toFixed(2)}, ${machine.load_after.toFixed(2)}`],
    [
      'versions',
      `flet-embed ${versions['flet-embed']}, Node ${versions.node} (V8 ${versions.v8}, libuv ${versions.uv}), CPython ${versions.python}`,
    ],
    [
      'command',
      `\`${command}\`, seed ${seed}, ${repetitions} repetitions, ${run.started}, ${Math.round(run.seconds)} s`,
    ],
  ];
  const text = [
    '# Benchmark results',
    '',
    'Written by `npm run -s bench`; not edited by hand. Ratios carry over to other machines, absolute figures do not.',
    '',
    '| | |',
    '|---|---|',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    '## Bars',
    '',
    barTable(bars),
    '',
    'What falls short, and where its time goes: [PROFILE.md](PROFILE.md).',
    '',
    ...resultTables(results).flatMap(({ title, table }) => [`## ${title}`, '', table, '']),
    '## How it was measured',
    '',
    EXPLANATION,
  ];
  writeFileSync(new URL('RESULTS.md', import.meta.url), text.join('\n'));
}
