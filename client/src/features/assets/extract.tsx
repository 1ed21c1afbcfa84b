import { lazy, Suspense, useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { Button } from '../../platform/ui/index.ts';
import { chosenOf, type RegisterSelection } from './parts.ts';
import { SheetsOf } from './tabs.ts';
import type { Register } from './use-register.ts';

// What makes files is fetched by who asks for one.
const ExtractDialog = lazy(async () => ({ default: (await import('../exports/index.ts')).ExtractDialog }));

/** The way out of what the screen shows: the register as a file (whole, under the filter, or the rows ticked), and the sheets of the rows under the filter. */
export const Extract = ({ register, ticked }: { register: Register; ticked: RegisterSelection }) => {
  const t = useT();
  const may = useCan()('export.run');
  const [open, set] = useState(false);
  const { filter, shape, list } = register;
  if (!may) return null;
  const count = list.data?.total ?? 0;
  const shown: RegisterSelection = { ids: [], all: true, filter, shape, count, clear: () => undefined };
  const filtered = shape !== null || Object.keys(filter).length > 0;
  const choices = [
    ...(ticked.count > 0 && !ticked.all ? [{ key: 'ticked', text: t('exports.extract.ticked', { n: ticked.count }), selection: chosenOf(ticked) }] : []),
    ...(filtered ? [{ key: 'filter', text: t('exports.extract.filter', { n: count }), selection: chosenOf(shown) }] : []),
    { key: 'all', text: t('exports.extract.all'), selection: undefined },
  ];
  return (
    <>
      <Button icon="dl" onClick={() => set(true)}>{t('exports.extract')}</Button>
      {count > 0 && <Suspense><SheetsOf selection={shown} /></Suspense>}
      {open && <Suspense><ExtractDialog choices={choices} onClose={() => set(false)} /></Suspense>}
    </>
  );
};
