import { OCCUPANCY_LOOKS } from '@sommier/domain/style';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useWorkspace } from './workspace.tsx';

/** What the properties are coloured by: their legal status, or who occupies them today. */
export const LookChoice = () => {
  const t = useT();
  const { view, change } = useWorkspace();
  return (
    <select aria-label={t('map.look')} value={view.look ?? 'legal'} onChange={(e) => change({ look: e.currentTarget.value === 'occ' ? 'occ' : undefined })}>
      <option value="legal">{t('map.look.legal')}</option><option value="occ">{t('map.look.occ')}</option>
    </select>
  );
};

/** The legend of occupancy: each state with its letter and its pattern. */
export const OccupancyKey = () => {
  const t = useT();
  const { language } = useLanguage();
  return <ul className="occkey">{OCCUPANCY_LOOKS.map((o) => <li key={o.id}><i className={`occsw2 ${o.id}`} aria-hidden="true">{o.letter}</i>{o.text[language]}</li>)}<li><i className="occsw2 unknown" aria-hidden="true" />{t('occ.state.unknown')}</li></ul>;
};
