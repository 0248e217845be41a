/** What a reader must know about a run: `[name, text]`. */
export function factsOf({ machine, versions, command, seed, started, seconds, systems, results, left_out: leftOut }) {
  const disturbed = results.filter((row) => row.disturbed > 0).length;
  return [
    [
      'machine',
      `${machine.processor}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system} ${machine.architecture}`,
    ],
    [
      'settings',
      `governor ${machine.governor ?? 'unknown'}, transparent huge pages ${machine.huge_pages ?? 'unknown'}, ${
        machine.pinned_core === null ? 'no pinning on this system' : `pinned to core ${machine.pinned_core}`
      }`,
    ],
    ['load before and after', `${machine.load_before.toFixed(2)}, ${machine.load_after.toFixed(2)}`],
    [
      'disturbed',
      `${disturbed} of ${results.length} rows had a repetition during which other programs or other virtual machines took their share`,
    ],
    [
      'versions',
      `flet-embed ${versions['flet-embed']}, Node ${versions.node} (V8 ${versions.v8}, libuv ${versions.uv}), CPython ${versions.python}`,
    ],
    ['systems', `${systems.filter((system) => system.installed).length} of ${systems.length} could be installed`],
    [
      'command',
      `\`${command}\`, seed ${seed}, ${started}, ${Math.round(seconds)} s of measuring${
        leftOut === 0 ? '' : `; ${leftOut} repetitions left out for lack of time`
      }`,
    ],
  ];
}
