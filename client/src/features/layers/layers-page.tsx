import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { listLayers, titlesOf, type LayerEntry } from '@sommier/domain/layers';
import { styleOf } from '@sommier/domain/style';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT, withWords } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { PortalDialog } from './portal-dialog.tsx';
import { NewDirectory } from './new-directory.tsx';
import './layers.css';

const NewPicture = lazy(withWords('files', async () => ({ default: (await import('./new-picture.tsx')).NewPicture })));

/** The title of any layer: the house's has its words in the style. */
export const useTitleOf = () => {
  const { language } = useLanguage();
  return (l: LayerEntry) => (l.kind === 'built-in' ? styleOf(l.name).title[language] : titlesOf(l)[language]);
};

/** The catalogue: every layer the reader may see, what it is, where it comes from, who reads it. */
export const LayersPage = () => {
  const t = useT();
  const format = useFormat();
  const can = useCan();
  const navigate = useNavigate();
  const { code: commune } = useCommune();
  const titleOf = useTitleOf();
  const [adding, setAdding] = useState(false), [portal, setPortal] = useState(false), [picture, setPicture] = useState(false);
  const { data, error, refetch } = useEndpoint(listLayers, { params: { commune } }, { keep: true });
  useEffect(() => { document.title = `${t('layers.title')} · Sommier`; }, [t]);
  const open = (l: LayerEntry) => void navigate({ to: '/c/$commune/layers/$name', params: { commune, name: l.name } });
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('layers.title')}</h1>
        {can('import.run') && <Link className="btn i i-plus" to="/c/$commune/imports/new" params={{ commune }}>{t('layers.add.file')}</Link>}
        {can('layers.write') && <Button icon="plus" onClick={() => setPicture(true)}>{t('layers.add.picture')}</Button>}
        {can('layers.write') && <Button icon="plus" onClick={() => setAdding(true)}>{t('layers.add.directory')}</Button>}
        {can('layers.share') && <Button onClick={() => setPortal(true)}>{t('layers.portal')}</Button>}</div>
      <p>{t('layers.why')}</p>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('layers.title')}>
        <Table<LayerEntry> label={t('layers.title')} rows={data?.layers ?? []} keyOf={(l) => l.name} onSelect={open} columns={[
          { key: 'title', head: t('layers.col.title'), cell: (l) => <bdi>{titleOf(l)}</bdi> }, { key: 'group', head: t('layers.col.group'), cell: (l) => l.group ?? (l.kind === 'built-in' ? t('layers.house') : '–') },
          { key: 'kind', head: t('layers.col.kind'), cell: (l) => t(l.raster ? 'layers.kind.picture' : l.directory ? 'layers.kind.directory' : `layers.kind.${l.geometryType}`) }, { key: 'count', head: t('layers.col.count'), num: true, cell: (l) => (l.raster ? '–' : format.whole(l.count)) },
          { key: 'source', head: t('layers.col.source'), className: 'spare', cell: (l) => <bdi>{l.source ?? '–'}</bdi> }, { key: 'date', head: t('layers.col.date'), cell: (l) => (l.sourceDate ? format.day(l.sourceDate) : '–') },
          { key: 'licence', head: t('layers.col.licence'), className: 'spare', cell: (l) => l.licence ?? '–' },
          { key: 'rights', head: t('layers.col.rights'), cell: (l) => <>{l.isPublic && <Tag tone="ok">{t('layers.public')}</Tag>} {l.readers ? t('layers.some', { n: l.readers.length }) : t('layers.all')}</> },
        ]} />
      </div>
      {portal && <PortalDialog onClose={() => setPortal(false)} />}
      {picture && <Suspense><NewPicture onClose={() => setPicture(false)} /></Suspense>}
      {adding && <NewDirectory onClose={() => setAdding(false)} onMade={open} />}
    </main>
  );
};
