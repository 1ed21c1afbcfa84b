import { useEffect, useMemo, useRef, useState } from 'react';
import type { Geometry } from '@sommier/domain/shared';
import { parcelsStyle } from '@sommier/domain/style';
import { getConflict, mapConflicts, type ConflictFilter } from '@sommier/domain/titles';
import { loadMap, type MapPort, type Scene } from '../../map/index.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useTheme } from '../../platform/theme.ts';
import { Button, Empty, Note, Problem } from '../../platform/ui/index.ts';
import { ConflictKey, type ConflictLegend } from './conflict-key.tsx';
import { conflictShapes } from './conflict-shapes.ts';

interface Props { filter: Pick<ConflictFilter, 'kind' | 'state' | 'present'>; version: string; chosen: string | null; onChoose: (id: string | null) => void; legend: ConflictLegend }

/** Every conflict where it lies, over the parcels: colour says what lies over what, pattern what was decided. A click opens it for a decision. */
export const ConflictsMap = ({ filter, version, chosen, onChoose, legend }: Props) => {
  const t = useT();
  const theme = useTheme();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const box = useRef<HTMLDivElement>(null);
  const [port, setPort] = useState<MapPort | null>(null);
  const [broken, setBroken] = useState(false);
  const query = { present: filter.present, ...(filter.kind ? { kind: filter.kind } : {}), ...(filter.state ? { state: filter.state } : {}) };
  const { data, error, refetch } = useEndpoint(mapConflicts, { params: { commune }, query }, { keep: true });
  const one = useEndpoint(getConflict, { params: { commune, id: chosen ?? '1' } }, { enabled: chosen !== null });
  const selection: Geometry | null = data?.features.find((f) => f.id === chosen)?.geometry ?? one.data?.overlap ?? null;
  const bounds = data?.bounds ?? null;
  const latitude = bounds ? Math.round((bounds[1] + bounds[3]) * 5) / 10 : 36;
  const scene = useMemo((): Scene => ({
    theme, language, latitude, selection, disc: null, zone: null, answer: [], basemap: null,
    layers: [{ name: 'parcels', style: parcelsStyle, source: 'parcels', tiles: `${location.origin}/tiles/parcels/{z}/{x}/{y}.mvt?commune=${commune}#${version}`, maxzoom: 16, bounds: null, opacity: 1 }],
    shapes: conflictShapes(data),
  }), [theme, language, latitude, selection, data, commune, version]);
  const held = useRef(scene);
  held.current = scene;
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const ready = bounds !== null;
  useEffect(() => {
    if (!ready || !box.current || !bounds) return undefined;
    const element = box.current;
    let gone = false, off = () => {};
    void loadMap().then(({ createMap }) => {
      if (gone) return;
      const made = createMap(element, { scene: held.current, at: { bounds, maxZoom: 17 }, label: t('titles.map') });
      const stop = made.onClick(({ hit }) => choose.current(hit?.layer === 'conflicts' ? hit.id : null));
      setPort(made);
      off = () => { stop(); setPort(null); made.destroy(); };
    }).catch(() => setBroken(true));
    return () => { gone = true; off(); };
    // The map is made once there is something to show; what it shows changes through the scene.
  }, [ready]);
  useEffect(() => { port?.show(scene); }, [port, scene]);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <ConflictKey {...legend} />
      {data?.cut && <Note tone="warn">{t('titles.map.cut', { n: data.features.length })}</Note>}
      {data && !ready ? <Empty title={t('titles.conflict.none')} /> : (
        <section className="map conflictmap" tabIndex={0} role="application" aria-label={t('titles.map')} data-ready={port ? true : undefined}
          onKeyDown={(e) => { const step = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[e.key]; if (step && e.target === e.currentTarget) { e.preventDefault(); port?.pan(step[0]!, step[1]!); } else if (e.key === '+') port?.zoomBy(1); else if (e.key === '-') port?.zoomBy(-1); else if (e.key === 'Enter' && e.target === e.currentTarget) port?.clickCentre(); }}>
          <div className="canvas" ref={box} />
          {broken && <Note tone="warn">{t('map.nowebgl')}</Note>}
          <div className="zoom"><Button icon="plus" label={t('map.zoomin')} onClick={() => port?.zoomBy(1)} /><Button icon="minus" label={t('map.zoomout')} onClick={() => port?.zoomBy(-1)} />
            {bounds && <Button icon="sel" label={t('titles.map.all')} onClick={() => port?.fit(bounds, 17)} />}</div>
        </section>
      )}
    </>
  );
};
