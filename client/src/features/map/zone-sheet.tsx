import { listZones } from '@sommier/domain/zones';
import { useQueries } from '@tanstack/react-query';
import { call } from '../../platform/call.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button } from '../../platform/ui/index.ts';
import { Ledger, Loading, ShowOnMap, Title } from './sheet-parts.tsx';
import { useZoneSets } from './use-data.ts';
import { useFormat } from './use-format.ts';
import { useWorkspace } from './workspace.tsx';

/** A stored zone, found in whichever set holds it; from here it is asked. */
export const ZoneSheet = ({ id }: { id: string }) => {
  const t = useT();
  const { language } = useLanguage();
  const format = useFormat();
  const commune = useCommune().code;
  const { change, setDrawn } = useWorkspace();
  const sets = useZoneSets();
  const rows = sets.data?.rows ?? [];
  const zones = useQueries({ queries: rows.map((s) => {
    const sent = { params: { commune, id: s.id }, query: { geometry: 'yes' as const } };
    return { queryKey: [listZones.id, sent], queryFn: () => call(listZones, sent) };
  }) });
  const found = zones.flatMap((z) => z.data?.rows ?? []).find((z) => z.id === id);
  if (!found) return <Loading error={sets.error} retry={() => void sets.refetch()} />;
  const set = rows.find((s) => s.id === found.setId);
  return (
    <>
      <Title code={set?.name ?? t('map.kind.zone')} name={language === 'ar' ? found.labelAr ?? found.label : found.label} />
      <div className="body" tabIndex={0} role="region" aria-label={t('map.sheet.summary')}>
        <Ledger lines={[[t('map.zone.area'), format.ground(found.areaM2)], [t('map.zone.parts'), found.parts]]} />
      </div>
      <div className="acts"><Button kind="main" onClick={() => { setDrawn(null); change({ zone: id, set: found.setId, tab: 'answer', page: undefined }, true); }}>{t('map.zone.ask')}</Button><ShowOnMap bounds={found.bounds} /></div>
    </>
  );
};
