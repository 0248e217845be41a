// One check of one system, in a process of its own: node case.mjs '{"name", "check" or "controls", "python", "executable", "cache"}'

import { SYSTEMS } from '../index.mjs';
import { CHECKS } from './roles.mjs';

const CLICKS = 3;

const { name, check, controls, ...where } = JSON.parse(process.argv[2]);
const system = SYSTEMS.find((each) => each.name === name);

if (system.level === 'app') {
  const app = await system.openApp({ controls, ...where });
  for (let i = 0; i < CLICKS; i++) await app.click();
  await app.close();
} else {
  const { role, options, run } = CHECKS[check];
  const opened = await system.open(role, { options, ...where });
  await run(opened);
  await opened.close();
}
process.stdout.write('done\n');
