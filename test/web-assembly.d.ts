/** In every JavaScript environment, though not in the types of the language alone. */
declare const WebAssembly: { Memory: new (descriptor: { initial: number }) => { buffer: ArrayBuffer } };
