import { useEffect, useState } from 'react';
import { signOut } from '@sommier/domain/people';
import { call } from '../../../platform/call.ts';
import { useLanguage, useT } from '../../../platform/i18n/index.ts';
import { queryClient } from '../../../platform/query.ts';
import { Button, Note } from '../../../platform/ui/index.ts';
import type { KeptVisit } from './db.ts';
import { wipeDevice } from './db.ts';
import { QueueView } from './queue-view.tsx';
import { SheetList } from './sheet-list.tsx';
import { useField } from './use-field.ts';
import { useInstall } from './use-install.ts';
import { VisitForm } from './visit-form.tsx';
import { forgetWorkers, registerWorker } from './worker.ts';

type View = { kind: 'list' } | { kind: 'queue' } | { kind: 'leave' } | { kind: 'visit'; client: string };

const useWorker = (commune: string): (() => void) | null => {
  const [reload, setReload] = useState<(() => void) | null>(null);
  useEffect(() => { void registerWorker(commune, (go) => setReload(() => go)).catch(() => undefined); }, [commune]);
  return reload;
};

/** What waits would be lost: said with its count, before anything goes. */
const Leave = ({ onBack }: { onBack: () => void }) => {
  const t = useT();
  const { unsent, store } = useField();
  const leave = async () => {
    store.stop();
    await wipeDevice();
    await forgetWorkers();
    await call(signOut, {}, { replay: false }).catch(() => undefined);
    queryClient.clear();
    location.assign('/signin');
  };
  return (
    <div className="stack pad">
      <h2>{t('field.leave')}</h2>
      {unsent > 0 ? <Note tone="bad">{t('field.leave.unsent', { n: unsent })}</Note> : <Note>{t('field.leave.why')}</Note>}
      {unsent > 0 && <Button kind="main" large onClick={() => void store.send()}>{t('field.send')}</Button>}
      <Button kind="bad" large onClick={() => void leave()}>{t(unsent > 0 ? 'field.leave.anyway' : 'field.leave.go')}</Button>
      <Button large onClick={onBack}>{t('field.back')}</Button>
    </div>
  );
};

/** One thing at a time: the list with its map, a visit, the queue. The line at the head always says what is unsent. */
export const FieldScreen = () => {
  const t = useT();
  const { language } = useLanguage();
  const { pack, visits, unsent, online, sending, stale, ready, store } = useField();
  const [view, setView] = useState<View>(() => (new URLSearchParams(location.search).has('leave') ? { kind: 'leave' } : { kind: 'list' }));
  const reload = useWorker(store.who.commune);
  const install = useInstall(store.who.commune);
  // A tab killed in the middle of a visit opens on it again.
  const KEY = `sommier.field.at.${store.owner}`;
  useEffect(() => { const at = localStorage.getItem(KEY); if (at && visits.some((v) => v.client === at && v.draft)) setView((v) => (v.kind === 'list' ? { kind: 'visit', client: at } : v)); }, [visits.length > 0]);
  const open = (visit: KeptVisit) => { void store.keepVisit(visit).then(() => { localStorage.setItem(KEY, visit.client); setView({ kind: 'visit', client: visit.client }); }); };
  const toList = () => { localStorage.removeItem(KEY); setView({ kind: 'list' }); };
  const current = view.kind === 'visit' ? visits.find((v) => v.client === view.client) : undefined;
  return (
    <main id="main" className="fieldpage" lang={language}>
      <header className="fieldbar">
        <h1>{t('field.title')}</h1>
        <span className={online ? 'net' : 'net off'} role="status">{t(online ? (sending ? 'field.sending' : 'field.online') : 'field.offline')}</span>
        <button type="button" className="fieldqueue" title={t('field.queue.label', { n: unsent })} onClick={() => setView({ kind: 'queue' })}>{ready ? t('field.queue.n', { n: unsent }) : '…'}</button>
        <button type="button" className="fieldqueue" onClick={() => setView({ kind: 'leave' })}>{t('shell.signout')}</button>
      </header>
      {reload && <Note tone="warn"><p>{t('field.newer')}</p><Button large onClick={reload}>{t('field.newer.take')}</Button></Note>}
      {install && view.kind === 'list' && <div className="pad"><Button large icon="dl" onClick={install}>{t('field.install')}</Button></div>}
      {stale && pack && view.kind === 'list' && <p className="small pad" role="status">{t('field.asof', { at: new Date(pack.at) })}</p>}
      {view.kind === 'leave' && <Leave onBack={toList} />}
      {view.kind === 'queue' && <QueueView onBack={toList} onOpen={(v) => open({ ...v, draft: true })} />}
      {view.kind === 'list' && (pack ? <SheetList pack={pack} onOpen={open} /> : <p className="pad" role="status">{t(stale ? 'field.nothing.why' : 'shell.loading')}</p>)}
      {view.kind === 'visit' && current && pack && <VisitForm key={current.client} visit={current} pack={pack} onLeave={toList} />}
    </main>
  );
};
