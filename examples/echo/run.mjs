// Sends bytes to Python on another thread of this very process, and gets them back.

import { fileURLToPath } from 'node:url';
import { Runtime } from 'flet-embed';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const runtime = await Runtime.start({ python: pathOf('../../.venv') });
try {
  console.log(`Python ${runtime.python.version} in process ${process.pid}`);
  const echo = runtime.channel('echo');
  const program = runtime.run({ script: pathOf('echo.py') });

  await echo.send(Buffer.from('hello'));
  console.log(Buffer.from(await echo.receive()).toString());

  // Sends need not wait for answers: the channel keeps order and bounds.
  const sending = (async () => {
    for (const word of ['one', 'two', 'three']) await echo.send(Buffer.from(word));
    await echo.close();
  })();
  for await (const message of echo) console.log(Buffer.from(message).toString());
  await sending;

  const { code } = await program.exit;
  console.log(`The program ended with code ${code}`);
} finally {
  await runtime.stop();
}
