import { useState, type FormEvent } from 'react';
import { deleteView, listViews, saveView, type SavedView } from '@sommier/domain/views';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Empty, Note, Problem, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import './views.css';

interface Props { screen: SavedView['screen']; state: { search: string; words: string; shape: unknown }; onTake: (view: SavedView) => void }

/** Keeps the present filter and order of a screen under a name, opens those kept, forgets one's own. */
export const SavedViews = ({ screen, state, onTake }: Props) => {
  const t = useT();
  const say = useToast();
  const mayShare = useCan()('register.write');
  const { code: commune } = useCommune();
  const [open, setOpen] = useState(false);
  const list = useEndpoint(listViews, { params: { commune }, query: { screen } }, { enabled: open });
  const save = useChange(saveView, ['listViews']);
  const remove = useChange(deleteView, ['listViews']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    save.mutate({ params: { commune }, body: { screen, name: String(form.get('name')).trim(), shared: form.get('shared') !== null, search: state.search, words: state.words || null, shape: state.shape as never } },
      { onSuccess: (v) => { say(t('assets.views.saved', { name: v.name })); setOpen(false); } });
  };
  const error = list.error ?? save.error ?? remove.error;
  return (
    <>
      <Button kind="flat" className="out" onClick={() => setOpen(true)}>{t('assets.views')}</Button>
      {open && (
        <Dialog title={t('assets.views')} onClose={() => setOpen(false)}>
          {error && <Problem error={error} />}
          {list.data?.views.length === 0 && <Empty title={t('assets.views.none')} />}
          <ul className="views">{(list.data?.views ?? []).map((v) => (
            <li key={v.id}><button type="button" className="link" onClick={() => { onTake(v); setOpen(false); }}><bdi>{v.name}</bdi></button>{v.shared && <Tag>{v.mine ? t('assets.views.shared') : v.owner}</Tag>}
              {v.mine && <Button kind="flat" icon="x" label={t('assets.views.delete', { name: v.name })} onClick={() => remove.mutate({ params: { commune, id: v.id } })} />}</li>
          ))}</ul>
          <form className="stack" onSubmit={submit}>
            <TextField label={t('assets.views.name')} name="name" required maxLength={120} autoComplete="off" />
            {mayShare && <Check name="shared">{t('assets.views.share')}</Check>}
            {Boolean(state.words || state.shape) && <Note>{t('assets.views.personal')}</Note>}
            <Button kind="main" type="submit" refuse={save.isPending && t('shell.wait')}>{t('assets.views.save')}</Button>
          </form>
        </Dialog>
      )}
    </>
  );
};
