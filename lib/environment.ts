import { isText, type OptionRule, rule } from './options.js';

/** Variables of `os.environ`; `undefined` removes one. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const environmentRule: OptionRule = rule(
  "an object of strings without a zero character, with names that contain no '='",
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([name, variable]) =>
        isText(name) && name !== '' && !name.includes('=') && (variable === undefined || isText(variable)),
    ),
);

/** The form that the addon takes: `NAME=value`, or `NAME` to remove it. */
export function environmentEntries(environment: Environment = {}): string[] {
  return Object.entries(environment).map(([name, value]) => (value === undefined ? name : `${name}=${value}`));
}
