import { describe, expect, test } from 'vitest';
import { E } from '../packets.js';
import { A, answer, type Connected, connectServices, SERVICE } from './calls.js';

const A_TXT = { name: 'a.txt', size: 1, path: '/a.txt', bytes: Uint8Array.of(7) };
const B_TXT = { name: 'b.txt', size: 2 };

function connect(...events: string[]): Promise<Connected> {
  const handlers = Object.fromEntries(events.map((event) => [`on_${event}`, true]));
  return connectServices([{ _c: 'FilePicker', ...handlers }]);
}

const pick = (connected: Connected, args: Record<string, unknown> = {}): Promise<unknown> =>
  answer(connected, SERVICE, 'pick_files', { allow_multiple: true, with_data: false, ...args });

describe('picking files', () => {
  test('a user who does nothing cancels: an empty list, never nil', async () => {
    expect(await pick(await connect())).toEqual([]);
  });

  test('gives the files that a test has laid out, with their content only if it was asked for', async () => {
    const connected = await connect();
    connected.client.services.filePicker.files = [A_TXT, B_TXT];
    expect(await pick(connected)).toEqual([
      { id: 0, name: 'a.txt', size: 1, path: '/a.txt', bytes: null },
      { id: 1, name: 'b.txt', size: 2, path: null, bytes: null },
    ]);
    expect(await pick(connected, { with_data: true })).toMatchObject([{ bytes: Uint8Array.of(7) }, { bytes: null }]);
  });

  test('gives one file where only one is allowed', async () => {
    const connected = await connect();
    connected.client.services.filePicker.files = [A_TXT, B_TXT];
    expect(await pick(connected, { allow_multiple: false })).toMatchObject([{ name: 'a.txt' }]);
  });

  test('several dialogs are answered in turn; after them the standing answer holds again', async () => {
    const connected = await connect();
    const { filePicker } = connected.client.services;
    filePicker.files = [A_TXT];
    filePicker.willPick(B_TXT);
    filePicker.willPick();
    expect(await pick(connected)).toMatchObject([{ name: 'b.txt' }]);
    expect(await pick(connected)).toEqual([]);
    expect(await pick(connected)).toMatchObject([{ name: 'a.txt' }]);
  });

  test('an answer can depend on what the dialog asks', async () => {
    const connected = await connect();
    connected.client.services.filePicker.files = ({ allowed_extensions: extensions }) => [
      { name: `picture.${String(extensions)}`, size: 3 },
    ];
    expect(await pick(connected, { allowed_extensions: ['png'] })).toMatchObject([{ name: 'picture.png' }]);
  });

  test('from a gesture the files come as an event too, before the answer', async () => {
    const { client, app } = await connect('result');
    client.services.filePicker.files = [B_TXT];
    const files = [{ id: 0, name: 'b.txt', size: 2, path: null, bytes: null }];
    expect(await app.call(SERVICE, 'pick_files', { _from_gesture: true })).toEqual([
      E(SERVICE, 'result', { files }),
      A(SERVICE, files),
    ]);
    expect(await app.call(SERVICE, 'pick_files', {})).toEqual([A(SERVICE, files)]);
  });

  test('every dialog is remembered with what it asked', async () => {
    const connected = await connect();
    await pick(connected, { dialog_title: 'Open' });
    await answer(connected, SERVICE, 'save_file', { file_name: 'x' });
    await answer(connected, SERVICE, 'get_directory_path', { dialog_title: 'Choose' });
    expect(connected.client.services.calls).toEqual([
      {
        type: 'FilePicker',
        method: 'pick_files',
        args: { allow_multiple: true, with_data: false, dialog_title: 'Open' },
      },
      { type: 'FilePicker', method: 'save_file', args: { file_name: 'x' } },
      { type: 'FilePicker', method: 'get_directory_path', args: { dialog_title: 'Choose' } },
    ]);
  });
});

describe('saving a file', () => {
  test('is cancelled unless a test says where', async () => {
    const connected = await connect();
    expect(await answer(connected, SERVICE, 'save_file', { file_name: 'x' })).toBeNull();
    expect(connected.client.services.filePicker.saved).toEqual([]);
  });

  test('gives the path, keeps the content, and hands it to the host', async () => {
    const connected = await connect();
    const { filePicker } = connected.client.services;
    const written: unknown[] = [];
    filePicker.write = (file) => void written.push(file);
    filePicker.savePath = ({ file_name: name }) => `/saved/${String(name)}`;
    const args = { file_name: 'x.bin', src_bytes: Uint8Array.of(1, 2) };
    expect(await answer(connected, SERVICE, 'save_file', args)).toBe('/saved/x.bin');
    expect(filePicker.saved).toEqual([{ path: '/saved/x.bin', bytes: Uint8Array.of(1, 2) }]);
    expect(written).toEqual(filePicker.saved);
    filePicker.willSaveAs(null);
    expect(await answer(connected, SERVICE, 'save_file', args)).toBeNull();
  });

  test('an error of the host is the call’s', async () => {
    const connected = await connect();
    connected.client.services.filePicker.write = () => Promise.reject(new Error('disk full'));
    connected.client.services.filePicker.willSaveAs('/x');
    expect(await answer(connected, SERVICE, 'save_file')).toEqual({ error: 'disk full' });
  });
});

test('a folder is chosen', async () => {
  const connected = await connect();
  const { filePicker } = connected.client.services;
  expect(await answer(connected, SERVICE, 'get_directory_path')).toBeNull();
  filePicker.directory = '/always';
  filePicker.willChoose('/once');
  expect(await answer(connected, SERVICE, 'get_directory_path')).toBe('/once');
  expect(await answer(connected, SERVICE, 'get_directory_path')).toBe('/always');
});

describe('uploading', () => {
  const uploads = async (connected: Connected, ...files: Record<string, unknown>[]): Promise<unknown[]> => {
    const answered = await connected.app.call(SERVICE, 'upload', { files });
    return [...answered, ...(await connected.app.taken(connected.client))];
  };
  const progress = (name: string, part: number | null, error: string | null = null): unknown =>
    E(SERVICE, 'upload', { file_name: name, progress: part, error });

  test('is answered at once; then each file tells that it has begun and that it is done', async () => {
    const connected = await connect('upload');
    connected.client.services.filePicker.files = [A_TXT, B_TXT];
    await pick(connected);
    const files = [
      { id: 0, upload_url: 'https://example.com/a', method: 'PUT' },
      { name: 'b.txt', upload_url: 'https://example.com/b', method: 'POST' },
    ];
    expect(await uploads(connected, ...files)).toEqual([
      A(SERVICE),
      progress('a.txt', 0),
      progress('a.txt', 1),
      progress('b.txt', 0),
      progress('b.txt', 1),
    ]);
    expect(connected.client.services.filePicker.uploaded).toEqual([
      { name: 'a.txt', url: 'https://example.com/a', method: 'PUT', bytes: Uint8Array.of(7) },
      { name: 'b.txt', url: 'https://example.com/b', method: 'POST', bytes: null },
    ]);
  });

  test('a large file tells every tenth', async () => {
    const connected = await connect('upload');
    connected.client.services.filePicker.files = [{ name: 'big', size: 2_000_000 }];
    await pick(connected);
    const told = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((part) => progress('big', part));
    expect(await uploads(connected, { id: 0, upload_url: '/' })).toEqual([A(SERVICE), ...told]);
  });

  test('fails as a test wants it, or for a file that was not picked', async () => {
    const connected = await connect('upload');
    const { filePicker } = connected.client.services;
    filePicker.files = [A_TXT, B_TXT];
    filePicker.uploadError = ({ name }) => (name === 'a.txt' ? '403 Forbidden' : null);
    await pick(connected);
    const files = [{ id: 0 }, { id: 1 }, { name: 'c.txt' }];
    expect(await uploads(connected, ...files)).toEqual([
      A(SERVICE),
      progress('a.txt', 0),
      progress('a.txt', null, '403 Forbidden'),
      progress('b.txt', 0),
      progress('b.txt', 1),
      progress('c.txt', null, 'The user has not picked the file c.txt'),
    ]);
    expect(filePicker.uploaded.map(({ name }) => name)).toEqual(['b.txt']);
  });
});
