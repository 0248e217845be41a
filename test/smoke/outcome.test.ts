import { describe, expect, test } from 'vitest';
import { junit } from '../../lib/smoke/junit.js';
import { classify, lastLine, type SmokeResult } from '../../lib/smoke/outcome.js';

const traceback = (last: string): string =>
  `Traceback (most recent call last):\n  File "main.py", line 3, in <module>\n    run()\n${last}\n`;

describe('classify', () => {
  test.each([
    ['ValueError: no such item', 'app-error'],
    ["KeyError: 'network'", 'app-error'],
    ["ModuleNotFoundError: No module named 'httpx'", 'missing-package'],
    ["ModuleNotFoundError: No module named 'sklearn.tree'", 'missing-package'],
    ["ModuleNotFoundError: No module named 'own.part'", 'app-error'],
    ['socket.gaierror: [Errno -3] Temporary failure in name resolution', 'network'],
    ['httpx.ConnectError: All connection attempts failed', 'network'],
    ['flet.controls.exceptions.FletUnsupportedPlatformException: Battery', 'platform'],
    ['RuntimeError: Flashlight is supported only on Android and iOS', 'platform'],
  ])('%s: %s', (last, status) => {
    expect(classify(traceback(last), new Set(['own'])).status).toBe(status);
  });

  test('names the missing package', () => {
    const { detail } = classify(traceback("ModuleNotFoundError: No module named 'httpx'"), new Set());
    expect(detail).toBe("needs the package that provides 'httpx'");
  });
});

test('the line of an exception is the last that names one, whatever follows', () => {
  expect(lastLine(`${traceback('ValueError: one')}\n    note: more\n`)).toBe('ValueError: one');
  expect(lastLine('')).toBe('');
});

test('JUnit: failures fail, what the machine lacks is skipped, and nothing breaks the XML', () => {
  const result: SmokeResult = {
    path: 'a "b" & <c>.py',
    status: 'ok',
    started: true,
    controls: 3,
    actions: 2,
    exceptions: [],
    milliseconds: 1500,
    detail: '',
  };
  const failed: SmokeResult = {
    ...result,
    path: 'd.py',
    status: 'app-error',
    exceptions: ['ValueError: <\u0000&>'],
    detail: 'ValueError',
  };
  const lacking: SmokeResult = { ...result, path: 'e.py', status: 'network', detail: 'gaierror' };
  expect(junit([result, failed, lacking])).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="flet-embed smoke" tests="3" failures="1" skipped="1" time="4.500">',
      '  <testsuite name="flet-embed smoke" errors="0" tests="3" failures="1" skipped="1" time="4.500">',
      '    <testcase name="a &quot;b&quot; &amp; &lt;c&gt;.py" classname="smoke" time="1.500"/>',
      '    <testcase name="d.py" classname="smoke" time="1.500">',
      '      <failure type="app-error" message="app-error: ValueError">ValueError: &lt;\u{FFFD}&amp;&gt;</failure>',
      '    </testcase>',
      '    <testcase name="e.py" classname="smoke" time="1.500">',
      '      <skipped message="network: gaierror"/>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  );
});
