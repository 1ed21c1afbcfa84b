import { useEffect, useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { Tabs } from '../../platform/ui/index.ts';
import { ExtraFields } from './extra-fields.tsx';
import { Lists } from './lists.tsx';
import { Settings } from './settings.tsx';

const PARTS = ['settings', 'lists', 'fields'] as const;
/** What a commune sets for its register: codes and tolerances, its lists, its own fields. */
export const RegisterSettingsPage = () => {
  const t = useT();
  const [part, setPart] = useState<(typeof PARTS)[number]>('settings');
  useEffect(() => { document.title = `${t('references.title')} · Sommier`; }, [t]);
  return (
    <main id="main" className="page">
      <h1>{t('references.title')}</h1>
      <Tabs label={t('references.title')} tabs={PARTS.map((key) => ({ key, label: t(`references.part.${key}`) }))} value={part} onChange={setPart} panel="references-body" />
      <div id="references-body" role="tabpanel" tabIndex={0} aria-label={t(`references.part.${part}`)}>{part === 'settings' ? <Settings /> : part === 'lists' ? <Lists /> : <ExtraFields />}</div>
    </main>
  );
};
