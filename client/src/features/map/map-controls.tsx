import { useEffect, useState } from 'react';
import { ellipsoidalArea, ellipsoidalLength, useDrawing } from '../../map/index.ts';
import { metresPerPixel } from '../../platform/geo.ts';
import { useT, type MessageKey } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { Button, type Icon } from '../../platform/ui/index.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { PlaceBanner } from './place-banner.tsx';
import { useFormat } from './use-format.ts';
import { useWorkspace, type Tool } from './workspace.tsx';

const TOOLS: readonly { tool: Tool; icon: Icon; label: MessageKey }[] = [
  { tool: 'choose', icon: 'sel', label: 'map.tool.choose' }, { tool: 'polygon', icon: 'poly', label: 'map.tool.polygon' },
  { tool: 'circle', icon: 'buf', label: 'map.tool.circle' }, { tool: 'line', icon: 'rule', label: 'map.tool.line' },
];

/** Runs the drawing of the chosen tool; its measure grows under the hand. A closed zone is asked at once. */
const useTool = () => {
  const t = useT();
  const format = useFormat();
  const { port, tool, setTool, setDrawn, change } = useWorkspace();
  const [measure, setMeasure] = useState<string | null>(null);
  const kind = tool === 'choose' ? null : tool;
  useEffect(() => setMeasure(null), [kind]);
  const ready = useDrawing(port, kind, ({ coordinates: ring }, done) => {
    setMeasure(kind === 'line' ? t('map.draw.length', { length: format.length(ellipsoidalLength(ring)) }) : t('map.draw.area', { area: format.ground(ellipsoidalArea([ring])) }));
    if (done && kind !== 'line') {
      setDrawn({ polygon: { type: 'Polygon', coordinates: [ring] } });
      change({ zone: undefined, tab: 'answer', page: undefined });
      setTool('choose');
    }
  });
  return { ready, measure };
};

const ROUND = [1, 2, 5];
/** The longest round length that fits in 88 pixels. */
const scaleBar = (metres: number): { metres: number; pixels: number } => {
  const room = metres * 88;
  const power = 10 ** Math.floor(Math.log10(room));
  const length = (ROUND.filter((r) => r * power <= room).pop() ?? 1) * power;
  return { metres: length, pixels: length / metres };
};

const ScaleBar = () => {
  const t = useT(), format = useFormat();
  const { position } = useWorkspace();
  if (!position) return null;
  const bar = scaleBar(metresPerPixel(position.lat, position.zoom));
  const label = format.length(bar.metres);
  const path = `M4 13v6h${bar.pixels.toFixed(1)}v-6`;
  return (
    <svg className="scale mp" viewBox="0 0 96 26" role="img" aria-label={t('map.scale', { label })}>
      <path className="casing" d={path} /><path className="edge" d={path} /><text x={4 + bar.pixels / 2} y="12" textAnchor="middle">{label}</text>
    </svg>
  );
};

/** What lies on the map: tools, zoom, scale, and one of the answer, the drawing's measure or the placing banner. */
export const MapControls = () => {
  const t = useT();
  const { port, tool, setTool, placing, view, change } = useWorkspace();
  const may = useCan()('register.write');
  const { ready, measure } = useTool();
  return (
    <>
      {!view.edit && (
        <div className="tools" role="toolbar" aria-orientation="vertical" aria-label={t('map.tools')}>
          {TOOLS.map((x) => <Button key={x.tool} icon={x.icon} label={t(x.label)} aria-pressed={tool === x.tool} onClick={() => setTool(x.tool)} />)}
          {may && <Button icon="pen" label={t('map.drawing.open.new')} onClick={() => { setTool('choose'); change({ edit: 'new' }, true); }} />}
        </div>
      )}
      <div className="zoom"><Button icon="plus" label={t('map.zoomin')} onClick={() => port?.zoomBy(1)} /><Button icon="minus" label={t('map.zoomout')} onClick={() => port?.zoomBy(-1)} /></div>
      <ScaleBar />
      {tool !== 'choose' && <p className="measure" role="status" aria-busy={!ready}>{measure && <b>{measure}</b>} {t(ready ? `map.draw.${tool}` : 'map.draw.preparing')}</p>}
      {placing && <PlaceBanner />}
      {!placing && tool === 'choose' && !view.edit && <AnswerPanel />}
    </>
  );
};
