export { routes } from './declarations.routes.ts';
export { commands } from './declarations.commands.ts';
export { readDeclaration, readDeclarations, type DeclarationFilter } from './declarations.queries.ts';
export { correct, fileDeclaration, ORIGIN, type Filer } from './declarations.store.ts';
export { missingReturns, obligationsOf } from './expected.queries.ts';
import { declarationsFormat } from './import.format.ts';

/** Formats this feature brings to the imports. */
export const importFormats = [declarationsFormat];
