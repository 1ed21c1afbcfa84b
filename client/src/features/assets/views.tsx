import { parseRegister, printRegister } from '../../platform/register-view.ts';
import { SavedViews } from '../views/index.ts';
import type { Register } from './use-register.ts';

/** The register's filters, words, drawn shape and order, kept under a name. */
export const Views = ({ register }: { register: Register }) => {
  const { page: _page, ...kept } = register.view;
  return <SavedViews screen="register" state={{ search: printRegister(kept), words: register.words, shape: register.shape }} onTake={(v) => { register.take(parseRegister(v.search), v.words ?? '', v.shape); }} />;
};
