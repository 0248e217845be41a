/**
 * To a program the embedded Python is the Python of its virtual environment: what decides where modules, caches and
 * configurations come from, and how bytes become text, is compared field by field with the venv's own executable.
 */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { embedded, fixture, standalone } from './host-process.js';
import { VENVS } from './pythons.js';

const DESCRIBE = 'describe_python.py';

/** A time zone with an offset, so that a lost one shows. */
const env = { LANG: 'C.UTF-8', TZ: 'Asia/Kolkata' };

interface Variant {
  title: string;
  isolated?: boolean;
  flags?: string[];
  env?: NodeJS.ProcessEnv;
}

const VARIANTS: Variant[] = [
  { title: 'as it is' },
  { title: 'isolated, as python -I', isolated: true, flags: ['-I'] },
  {
    title: 'with PYTHON… variables',
    env: {
      PYTHONUTF8: '1',
      PYTHONOPTIMIZE: '1',
      PYTHONPATH: '/nowhere',
      PYTHONHASHSEED: '7',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  },
];

describe.each(VENVS.map(({ version, venv }) => [version, venv] as const))('CPython %s', (_, venv) => {
  test.each(VARIANTS.map((variant) => [variant.title, variant] as const))(
    'is like its own python %s',
    async (_, variant) => {
      const python = join(venv, 'bin', 'python');
      const variables = { ...env, ...variant.env };
      const options = { python: venv, isolated: variant.isolated ?? false };
      const real = await standalone(python, [...(variant.flags ?? []), fixture(DESCRIBE)], variables);
      const ours = await embedded(DESCRIBE, { options, env: variables });
      expect(JSON.parse(ours)).toEqual(JSON.parse(real));
    },
  );

  test("in the locale C only the process's locale differs, which stays the host's", async () => {
    const variables = { ...env, LANG: 'C', LC_ALL: '', LC_CTYPE: '' };
    const real = JSON.parse(await standalone(join(venv, 'bin', 'python'), [fixture(DESCRIBE)], variables));
    const ours = JSON.parse(await embedded(DESCRIBE, { options: { python: venv }, env: variables }));
    // The executable says C.UTF-8 to its children.
    expect(real['os.environ']).toHaveProperty('LC_CTYPE', 'C.UTF-8');
    expect(ours['os.environ']).toHaveProperty('LC_CTYPE', '');
    for (const description of [real, ours]) {
      delete description['os.environ'].LC_CTYPE;
      delete description.locale;
    }
    expect(ours).toEqual(real);
  });
});
