import type { SearchHit } from '@sommier/domain/search';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT } from '../../platform/i18n/index.ts';
import { writeLayers } from '../../platform/map-view.ts';
import { Palette, type Choice } from '../search/index.ts';
import { useLayerTitle } from './layers-drawer.tsx';
import { useLayers } from './use-data.ts';
import { useWorkspace } from './workspace.tsx';

const useCommands = (): Choice[] => {
  const t = useT();
  const { language, setLanguage } = useLanguage();
  const { change, setTool, setOpen, port } = useWorkspace();
  const layers = useLayers();
  const titleOf = useLayerTitle();
  const bounds = layers.find((l) => l.entry.bounds)?.entry.bounds;
  const command = (key: string, title: string, run: () => void): Choice => ({ key, kind: t('map.kind.command'), title, code: null, detail: null, run });
  return [
    command('polygon', t('map.tool.polygon'), () => setTool('polygon')), command('circle', t('map.tool.circle'), () => setTool('circle')), command('line', t('map.tool.line'), () => setTool('line')),
    command('all', t('map.cmd.all'), () => { if (bounds) port?.fit(bounds, 16); }), command('unlocated', t('map.cmd.unlocated'), () => change({ tab: 'unlocated', page: undefined })),
    command('filter', t('map.filters.title'), () => setOpen('filter')), command('export', t('map.export'), () => setOpen('export')), command('help', t('map.cmd.help'), () => setOpen('help')),
    ...layers.map((l) => command(`layer-${l.name}`, t('map.cmd.layer', { name: titleOf(l) }), () => change({ layers: writeLayers(layers.map((x) => (x.name === l.name ? { ...x, shown: !x.shown } : x))) }))),
    ...LANGUAGES.filter((l) => l !== language).map((l) => command(`lang-${l}`, LANGUAGE_NAMES[l], () => setLanguage(l))),
  ];
};

/** Ctrl+K on the map: what is found is chosen and brought into view; commands are the map's own. */
export const MapPalette = ({ onClose }: { onClose: () => void }) => {
  const { choose, port } = useWorkspace();
  const commands = useCommands();
  const go = (h: SearchHit) => {
    choose({ kind: h.kind === 'occupant' ? 'asset' : h.kind, id: h.id });
    if (h.bounds && h.bounds[0] < h.bounds[2]) port?.fit(h.bounds, 18); else if (h.lon !== null && h.lat !== null) port?.jump(h.lon, h.lat, 17);
  };
  return <Palette commands={commands} go={go} onClose={onClose} />;
};
