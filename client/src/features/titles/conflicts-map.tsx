import { useMemo } from 'react';
import type { Geometry } from '@sommier/domain/shared';
import { parcelsStyle } from '@sommier/domain/style';
import { getConflict, mapConflicts, type ConflictFilter } from '@sommier/domain/titles';
import { SmallMap, type SmallScene } from '../../map/small-map.tsx';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem } from '../../platform/ui/index.ts';
import { ConflictKey, type ConflictLegend } from './conflict-key.tsx';
import { conflictShapes } from './conflict-shapes.ts';

interface Props { filter: Pick<ConflictFilter, 'kind' | 'state' | 'present'>; version: string; chosen: string | null; onChoose: (id: string | null) => void; legend: ConflictLegend }

/** Every conflict where it lies, over the parcels: colour says what lies over what, pattern what was decided. A click opens it for a decision. */
export const ConflictsMap = ({ filter, version, chosen, onChoose, legend }: Props) => {
  const t = useT();
  const { code: commune } = useCommune();
  const query = { present: filter.present, ...(filter.kind ? { kind: filter.kind } : {}), ...(filter.state ? { state: filter.state } : {}) };
  const { data, error, refetch } = useEndpoint(mapConflicts, { params: { commune }, query }, { keep: true });
  const one = useEndpoint(getConflict, { params: { commune, id: chosen ?? '1' } }, { enabled: chosen !== null });
  const selection: Geometry | null = data?.features.find((f) => f.id === chosen)?.geometry ?? one.data?.overlap ?? null;
  const bounds = data?.bounds ?? null;
  const scene = useMemo((): SmallScene => ({
    selection,
    layers: [{ name: 'parcels', style: parcelsStyle, source: 'parcels', tiles: `${location.origin}/tiles/parcels/{z}/{x}/{y}.mvt?commune=${commune}#${version}`, maxzoom: 16, bounds: null, opacity: 1 }],
    shapes: conflictShapes(data),
  }), [selection, data, commune, version]);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <ConflictKey {...legend} />
      {data?.cut && <Note tone="warn">{t('titles.map.cut', { n: data.features.length })}</Note>}
      {data && bounds === null && <Empty title={t('titles.conflict.none')} />}
      {bounds && <SmallMap table="conflicts-file" className="conflictmap" scene={scene} bounds={bounds} label={t('titles.map')} onClick={({ hit }) => { onChoose(hit?.layer === 'conflicts' ? hit.id : null); }}
        buttons={(port) => <Button icon="sel" label={t('titles.map.all')} onClick={() => port?.fit(bounds, 17)} />} />}
    </>
  );
};
