import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fletEmbed, fletEmbedIn } from './command-line.js';

const COMMANDS = ['run', 'smoke', 'test', 'doctor'];

describe('flet-embed', { timeout: 60_000 }, () => {
  test('--help names every command, and teaches by example', async () => {
    const ended = await fletEmbed('--help');
    for (const command of COMMANDS) {
      expect(ended.stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
      expect(ended.stdout).toMatch(new RegExp(`^ {2}flet-embed ${command}\\b.* {2}\\S`, 'm'));
    }
    expect(ended.stdout).toContain(
      'Exit code: 0 all is well, 1 an app, a test or a requirement has failed, 2 wrong use',
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(COMMANDS)('help %s shows examples and exit codes', async (command) => {
    const ended = await fletEmbed('help', command);
    expect(ended.stdout).toContain(`Examples:\n  flet-embed ${command} `);
    expect(ended.stdout).toMatch(/\nExit code: /);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect((await fletEmbed(command, '--help')).stdout).toBe(ended.stdout);
  });

  test('without a command it shows its help as a mistake', async () => {
    const ended = await fletEmbed();
    expect(ended.stderr).toContain('Usage: flet-embed [options] [command]');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });

  test('--version prints the version alone', async () => {
    expect(await fletEmbed('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test.each([
    [['docter'], 'Did you mean doctor?', 'flet-embed --help'],
    [['--versoin'], 'Did you mean --version?', 'flet-embed --help'],
    [['doctor', '--jso'], 'Did you mean --json?', 'flet-embed doctor --help'],
    [['smoke', '.', '--sed', '1'], 'Did you mean --seed?', 'flet-embed smoke --help'],
  ])('%j: says what was probably meant, and where more is said', async (args, suggestion, help) => {
    const ended = await fletEmbed(...args);
    expect(ended.stderr).toContain(`(${suggestion})`);
    expect(ended.stderr).toContain(`(${help} says more)`);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });

  test('an app in the place of a command is a mistake, and the command for it is named', async () => {
    const app = fileURLToPath(new URL('../../examples/counter/main.py', import.meta.url));
    const ended = await fletEmbed(app);
    expect(ended.stderr).toContain(`To run an app: flet-embed run ${app}\n`);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });

  test.each([
    [['doctor', 'everything'], "error: too many arguments for 'doctor'"],
    [['doctor', '--timeout', '0'], 'Expected seconds above 0.'],
    [['doctor', '--python'], "error: option '--python <path>' argument missing"],
  ])('refuses %j', async (args, message) => {
    const ended = await fletEmbed(...args);
    expect(ended.stderr).toContain(message);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('colours', { timeout: 60_000 }, () => {
  const GREEN = '\u001b[32m';

  test.each([
    ['are not printed into a pipe', {}, false],
    ['are not printed into a pipe on a build server', { CI: 'true' }, false],
    ['are printed everywhere with FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['are printed nowhere with NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['are printed nowhere with FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
  ])('%s', async (_title, env, expected) => {
    const surroundings = { env: { NO_COLOR: undefined, CI: undefined, CLICOLOR_FORCE: undefined, ...env } };
    const { stdout } = await fletEmbedIn(surroundings, 'doctor', '--python', '/nowhere');
    expect(stdout.includes(GREEN)).toBe(expected);
  });
});
