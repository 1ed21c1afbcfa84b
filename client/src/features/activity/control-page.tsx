import { useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { Tabs } from '../../platform/ui/index.ts';
import { FiguresTab } from './figures-tab.tsx';
import { FollowTab } from './follow-tab.tsx';
import { HeldTab } from './held-tab.tsx';
import { VacantTab } from './vacant-tab.tsx';
import { ZonesTab } from './zones-tab.tsx';
import './activity.css';

const TABS = ['figures', 'zones', 'follow', 'vacant', 'held'] as const;
type Key = (typeof TABS)[number];

/** Control and follow-up of platform activity: three figures with their gaps, zones side by side, captures in time, what vacant premises might bring, and what waits for a decision. */
export const ControlPage = () => {
  const t = useT();
  const [tab, choose] = useState<Key>('figures');
  return (
    <main id="main" className="page control">
      <h1>{t('activity.title')}</h1>
      <Tabs label={t('activity.title')} tabs={TABS.map((key) => ({ key, label: t(`activity.tab.${key}`) }))} value={tab} onChange={choose} panel="control" />
      <div id="control" role="tabpanel" className="stack">{tab === 'figures' ? <FiguresTab /> : tab === 'zones' ? <ZonesTab /> : tab === 'follow' ? <FollowTab /> : tab === 'vacant' ? <VacantTab /> : <HeldTab />}</div>
    </main>
  );
};
