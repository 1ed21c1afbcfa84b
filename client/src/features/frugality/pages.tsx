import { useEffect, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useIntl, useT, type MessageKey } from '../../platform/i18n/index.ts';
import { Table } from '../../platform/ui/index.ts';
import { ACCESS, CRITERIA } from './criteria.ts';
import { FIGURES, WEIGHED_ON, type Figure } from './figures.ts';

const Page = ({ name, children }: { name: MessageKey; children: ReactNode }) => {
  const t = useT();
  useEffect(() => { document.title = `${t(name)} · Sommier`; }, [t, name]);
  return <main id="main" className="page"><h1>{t(name)}</h1>{children}</main>;
};
const Held = ({ label, children }: { label: string; children: ReactNode }) => <div className="scroll" tabIndex={0} role="region" aria-label={label}>{children}</div>;

/** How frugal the application is: its weights as the tests last measured them, and the criteria one by one. Open to all. */
export const FrugalityPage = () => {
  const t = useT();
  const intl = useIntl();
  const of = (value: number, most: number) => t('frugality.of', { value: intl.formatNumber(value), most: intl.formatNumber(most) });
  return (
    <Page name="frugality.title">
      <p>{t('frugality.why')}</p>
      {FIGURES.length > 0 && <>
      <h2>{t('frugality.weights')}</h2>
      <p className="small">{t('frugality.weights.how', { day: intl.formatDate(`${WEIGHED_ON}T12:00:00Z`, { dateStyle: 'long' }) })}</p>
      <Held label={t('frugality.weights')}>
        <Table<Figure> label={t('frugality.weights')} rows={FIGURES} keyOf={(f) => f.screen} columns={[
          { key: 'screen', head: t('frugality.screen'), cell: (f) => t(`frugality.screen.${f.screen}` as MessageKey) }, { key: 'nodes', head: t('frugality.nodes'), cell: (f) => of(f.nodes, f.budget.nodes) },
          { key: 'requests', head: t('frugality.requests'), cell: (f) => of(f.requests, f.budget.requests) }, { key: 'kb', head: t('frugality.kilobytes'), cell: (f) => of(f.kilobytes, f.budget.kilobytes) },
          { key: 'index', head: 'EcoIndex', cell: (f) => <bdi dir="ltr">{`${String(f.score)} ${f.grade}`}</bdi> },
        ]} />
      </Held>
      </>}
      <h2>{t('frugality.criteria')}</h2>
      <Held label={t('frugality.criteria')}>
        <Table<(typeof CRITERIA)[number]> label={t('frugality.criteria')} rows={CRITERIA} keyOf={([n]) => n} columns={[
          { key: 'n', head: t('frugality.number'), cell: ([n]) => <bdi dir="ltr">{n}</bdi> }, { key: 'state', head: t('frugality.state'), cell: ([, s]) => t(`frugality.${s}`) }, { key: 'text', head: t('frugality.reason'), className: 'sample', cell: ([, , k]) => t(k) },
        ]} />
      </Held>
      <p><Link to="/accessibility">{t('frugality.access')}</Link></p>
    </Page>
  );
};

/** What of the access to the application was tried, by what, and what was not. Open to all. */
export const AccessPage = () => {
  const t = useT();
  return (
    <Page name="frugality.access">
      <p>{t('frugality.access.why')}</p>
      <Held label={t('frugality.access')}>
        <Table<(typeof ACCESS)[number]> label={t('frugality.access')} rows={ACCESS} keyOf={([, k]) => k} columns={[
          { key: 'state', head: t('frugality.state'), cell: ([s]) => t(`frugality.${s}`) }, { key: 'text', head: t('frugality.reason'), className: 'sample', cell: ([, k]) => t(k) },
        ]} />
      </Held>
      <p>{t('frugality.access.tell')}</p>
      <p><Link to="/frugality">{t('frugality.title')}</Link></p>
    </Page>
  );
};
