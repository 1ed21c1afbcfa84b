import { lazy, Suspense, useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { Button } from '../../platform/ui/index.ts';

// What makes files is fetched by who asks for one.
const ExtractDialog = lazy(async () => ({ default: (await import('../exports/index.ts')).ExtractDialog }));

/** The way to the register as a file. */
export const Extract = () => {
  const t = useT();
  const may = useCan()('export.run');
  const [open, set] = useState(false);
  if (!may) return null;
  return <><Button icon="dl" onClick={() => set(true)}>{t('exports.extract')}</Button>{open && <Suspense><ExtractDialog onClose={() => set(false)} /></Suspense>}</>;
};
