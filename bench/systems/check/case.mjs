// One check of one system, in a process of its own: node case.mjs '{"name", "check" or "controls", "python", "executable", "cache"}'

import { CHECKS } from './roles.mjs';

const CLICKS = 3;

const { name, check, controls, ...where } = JSON.parse(process.argv[2]);
const { default: system } = await import(`../${name}.mjs`);

try {
  if (system.level === 'app') await checkApp();
  else if (system.level === 'page') await checkPage();
  else await checkBytes();
} catch (error) {
  // What Node prints by itself begins with the line that threw, which may be a whole minified file.
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
process.stdout.write('done\n', () => process.exit());

async function checkApp() {
  const app = await system.openApp({ controls, ...where });
  for (let i = 0; i < CLICKS; i++) await app.click();
  await app.close();
}

async function checkPage() {
  const app = await system.openPage({ controls, ...where });
  const page = await (await fetch(app.url)).text();
  await app.close();
  if (!page.includes('flutter_bootstrap.js'))
    throw new Error(`Expected Flutter's page but received ${page.slice(0, 200)}`);
}

async function checkBytes() {
  const { role, options, run } = CHECKS[check];
  const opened = await system.open(role, { options, ...where });
  await run(opened);
  await opened.close();
}
