import type { Lead } from '@sommier/domain/leads';
import { useLanguage } from '../../platform/i18n/index.ts';

/** Premises by their own name and that of what they stand in: « Logement n° 1 » alone names half the town. */
export const usePlaceOf = (): ((a: Lead['asset']) => string) => {
  const { language } = useLanguage();
  return (a) => {
    const [own, site] = language === 'ar' ? [a.nameAr ?? a.name, a.siteNameAr ?? a.siteName] : [a.name, a.siteName];
    return site === null ? own : `${own}${language === 'ar' ? '، ' : ', '}${site}`;
  };
};
