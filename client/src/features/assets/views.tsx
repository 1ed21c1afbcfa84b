import { useState, type FormEvent } from 'react';
import { deleteView, listViews, saveView, type SavedView } from '@sommier/domain/views';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { parseRegister, printRegister } from '../../platform/register-view.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Empty, Note, Problem, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import type { Register } from './use-register.ts';

/** Keeps the present filter and order under a name, opens those kept, forgets one's own. */
export const Views = ({ register }: { register: Register }) => {
  const t = useT();
  const say = useToast();
  const mayShare = useCan()('register.write');
  const { code: commune } = useCommune();
  const [open, setOpen] = useState(false);
  const list = useEndpoint(listViews, { params: { commune }, query: { screen: 'register' } }, { enabled: open });
  const save = useChange(saveView, ['listViews']);
  const remove = useChange(deleteView, ['listViews']);
  const { page: _page, ...kept } = register.view;
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    save.mutate({ params: { commune }, body: { screen: 'register', name: String(form.get('name')).trim(), shared: form.get('shared') !== null, search: printRegister(kept), words: register.words || null, shape: register.shape as never } },
      { onSuccess: (v) => { say(t('assets.views.saved', { name: v.name })); setOpen(false); } });
  };
  const take = (v: SavedView) => { register.take(parseRegister(v.search), v.words ?? '', v.shape); setOpen(false); };
  const error = list.error ?? save.error ?? remove.error;
  return (
    <>
      <Button kind="flat" className="out" onClick={() => setOpen(true)}>{t('assets.views')}</Button>
      {open && (
        <Dialog title={t('assets.views')} onClose={() => setOpen(false)}>
          {error && <Problem error={error} />}
          {list.data?.views.length === 0 && <Empty title={t('assets.views.none')} />}
          <ul className="views">{(list.data?.views ?? []).map((v) => (
            <li key={v.id}><button type="button" className="link" onClick={() => take(v)}><bdi>{v.name}</bdi></button>{v.shared && <Tag>{v.mine ? t('assets.views.shared') : v.owner}</Tag>}
              {v.mine && <Button kind="flat" icon="x" label={t('assets.views.delete', { name: v.name })} onClick={() => remove.mutate({ params: { commune, id: v.id } })} />}</li>
          ))}</ul>
          <form className="stack" onSubmit={submit}>
            <TextField label={t('assets.views.name')} name="name" required maxLength={120} autoComplete="off" />
            {mayShare && <Check name="shared">{t('assets.views.share')}</Check>}
            {(register.words || register.shape) && <Note>{t('assets.views.personal')}</Note>}
            <Button kind="main" type="submit" refuse={save.isPending && t('shell.wait')}>{t('assets.views.save')}</Button>
          </form>
        </Dialog>
      )}
    </>
  );
};
