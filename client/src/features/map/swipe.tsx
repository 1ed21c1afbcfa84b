import { useEffect, useMemo, useRef, useState } from 'react';
import { loadMap, type MapPort, type Scene } from '../../map/index.ts';
import { useT } from '../../platform/i18n/index.ts';
import { writeLayers } from '../../platform/map-view.ts';
import { Button, SelectField, TextField } from '../../platform/ui/index.ts';
import { useLayerTitle } from './layers-drawer.tsx';
import { readSwipe, sideOf, writeSwipe, type Compared } from './swipe-sides.ts';
import { useLayers } from './use-data.ts';
import { useWorkspace } from './workspace.tsx';
import './swipe.css';

/** What is compared with what; a layer chosen here is also shown. */
const Choice = ({ compared }: { compared: Compared }) => {
  const t = useT();
  const titleOf = useLayerTitle();
  const { change } = useWorkspace();
  const layers = useLayers();
  const choose = (left: string, right: string) => change({ swipe: writeSwipe({ by: 'layers', left, right }), layers: writeLayers(layers.map((l) => (l.name === left || l.name === right ? { ...l, shown: true } : l))) });
  const [left, right] = compared.by === 'layers' ? [compared.left, compared.right] : ['', ''];
  const options = layers.filter((l) => l.entry.raster ?? l.entry.count > 0).map((l) => <option key={l.name} value={l.name}>{titleOf(l)}</option>);
  return (
    <div className="swipebox" role="group" aria-label={t('layers.swipe')}>
      <SelectField label={t('layers.swipe.left')} value={left} onChange={(e) => choose(e.currentTarget.value, right === e.currentTarget.value ? '' : right)}>{compared.by === 'day' && <option value="">{t('layers.swipe.today')}</option>}{options}</SelectField>
      {compared.by === 'layers' && <SelectField label={t('layers.swipe.right')} value={right} onChange={(e) => choose(left, e.currentTarget.value)}><option value="">{t('layers.swipe.without')}</option>{options}</SelectField>}
      <TextField label={t('layers.swipe.day')} type="date" value={compared.by === 'day' ? compared.day : ''} onChange={(e) => { if (/^\d{4}-\d{2}-\d{2}$/.test(e.currentTarget.value)) change({ swipe: `on:${e.currentTarget.value}`, look: 'occ' }); }} />
      <Button kind="flat" icon="x" label={t('layers.swipe.end')} onClick={() => change({ swipe: undefined })} />
    </div>
  );
};

/** The right side over the map: a second map that follows the first, cut at a line one draws by hand or by the arrow keys. */
export const Swipe = ({ scene, compared }: { scene: Scene; compared: string }) => {
  const t = useT();
  const { port } = useWorkspace();
  const [at, setAt] = useState(50);
  const box = useRef<HTMLDivElement>(null);
  const [second, setSecond] = useState<MapPort | null>(null);
  const what = useMemo(() => readSwipe(compared), [compared]);
  const right = useMemo(() => sideOf(scene, what, 'right'), [scene, what]);
  const held = useRef(right);
  held.current = right;
  useEffect(() => {
    const element = box.current;
    if (!port || !element) return undefined;
    let gone = false, off = () => {};
    void loadMap().then(({ createMap }) => {
      if (gone) return;
      const { lon, lat, zoom } = port.position();
      const made = createMap(element, { scene: held.current, at: { lon, lat, zoom }, label: t('layers.swipe.right') });
      const stop = port.onMoving(() => { const p = port.position(); made.jump(p.lon, p.lat, p.zoom); });
      setSecond(made);
      off = () => { stop(); setSecond(null); made.destroy(); };
    });
    return () => { gone = true; off(); };
  }, [port]);
  useEffect(() => { second?.show(right); }, [second, right]);
  return (
    <>
      <div className="swipe" data-ready={second ? true : undefined} style={{ '--at': `${at}%` } as React.CSSProperties}>
        <div className="canvas" ref={box} aria-hidden="true" />
        <span className="cut" />
        <input type="range" min="0" max="100" value={at} aria-label={t('layers.swipe.line')} aria-valuetext={t('layers.swipe.at', { left: at })} onChange={(e) => setAt(Number(e.currentTarget.value))} onKeyDown={(e) => e.stopPropagation()} />
      </div>
      <Choice compared={what} />
    </>
  );
};
