import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { SearchHit } from '@sommier/domain/search';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Palette, type Choice } from './palette.tsx';

/** The palette of every screen but the map, which has its own: a property opens on its page, the rest on the map. `screens` are those of the bar. */
export const FramePalette = ({ screens, onClose }: { screens: readonly { label: string; run: () => void }[]; onClose: () => void }) => {
  const t = useT();
  const navigate = useNavigate();
  const { language, setLanguage } = useLanguage();
  const { code: commune } = useCommune();
  const go = (h: SearchHit) => void (h.kind === 'asset' || h.kind === 'occupant'
    ? navigate({ to: '/c/$commune/assets/$id', params: { commune, id: h.id }, search: {} })
    : navigate({ to: '/c/$commune/map', params: { commune }, search: { sel: `${h.kind}:${h.id}`, ...(h.lon !== null && h.lat !== null ? { at: `${h.lon.toFixed(5)},${h.lat.toFixed(5)},17.00` } : {}) } }));
  const commands = useMemo((): Choice[] => [
    ...screens.map((s) => ({ key: `screen-${s.label}`, kind: t('map.kind.command'), title: s.label, code: null, detail: null, run: s.run })),
    ...LANGUAGES.filter((l) => l !== language).map((l) => ({ key: `lang-${l}`, kind: t('map.kind.command'), title: LANGUAGE_NAMES[l], code: null, detail: null, run: () => setLanguage(l) })),
  ], [screens, language, setLanguage, t]);
  return <Palette commands={commands} go={go} onClose={onClose} />;
};
