/** Which lines of an app's Python run: asked for here, measured and saved by the agent's side. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type OptionRule, type OptionRules, rule, text, texts, validateOptions } from '../options.js';

/** Paths are relative to the working directory of the process that launches. */
export interface CoverageOptions {
  /**
   * Folders and packages to measure. Default: what the configuration of coverage.py names (`.coveragerc`, `pyproject.toml` …
   * of the working directory), else the app's folder.
   */
  source?: readonly string[];
  /** Where the data goes; each launch adds a suffix of its own, for `coverage combine`. Default `.coverage`. */
  dataFile?: string;
}

export const COVERAGE_RULE: OptionRule = rule(
  'true, false, or an object with source and dataFile',
  (value) => typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value)),
);

const RULES: OptionRules = { source: texts, dataFile: text };

/** @param subject Whose option it is, for the message. */
export function checkCoverageOptions(coverage: boolean | CoverageOptions | undefined, subject: string): void {
  if (typeof coverage === 'object') validateOptions(coverage, RULES, `coverage of ${subject}`);
}

/**
 * The variable that asks the agent's side to measure.
 *
 * @param folder The app's.
 */
export function coverageEnvironment(
  coverage: boolean | CoverageOptions | undefined,
  folder: string,
): Record<string, string> {
  if (coverage === undefined || coverage === false) return {};
  const { source, dataFile } = coverage === true ? {} : coverage;
  const order = {
    ...(source === undefined ? {} : { source: source.map(folderOrPackage) }),
    ...(dataFile === undefined ? {} : { data_file: resolve(dataFile) }),
    folder,
  };
  return { FLET_EMBED_AGENT_COVERAGE: JSON.stringify(order) };
}

/** A folder's whole path; a package's name as it is. */
function folderOrPackage(name: string): string {
  const path = resolve(name);
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : name;
}
