import { getFactor, signOut } from '@sommier/domain/people';
import { call } from '../../platform/call.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { queryClient, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note } from '../../platform/ui/index.ts';
import { FactorSection } from './factor.tsx';

const leave = async (): Promise<void> => {
  await call(signOut, {}, { replay: false }).catch(() => undefined);
  queryClient.clear();
  location.assign(`/signin?next=${encodeURIComponent(location.pathname)}`);
};

/** In the place of every screen of a commune that asks a second factor of her role, until her session has one. */
export const FactorGate = () => {
  const t = useT();
  const { language } = useLanguage();
  const { name, nameAr } = useCommune();
  const factor = useEndpoint(getFactor, {});
  const again = factor.data && (factor.data.enrolled || !factor.data.localPassword);
  return (
    <main id="main" className="page">
      <h1>{t('factor.gate')}</h1>
      <Note tone="warn"><p>{t('factor.gate.why', { commune: language === 'ar' && nameAr ? nameAr : name })}</p></Note>
      {again ? <><p>{t(factor.data.enrolled ? 'factor.gate.again' : 'factor.gate.provider')}</p><div><Button kind="main" onClick={() => void leave()}>{t('factor.gate.out')}</Button></div></> : <FactorSection />}
    </main>
  );
};
