/** Texts taken a second time, as a module of its own. */
declare module '*/shell.ts?door' { export const shell: Readonly<Record<string, string>>; }
declare module '*/signin.ts?door' { export const signin: Readonly<Record<string, string>>; }
