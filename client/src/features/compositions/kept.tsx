import { useState, type FormEvent } from 'react';
import { deleteComposition, listCompositions, saveComposition, type Composition } from '@sommier/domain/compositions';
import { useT } from '../../platform/i18n/index.ts';
import { COMPOSED } from '../../platform/map-view.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Problem, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { lookAt, stateOf, type MapHere } from './compositions.tsx';
import { Share } from './share.tsx';

/** Maps kept under a name: the present one is added, one's own are shared or forgotten. */
export const Kept = ({ view, change, port, onClose }: MapHere & { onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const mayShare = useCan()('layers.write');
  const { code: commune } = useCommune();
  const [sharing, setSharing] = useState<string | null>(null);
  const list = useEndpoint(listCompositions, { params: { commune } });
  const save = useChange(saveComposition, ['listCompositions']);
  const remove = useChange(deleteComposition, ['listCompositions']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = e.currentTarget, fields = new FormData(form);
    const state = Object.fromEntries(COMPOSED.flatMap((key) => (view[key] ? [[key, view[key]]] : [])));
    save.mutate({ params: { commune }, body: { name: String(fields.get('name')).trim(), note: String(fields.get('note')).trim() || null, state } }, { onSuccess: (c) => { say(t('layers.comp.kept', { name: c.name })); form.reset(); } });
  };
  const take = (c: Composition) => { change({ ...stateOf(c.state), ...(c.unread ? { comp: c.id } : {}) }, true); lookAt(port, c.state.at); onClose(); };
  const copy = (c: Composition) => { void navigator.clipboard.writeText(`${location.origin}/c/${commune}/map?comp=${c.id}`).then(() => say(t('layers.comp.copied'))); };
  const error = list.error ?? save.error ?? remove.error;
  return (
    <>
      {error && <Problem error={error} />}
      {list.data?.compositions.length === 0 && <Empty title={t('layers.comp.none')} why={t('layers.comp.none.why')} />}
      <ul>{(list.data?.compositions ?? []).map((c) => (
        <li key={c.id}>
          <button type="button" className="link" onClick={() => take(c)}><bdi>{c.name}</bdi></button>
          {!c.mine && <Tag><bdi>{c.owner}</bdi></Tag>}{c.mine && c.readers.length > 0 && <Tag tone="ok">{c.until ? t('layers.comp.shared.until', { day: c.until }) : t('layers.comp.shared')}</Tag>}{c.note && <span className="small">{c.note}</span>}
          <Button kind="flat" onClick={() => copy(c)}>{t('layers.comp.copy')}</Button>
          {c.mine && mayShare && <Button kind="flat" aria-expanded={sharing === c.id} onClick={() => setSharing(sharing === c.id ? null : c.id)}>{t('layers.comp.share')}</Button>}
          {c.mine && <Button kind="flat" icon="x" label={t('layers.comp.forget', { name: c.name })} onClick={() => remove.mutate({ params: { commune, id: c.id } })} />}
          {sharing === c.id && <Share key={c.version} composition={c} onDone={() => setSharing(null)} />}
        </li>
      ))}</ul>
      <form className="stack" onSubmit={submit}>
        <div className="pair"><TextField label={t('layers.comp.name')} name="name" required maxLength={120} autoComplete="off" /><TextField label={t('layers.comp.note')} name="note" maxLength={2000} autoComplete="off" /></div>
        <p className="small">{t('layers.comp.what')}</p>
        <div className="row"><Button kind="main" type="submit" refuse={save.isPending && t('shell.wait')}>{t('layers.comp.save')}</Button></div>
      </form>
    </>
  );
};
