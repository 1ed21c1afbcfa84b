import { useT } from '../../platform/i18n/index.ts';
import { Button } from '../../platform/ui/index.ts';
import { useLayers } from './use-data.ts';
import { useWorkspace } from './workspace.tsx';

/** Begins or ends a comparison, of the topmost picture (else the topmost layer) with the map without it. */
export const SwipeButton = () => {
  const t = useT();
  const { view, change } = useWorkspace();
  const shown = useLayers().filter((l) => l.shown);
  const first = shown.find((l) => l.entry.raster) ?? shown.find((l) => l.entry.count > 0) ?? shown[0];
  return <Button kind="flat" aria-pressed={view.swipe !== undefined} refuse={!first && t('map.swipe.none')} onClick={() => change({ swipe: view.swipe === undefined && first ? `${first.name};` : undefined })}>{t('map.swipe')}</Button>;
};
