import { lazy, Suspense } from 'react';
import { Empty, Button } from '../../platform/ui/index.ts';
import { useT, withWords } from '../../platform/i18n/index.ts';
import { AssetSheet } from './asset-sheet.tsx';
import { FeatureSheet } from './feature-sheet.tsx';
import { ListingSheet } from './listing-sheet.tsx';
import { ParcelSheet } from './parcel-sheet.tsx';
import { ZoneSheet } from './zone-sheet.tsx';
import { useWorkspace } from './workspace.tsx';

const ConflictSheet = lazy(withWords('legal', async () => ({ default: (await import('../titles/index.ts')).ConflictSheet })));

/** The one thing chosen, whole. Another choice starts its sheet afresh. */
export const Sheet = () => {
  const t = useT();
  const { chosen, choose } = useWorkspace();
  return (
    <aside className={chosen ? 'sheet' : 'sheet none'} aria-label={t('map.sheet')} data-region tabIndex={-1}>
      {!chosen && <div className="body"><Empty title={t('map.sheet.none')} why={t('map.sheet.none.why')} /></div>}
      {chosen && <Button className="close" kind="flat" icon="x" label={t('map.sheet.close')} onClick={() => choose(null)} />}
      {chosen?.kind === 'asset' && <AssetSheet key={chosen.id} id={chosen.id} />}
      {chosen?.kind === 'listing' && <ListingSheet key={chosen.id} id={chosen.id} />}
      {chosen?.kind === 'parcel' && <ParcelSheet key={chosen.id} id={chosen.id} />}
      {chosen?.kind === 'zone' && <ZoneSheet key={chosen.id} id={chosen.id} />}
      {chosen?.kind === 'conflict' && <Suspense><ConflictSheet key={chosen.id} id={chosen.id} /></Suspense>}
      {chosen?.kind === 'feature' && <FeatureSheet key={chosen.id} layer={chosen.layer} id={chosen.id} />}
    </aside>
  );
};
