import { useState } from 'react';
import { binDocument, documentContent, documentThumbnail, isPicture, restoreDocument, type Document } from '@sommier/domain/documents';
import { urlOf } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Ref, Table, Tag, useToast, type Column } from '../../platform/ui/index.ts';
import { weightText } from '../../platform/weight.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { TOUCHES } from './use-documents.ts';

export const Validity = ({ d }: { d: Document }) => {
  const t = useT();
  const format = useFormat();
  if (d.validity === 'none') return null;
  const tone = d.validity === 'expired' ? 'bad' : d.validity === 'valid' ? 'ok' : 'warn';
  return <Tag tone={tone}>{t(`documents.validity.${d.validity}`)}{d.validUntil && d.validity !== 'future' ? <> <Ref>{format.day(d.validUntil)}</Ref></> : null}</Tag>;
};

const Acts = ({ d, mayWrite, onChange }: { d: Document; mayWrite: boolean; onChange: (d: Document) => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const bin = useChange(binDocument, TOUCHES);
  const restore = useChange(restoreDocument, TOUCHES);
  const params = { commune, id: d.id };
  if (!mayWrite) return null;
  if (d.deletedAt !== null) return <Button kind="flat" icon="undo" label={t('documents.restore.of', { title: d.title })} onClick={() => restore.mutate({ params })} />;
  const drop = () => bin.mutate({ params }, { onSuccess: () => say(t('documents.binned', { title: d.title }), { label: t('documents.undo'), run: () => restore.mutate({ params }) }) });
  return <><Button kind="flat" icon="pen" label={t('documents.change.of', { title: d.title })} onClick={() => onChange(d)} /><Button kind="flat" icon="x" label={t('documents.bin.of', { title: d.title })} onClick={drop} /></>;
};

/** Photos as pictures, papers as lines; one page of either. Names are links to the file, given by right. */
export const DocumentList = ({ rows, mayWrite, where }: { rows: readonly Document[]; mayWrite: boolean; where?: (d: Document) => React.ReactNode }) => {
  const t = useT();
  const intl = useIntl();
  const format = useFormat();
  const { code: commune } = useCommune();
  const [changing, change] = useState<Document | null>(null);
  const content = (d: Document) => urlOf(documentContent, { params: { commune, id: d.id }, query: isPicture(d.media) ? { inline: 'yes' } : {} });
  const thumb = (d: Document) => urlOf(documentThumbnail, { params: { commune, id: d.id } });
  const shots = where ? [] : rows.filter((d) => isPicture(d.media) && d.thumbnail);
  const papers = rows.filter((d) => !shots.includes(d));
  const columns: Column<Document>[] = [
    { key: 'thumb', head: <span className="vh">{t('documents.preview')}</span>, cell: (d) => (d.thumbnail ? <img className="thumb" src={thumb(d)} alt="" loading="lazy" /> : null) },
    { key: 'title', head: t('documents.name'), className: 'wrap', cell: (d) => <a href={content(d)} target="_blank" rel="noreferrer"><bdi>{d.title}</bdi></a> },
    ...(where ? [{ key: 'where', head: t('documents.subject'), cell: where }] : []),
    { key: 'kind', head: t('documents.kind'), cell: (d) => <>{t(`documents.kind.${d.kind}`)}{d.restricted && <> <Tag tone="info">{t('documents.restricted.tag')}</Tag></>}</> },
    { key: 'dated', head: t('documents.dated'), cell: (d) => <Ref>{format.day(d.dated)}</Ref> },
    { key: 'validity', head: t('documents.validity'), cell: (d) => <Validity d={d} /> },
    { key: 'size', head: t('documents.size'), num: true, cell: (d) => <>{d.pages !== null ? `${t('documents.pages.n', { n: d.pages })} · ` : ''}{weightText(intl, d.bytes)}</> },
    ...(mayWrite ? [{ key: 'acts', head: <span className="vh">{t('documents.acts')}</span>, className: 'acts', cell: (d: Document) => <Acts d={d} mayWrite={mayWrite} onChange={change} /> }] : []),
  ];
  return (
    <>
      {shots.length > 0 && <div className="shots">{shots.map((d) => (
        <figure key={d.id}>
          <a href={content(d)} target="_blank" rel="noreferrer"><img src={thumb(d)} alt={d.title} loading="lazy" /></a>
          <figcaption><bdi title={d.title}>{d.title}</bdi><span className="row"><Ref>{format.day(d.takenAt ?? d.dated ?? d.createdAt)}</Ref><span><Acts d={d} mayWrite={mayWrite} onChange={change} /></span></span></figcaption>
        </figure>
      ))}</div>}
      {papers.length > 0 && <div className="scroll papers" tabIndex={0} role="region" aria-label={t('documents.title')}><Table<Document> label={t('documents.title')} rows={papers} keyOf={(d) => d.id} columns={columns} /></div>}
      {changing && <ChangeDialog document={changing} onClose={() => change(null)} />}
    </>
  );
};
