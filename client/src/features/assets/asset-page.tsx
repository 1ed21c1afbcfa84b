import './assets.css';
import { Suspense, useEffect } from 'react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { getAsset, type AssetSheet } from '@sommier/domain/assets';
import { useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Problem, Ref, Tabs, Tag } from '../../platform/ui/index.ts';
import { ASSET_ACTIONS, ASSET_TABS } from './tabs.ts';

/** Code, names and marks: what the reader must know before anything else. */
const Head = ({ a }: { a: AssetSheet }) => {
  const t = useT();
  const code = useCodeText();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  return (
    <div className="assethead">
      <div>
        <p>
          <Link to="/c/$commune/register" params={{ commune }} search={{}}>{t('assets.register')}</Link> <Ref>{a.code}</Ref>
          {a.domainClass && <Tag>{code('code.domain.', a.domainClass)}</Tag>}
          <Tag tone={a.titleState === 'titre_foncier' ? 'ok' : 'warn'}>{a.titleState ? code('code.title.', a.titleState) : t('assets.title.unknown')}</Tag>
          {a.status && <Tag tone={a.status === 'active' ? 'ok' : 'mute'}>{code('code.status.', a.status)}</Tag>}
        </p>
        <h1><bdi>{nameOf(a)}</bdi></h1>
      </div>
      <div className="acts">
        {ASSET_ACTIONS.map((Action, i) => <Suspense key={i}><Action asset={a} /></Suspense>)}
        <Link className="btn i i-here" to="/c/$commune/map" params={{ commune }} search={{ sel: `asset:${a.id}`, ...(a.lon !== null && a.lat !== null ? { at: `${a.lon.toFixed(5)},${a.lat.toFixed(5)},17.00` } : {}) }}>{t('assets.onmap')}</Link>
      </div>
    </div>
  );
};

/** One property: its head, then one tab at a time. The tab stands in the address. */
export const AssetPage = () => {
  const t = useT();
  const { commune, id } = useParams({ from: '/c/$commune/assets/$id' });
  const { tab: wanted } = useSearch({ from: '/c/$commune/assets/$id' });
  const navigate = useNavigate();
  const { data: a, error, refetch } = useEndpoint(getAsset, { params: { commune, id } });
  useEffect(() => { document.title = `${a?.code ?? t('assets.register')} · Sommier`; }, [a?.code, t]);
  const tabs = ASSET_TABS.filter((x) => x.sections.length > 0);
  const tab = tabs.find((x) => x.key === wanted) ?? tabs[0];
  if (!a || !tab) return <main id="main" className="page"><h1 className="vh">{t('assets.one')}</h1>{error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>}</main>;
  const turn = (key: string) => void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, tab: key }) as never, replace: true });
  return (
    <main id="main" className="assetpage">
      <Head a={a} />
      {tabs.length > 1 && <Tabs label={t('assets.tabs')} tabs={tabs.map((x) => ({ key: x.key, label: t(x.label) }))} value={tab.key} onChange={turn} panel="asset-body" />}
      <div className="body" id="asset-body" {...(tabs.length > 1 ? { role: 'tabpanel', 'aria-label': t(tab.label), tabIndex: 0 } : {})}>
        <Suspense fallback={<p role="status">{t('shell.loading')}</p>}>{tab.sections.map((Section, i) => <Section key={`${tab.key}${i}`} asset={a} />)}</Suspense>
      </div>
    </main>
  );
};
