import type { WireValue } from '../values.js';
import type { MethodTable } from './method.js';
import type { ClientServices } from './services.js';

export const FILE_PICKER: MethodTable = {
  pick_files: (context, control, args) => {
    const files = pickedFiles(context.services, args['with_data'] === true, args['allow_multiple'] === true);
    if (args['_from_gesture'] === true) context.emit(control, 'result', { files });
    return files;
  },
  save_file: ({ services }) => services.filePicker.savePath,
  get_directory_path: ({ services }) => services.filePicker.directory,
};

/** None when cancelled; never nil, which Flet cannot take. */
function pickedFiles(services: ClientServices, withData: boolean, multiple: boolean): WireValue[] {
  const files = services.filePicker.files.map(({ name, size, path, bytes }, id) => ({
    id,
    name,
    size,
    path: path ?? null,
    bytes: withData ? (bytes ?? null) : null,
  }));
  return multiple ? files : files.slice(0, 1);
}
