import { lazy, Suspense, useState } from 'react';
import type { AssetSheet } from '@sommier/domain/assets';
import { useT, withWords } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { Button } from '../../platform/ui/index.ts';

// The words of occupations, and the dialog itself, are fetched by who asks for them.
const Cascade = lazy(withWords('money', async () => ({ default: (await import('./cascade.tsx')).Cascade })));

/** To the recycle bin, with everything under it: the cascade is read first, and what stands in the way is said. */
export const RecycleAction = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const [open, set] = useState(false);
  const may = useCan()('register.write');
  return may ? <><Button kind="bad" onClick={() => set(true)}>{t('recycling.recycle')}</Button>{open && <Suspense><Cascade asset={asset} onClose={() => set(false)} /></Suspense>}</> : null;
};
