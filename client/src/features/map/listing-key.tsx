import type { ReactNode } from 'react';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useAnswer } from './use-data.ts';

const Sign = ({ children }: { children: ReactNode }) => <svg className="mp" viewBox="0 0 26 16" aria-hidden="true">{children}</svg>;

/** The key of the listings: what a dot means, and inside an answer, what its pie means. */
export const ListingKey = () => {
  const t = useT();
  const intl = useIntl();
  const { data } = useAnswer();
  if (!data) return (
    <ul className="key">
      <li><Sign><circle className="unc" cx="13" cy="8" r="7" /><circle className="dot" cx="13" cy="8" r="4" /></Sign>{t('map.key.present')}</li>
      <li><Sign><circle className="out" cx="13" cy="8" r="2.6" /></Sign>{t('map.key.gone')}</li>
    </ul>
  );
  return (
    <ul className="key">
      <li><Sign><circle className="dot" cx="13" cy="8" r="5.2" /></Sign>{t('map.key.certain')}<b>{intl.formatNumber(data.certain)}</b></li>
      <li><Sign><circle className="ring" cx="13" cy="8" r="6" /><path className="pie" d="M13 8V4.1A3.9 3.9 0 0 1 16.2 10.3Z" /></Sign>{t('map.key.possible')}<b>{intl.formatNumber(data.possible)}</b></li>
    </ul>
  );
};
