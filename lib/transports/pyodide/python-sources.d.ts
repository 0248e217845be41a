/** The Python files that run inside Pyodide, by their paths; put in by the build (tsdown.config.ts). */
declare module 'flet-embed:python-sources' {
  const sources: Readonly<Record<string, string>>;
  export default sources;
}
