import { type MethodTable, stringArgument } from './method.js';

/** What was copied last, in each form. */
export interface ClipboardContent {
  text: string | null;
  image: Uint8Array | null;
  files: string[];
}

export const CLIPBOARD: MethodTable = {
  set: ({ services }, _control, args) => {
    services.clipboard.text = stringArgument(args, 'data');
    return null;
  },
  get: ({ services }) => services.clipboard.text,
  set_image: ({ services }, _control, { data }) => {
    services.clipboard.image = data instanceof Uint8Array ? data : null;
    return null;
  },
  get_image: ({ services }) => services.clipboard.image,
  set_files: ({ services }, _control, { files }) => {
    services.clipboard.files = Array.isArray(files) ? files.map(String) : [];
    return true;
  },
  get_files: ({ services }) => services.clipboard.files,
};
