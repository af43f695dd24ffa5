// Where the program of a thread or a process of ours lies: beside its caller, from source as from the bundle.

/** `base` is the caller's `import.meta.url`: the folder's own `name.ts` when run from source, else the file built beside the bundle. */
export const programBeside = (base: string, name: string): URL => new URL(`./${name}.${base.endsWith('.ts') ? 'ts' : 'js'}`, base)
