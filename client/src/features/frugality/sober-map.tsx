import { useT } from '../../platform/i18n/index.ts';
import { Button } from '../../platform/ui/index.ts';

/** Stands in the map's place until it is asked for: neither its code nor its tiles are fetched before. */
export const SoberMap = ({ chosen, onAsk, onAlways }: { chosen: boolean; onAsk: () => void; onAlways: () => void }) => {
  const t = useT();
  return (
    <div className="sober">
      <p>{t(chosen ? 'frugality.sober.chosen' : 'frugality.sober.slow')}</p>
      <Button onClick={onAsk}>{t('frugality.sober.draw')}</Button>
      <Button kind="flat" onClick={onAlways}>{t('frugality.sober.always')}</Button>
    </div>
  );
};
