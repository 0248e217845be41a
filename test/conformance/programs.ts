import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytesOf, expectBytes, texts } from './message.js';
import type { ProgramSetting } from './setting.js';
import { rejection, watched } from './watched.js';

export function programsRow(name: string, factory: () => Promise<ProgramSetting>): void {
  describe(`the ends of programs over ${name}`, () => {
    let setting: ProgramSetting;
    beforeEach(async () => {
      setting = await factory();
    });
    afterEach(() => setting?.dispose());

    test('the channels that a program opened close when it ends; what it sent is received first', async () => {
      const channel = setting.host('ends-normally');
      await setting.run({ opens: ['ends-normally'], sends: ['one', 'two'] });
      const received: Uint8Array[] = [];
      for await (const data of channel) received.push(data);
      expect(texts(received)).toEqual(['one', 'two']);
      await channel.close();
    });

    test('the channels that a program opened are destroyed with its error when it fails', async () => {
      const channel = setting.host('fails');
      const waiting = watched(channel.receive());
      await setting.run({ opens: ['fails'], raises: 'the cat ate it' });
      const error = await rejection(waiting.promise);
      expect(error.code).toBe('ERR_EMBED_PROGRAM_FAILED');
      expect(error).toMatchObject({ name: 'PythonError', type: 'ValueError' });
      expect(error.message).toContain('the cat ate it');
      expect((error as Error & { traceback?: string }).traceback).toContain('Traceback (most recent call last)');
      expect((await rejection(channel.send(bytesOf('x')))).code).toBe('ERR_EMBED_PROGRAM_FAILED');
      expect((await rejection(channel.closed)).code).toBe('ERR_EMBED_PROGRAM_FAILED');
    });

    test('a receive() on a channel that the program never opens rejects when it ends', async () => {
      const channel = setting.host('never-opened');
      const waiting = watched(channel.receive());
      await setting.run({});
      expect((await rejection(waiting.promise)).code).toBe('ERR_EMBED_PROGRAM_EXITED');
      expect((await rejection(channel.receive())).code).toBe('ERR_EMBED_PROGRAM_EXITED');
      expect((await rejection(channel[Symbol.asyncIterator]().next())).code).toBe('ERR_EMBED_PROGRAM_EXITED');
    });

    test('a receive() begun together with the next program waits for that one', async () => {
      const channel = setting.host('second-chance');
      await setting.run({});
      const running = setting.run({ opens: ['second-chance'], sends: ['here I am'] });
      const data = await channel.receive();
      expect(data && texts([data])).toEqual(['here I am']);
      await running;
    });

    test('what was sent on a channel that a program never opened stays for the next one', async () => {
      const channel = setting.host('kept');
      await channel.send(bytesOf('one'));
      await channel.send(bytesOf('two'));
      await setting.run({});
      await channel.send(bytesOf('three'));
      const received = await setting.run({ opens: ['kept'], receives: 3 });
      expect(texts(received)).toEqual(['one', 'two', 'three']);
    });

    test('a failed program destroys none of the channels that it never opened', async () => {
      const channel = setting.host('unconcerned');
      await channel.send(bytesOf('kept'));
      await setting.run({ raises: 'nothing to do with it' });
      const [first] = await setting.run({ opens: ['unconcerned'], receives: 1 });
      expectBytes(first, bytesOf('kept'));
    });

    test('after the program has ended the name is free again', async () => {
      const first = setting.host('again');
      await setting.run({ opens: ['again'] });
      expect(await first.receive()).toBe(undefined);
      await first.close();
      const second = setting.host('again');
      await setting.run({ opens: ['again'], sends: ['second'] });
      const data = await second.receive();
      expect(data && texts([data])).toEqual(['second']);
    });
  });
}
