/** Counts in vitest's JSON report. A file that could not be loaded has no failed test, yet is a failure. */
export function readVitest(text) {
  const report = JSON.parse(text);
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts in a JUnit report, as ctest and pytest write it. Suites are not nested in either. */
export function readJunit(text) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const suites = text.match(/<testsuite\s[^>]*>/g);
  if (suites === null) throw new Error('Expected a <testsuite> in the report but found none');
  for (const suite of suites) {
    const count = (name) => Number(suite.match(new RegExp(`\\s${name}="(\\d+)"`))?.[1] ?? 0);
    const failed = count('failures') + count('errors');
    const skipped = count('skipped') + count('disabled');
    counts.failed += failed;
    counts.skipped += skipped;
    counts.passed += count('tests') - failed - skipped;
  }
  return counts;
}
