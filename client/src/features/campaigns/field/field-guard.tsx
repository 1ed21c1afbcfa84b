import './field.css';
import { useEffect, useState } from 'react';
import { Navigate, useLocation, useParams } from '@tanstack/react-router';
import { getSession } from '@sommier/domain/people';
import { can } from '@sommier/domain/shared';
import { call, ProblemError } from '../../../platform/call.ts';
import { useT } from '../../../platform/i18n/index.ts';
import { Empty, Note } from '../../../platform/ui/index.ts';
import { packsOf, type KeptPack } from './db.ts';
import { FieldStore } from './field-store.ts';
import { FieldScreen } from './field-screen.tsx';
import { FieldContext } from './use-field.ts';

type Entry = { kind: 'waiting' } | { kind: 'in'; store: FieldStore } | { kind: 'out' } | { kind: 'refused' } | { kind: 'nothing' };

/** Who works here: the session's person; without a network, the one who took sheets of this commune along. */
const enter = async (commune: string): Promise<{ entry: Entry; kept: KeptPack['pack'] | null }> => {
  const packs = await packsOf(commune).catch(() => []);
  try {
    const session = await call(getSession, {}, { replay: false });
    const mine = session.communes.find((c) => c.code === commune);
    if (!mine || !can(mine.role, 'campaign.survey')) return { entry: { kind: 'refused' }, kept: null };
    const store = new FieldStore({ commune, person: session.person.id, name: session.person.name });
    return { entry: { kind: 'in', store }, kept: packs.find((p) => p.owner === store.owner)?.pack ?? null };
  } catch (cause) {
    if (cause instanceof ProblemError && cause.status === 401) return { entry: { kind: 'out' }, kept: null };
    const [pack] = packs;
    if (!pack || packs.length > 1) return { entry: { kind: 'nothing' }, kept: null };
    return { entry: { kind: 'in', store: new FieldStore({ commune, person: pack.person, name: pack.name }) }, kept: pack.pack };
  }
};

/** The page of the ground. It stands outside the frame of the other screens: it must open where no server answers. */
export const FieldPage = () => {
  const t = useT();
  const { commune } = useParams({ from: '/c/$commune/field' });
  const { href } = useLocation();
  const [entry, setEntry] = useState<Entry>({ kind: 'waiting' });
  useEffect(() => {
    let gone = false;
    let made: FieldStore | undefined;
    void enter(commune).then(({ entry: next, kept }) => {
      if (gone) return;
      if (next.kind === 'in') { made = next.store; void made.start(kept); }
      setEntry(next);
    });
    document.title = `${t('field.title')} · Sommier`;
    return () => { gone = true; made?.stop(); };
  }, [commune]);
  if (entry.kind === 'out') return <Navigate to="/signin" search={(s) => ({ ...s, next: href })} replace />;
  if (entry.kind === 'in') return <FieldContext value={entry.store}><FieldScreen /></FieldContext>;
  return (
    <main id="main" className="fieldpage">
      <h1 className="vh">{t('field.title')}</h1>
      {entry.kind === 'waiting' ? <p role="status" className="pad">{t('shell.loading')}</p> : entry.kind === 'refused' ? <Note tone="warn">{t('field.refused')}</Note> : <Empty title={t('field.nothing')} why={t('field.nothing.why')} />}
    </main>
  );
};
