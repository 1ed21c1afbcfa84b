import { useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { Tabs } from '../../platform/ui/index.ts';
import { PersonTab } from './person-tab.tsx';
import { ReadingsTab } from './readings-tab.tsx';
import { YearsTab } from './years-tab.tsx';

const TABS = ['readings', 'person', 'years'] as const;
type Tab = (typeof TABS)[number];

/** Who read what, what is held on one person, how long it is kept. The second is for who may export and erase. */
export const PersonalPage = () => {
  const t = useT();
  const manages = useCan()('personal.manage');
  const [tab, turn] = useState<Tab>('readings');
  return (
    <main id="main" className="page">
      <h1>{t('shell.nav.personal')}</h1>
      <Tabs label={t('personal.tabs')} tabs={TABS.filter((k) => manages || k !== 'person').map((key) => ({ key, label: t(`personal.tab.${key}`) }))} value={tab} onChange={turn} panel="personal-body" />
      <div id="personal-body" role="tabpanel" className="block" tabIndex={0} aria-label={t(`personal.tab.${tab}`)}>
        {tab === 'readings' ? <ReadingsTab /> : tab === 'person' ? <PersonTab /> : <YearsTab />}
      </div>
    </main>
  );
};
