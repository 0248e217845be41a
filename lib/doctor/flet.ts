/** Flet in the Python that would be embedded, and its compiled client for browsers. */

import { type Check, check } from './check.js';
import type { ExaminedPython } from './examine-python.js';
import { pipInstall } from './pip.js';

/** The versions that the client and the harness are tested with. */
const KNOWN = '1.0';

/** From this one on Flet speaks the protocol that the client speaks. */
const OLDEST: readonly [number, number] = [0, 86];

export function checkFlet(examined: ExaminedPython): Check {
  const version = examined.versions?.flet;
  if (version === undefined) return check('flet', true, 'unknown', whyUnknown(examined));
  if (version === null) {
    return check('flet', true, 'missing', `not installed in ${examined.python!.executable}`, {
      fix: pipInstall(examined, `flet==${KNOWN}.*`, `flet-web==${KNOWN}.*`),
    });
  }
  const details = { version };
  if (isOlder(version)) {
    const found = `${version}; ${OLDEST.join('.')} or later is needed`;
    return check('flet', true, 'wrong', found, { fix: pipInstall(examined, `flet==${KNOWN}.*`), details });
  }
  if (examined.fletFailure !== null) {
    const why = examined.fletFailure ?? `the process that imports it ${examined.broken ?? 'told nothing'}`;
    const fix = pipInstall(examined, '--force-reinstall', `flet==${version}`);
    return check('flet', true, 'wrong', `${version} cannot be imported\n${why}`, { fix, details });
  }
  const isKnown = version.startsWith(`${KNOWN}.`);
  return check('flet', true, 'ok', isKnown ? version : `${version} (tested with ${KNOWN}.x)`, { details });
}

export function checkFletWeb(examined: ExaminedPython): Check {
  const { versions, webClient } = examined;
  if (versions === undefined) return check('flet-web', true, 'unknown', whyUnknown(examined));
  const wanted = versions.flet ?? `${KNOWN}.*`;
  const version = versions['flet-web'];
  if (version === null) {
    const found = 'not installed; it holds the client that «flet-embed run» shows';
    return check('flet-web', true, 'missing', found, { fix: pipInstall(examined, `flet-web==${wanted}`) });
  }
  const details = { version, ...(webClient == null ? {} : { folder: webClient }) };
  if (versions.flet !== null && version !== versions.flet) {
    const found = `${version}, but Flet is ${versions.flet}; the two belong together`;
    return check('flet-web', true, 'wrong', found, { fix: pipInstall(examined, `flet-web==${wanted}`), details });
  }
  if (webClient == null) {
    const fix = pipInstall(examined, '--force-reinstall', `flet-web==${version}`);
    return check('flet-web', true, 'wrong', `${version} without its folder «web»`, { fix, details });
  }
  return check('flet-web', true, 'ok', `${version} (${webClient})`, { details });
}

/** Why nothing is known of what is installed. */
export function whyUnknown({ python, surveyFailure, broken }: ExaminedPython): string {
  if (python === undefined) return 'not looked for without a Python';
  return `Python could not be asked: ${surveyFailure ?? `its process ${broken ?? 'told nothing'}`}`;
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
