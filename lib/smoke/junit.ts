/** The results as JUnit XML, which build servers read. */

import { FAILURES, type SmokeResult } from './outcome.js';

/** One test suite with a test case for each app: a failure, or skipped where the machine lacks something. */
export function junit(results: readonly SmokeResult[]): string {
  const failed = results.filter((result) => FAILURES.has(result.status)).length;
  const skipped = results.filter((result) => result.status !== 'ok' && !FAILURES.has(result.status)).length;
  const seconds = results.reduce((sum, result) => sum + result.milliseconds, 0) / 1000;
  const head = `tests="${results.length}" failures="${failed}" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="flet-embed smoke" ${head}>`,
    `  <testsuite name="flet-embed smoke" errors="0" ${head}>`,
    ...results.flatMap(testCase),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function testCase(result: SmokeResult): string[] {
  const head = `<testcase name=${attribute(result.path)} classname="smoke" time="${(result.milliseconds / 1000).toFixed(3)}"`;
  if (result.status === 'ok') return [`    ${head}/>`];
  const message = attribute(result.detail === '' ? result.status : `${result.status}: ${result.detail}`);
  const inner = FAILURES.has(result.status)
    ? `<failure type="${result.status}" message=${message}>${escaped(result.exceptions.join('\n'))}</failure>`
    : `<skipped message=${message}/>`;
  return [`    ${head}>`, `      ${inner}`, '    </testcase>'];
}

function attribute(text: string): string {
  return `"${escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** Also without the characters that XML 1.0 cannot hold at all. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
