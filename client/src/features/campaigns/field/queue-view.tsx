import { useNameOf } from '../../../platform/format.ts';
import { useT } from '../../../platform/i18n/index.ts';
import { Button, Empty, Note, Tag } from '../../../platform/ui/index.ts';
import type { KeptVisit } from './db.ts';
import { useField } from './use-field.ts';

/** All that stands on the device and what has become of it; nothing leaves the list before the server has it. */
export const QueueView = ({ onBack, onOpen }: { onBack: () => void; onOpen: (v: KeptVisit) => void }) => {
  const t = useT();
  const nameOf = useNameOf();
  const { visits, photos, unsent, online, sending, store } = useField();
  const rows = visits.map((v) => ({ v, own: photos.filter((p) => p.client === v.client) })).sort((a, b) => b.v.at.localeCompare(a.v.at));
  return (
    <div className="pad stack">
      <h2>{t('field.queue.label', { n: unsent })}</h2>
      {!online && <Note tone="warn">{t('field.queue.offline')}</Note>}
      <Button kind="main" large refuse={(unsent === 0 && t('field.queue.empty')) || (!online && t('field.offline')) || (sending && t('shell.wait'))} onClick={() => void store.send()}>{t('field.send')}</Button>
      {rows.length === 0 && <Empty title={t('field.queue.empty')} why={t('field.queue.why')} />}
      <ul className="sheets">
        {rows.map(({ v, own }) => {
          const waiting = own.filter((p) => p.document === null).length;
          const state = v.draft ? 'draft' : v.refused ? 'refused' : v.sent < v.revision || waiting > 0 ? 'queued' : 'sent';
          return (
            <li key={v.client}>
              <button type="button" onClick={() => onOpen(v)}><b><bdi>{nameOf({ name: v.label, nameAr: v.labelAr ?? null }) || t('field.found.unnamed')}</bdi></b><span className="small">{t('field.queue.photos', { sent: own.length - waiting, all: own.length })}</span><Tag tone={state === 'sent' ? 'ok' : state === 'refused' ? 'bad' : state === 'draft' ? 'warn' : 'info'}>{t(`field.state.${state}`)}</Tag></button>
              {v.refused && <Note tone="bad"><p>{v.refused}</p><Button large onClick={() => void store.dropVisit(v.client)}>{t('field.queue.drop')}</Button></Note>}
              {own.filter((p) => p.refused).map((p) => <Note key={p.id} tone="bad"><p>{p.refused}</p><Button large onClick={() => void store.dropPhoto(p.id)}>{t('field.queue.drop.photo')}</Button></Note>)}
            </li>
          );
        })}
      </ul>
      <Button large onClick={onBack}>{t('field.back')}</Button>
    </div>
  );
};
