import { useState, type FormEvent } from 'react';
import { isLegalList, listReferences, REFERENCE_LISTS, removeReference, saveReference, type ReferenceItem, type ReferenceList } from '@sommier/domain/references';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Note, Problem, Ref, SelectField, Table, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { emptyLabels, LabelFields, labelsOf } from './label-fields.tsx';

const ItemDialog = ({ list, item, next, onClose }: { list: ReferenceList; item: ReferenceItem | null; next: number; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [labels, setLabels] = useState(item ? labelsOf(item.labels) : emptyLabels);
  const may = useCan()('register.rules');
  const save = useChange(saveReference, ['listReferences', 'registerLists', 'getSession']);
  const remove = useChange(removeReference, ['listReferences', 'registerLists', 'getSession']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    save.mutate({ params: { commune, list, code: item?.code ?? text('code') }, body: { labels, active: legal || form.get('active') !== null, position: Number(text('position')) || 0, basis: text('basis') || null } }, { onSuccess: () => { say(t('references.saved')); onClose(); } });
  };
  const error = save.error ?? remove.error;
  const legal = isLegalList(list);
  return (
    <Dialog title={t(item ? 'references.code.edit' : 'references.code.add')} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        {error && <Problem error={error} />}
        <TextField label={t('references.code')} name="code" dir="ltr" defaultValue={item?.code ?? ''} required disabled={!!item} pattern="[a-z0-9][a-z0-9_.\-]{0,59}" hint={t('references.code.hint')} />
        <LabelFields value={labels} onChange={setLabels} />
        <div className="pair"><TextField label={t('references.position')} name="position" type="number" min={0} max={100000} defaultValue={item?.position ?? next} /><TextField label={t('references.basis')} name="basis" defaultValue={item?.basis ?? ''} maxLength={200} /></div>
        {!legal && <Check name="active" defaultChecked={item?.active ?? true}>{t('references.active')}</Check>}
        <div className="row"><Button kind="main" type="submit" refuse={(!may && t('references.may')) || (save.isPending && t('shell.wait'))}>{t('references.save')}</Button>
          {item && !legal && may && <Button kind="bad" refuse={item.uses > 0 && t('references.used', { n: item.uses })} onClick={() => remove.mutate({ params: { commune, list, code: item.code } }, { onSuccess: onClose })}>{t('references.remove')}</Button>}</div>
      </form>
    </Dialog>
  );
};

/** One list at a time: its codes, how many properties carry each, and the way to add, reword, retire or remove. */
export const Lists = () => {
  const t = useT();
  const may = useCan()('register.rules');
  const format = useFormat();
  const { language } = useLanguage();
  const [list, setList] = useState<ReferenceList>('domain_class');
  const [open, setOpen] = useState<ReferenceItem | 'new' | null>(null);
  const { data, error, refetch } = useEndpoint(listReferences, { params: { commune: useCommune().code } }, { keep: true });
  const items = (data?.items ?? []).filter((i) => i.list === list);
  return (
    <div className="stack">
      <div className="row"><SelectField label={t('references.list')} value={list} onChange={(e) => setList(e.currentTarget.value as ReferenceList)}>{REFERENCE_LISTS.map((l) => <option key={l} value={l}>{t(`references.list.${l}`)}</option>)}</SelectField>{!isLegalList(list) && may && <Button icon="plus" onClick={() => setOpen('new')}>{t('references.code.add')}</Button>}</div>
      {isLegalList(list) && <Note>{t('references.legal.why')}</Note>}
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <div className="scroll" tabIndex={0} role="region" aria-label={t(`references.list.${list}`)}>
        <Table<ReferenceItem> label={t(`references.list.${list}`)} rows={items} keyOf={(i) => i.code} onSelect={setOpen} columns={[
          { key: 'code', head: t('references.code'), cell: (i) => <Ref>{i.code}</Ref> }, { key: 'fr', head: t('references.words'), cell: (i) => <bdi>{i.labels[language]}</bdi> },
          { key: 'other', head: t('references.words.others'), cell: (i) => <bdi>{(['fr', 'ar', 'en'] as const).filter((l) => l !== language).map((l) => i.labels[l]).join(' · ')}</bdi> },
          { key: 'country', head: t('references.country'), cell: (i) => <Ref>{i.country ?? '–'}</Ref> }, { key: 'uses', head: t('references.uses'), num: true, cell: (i) => format.whole(i.uses) },
          { key: 'state', head: t('references.state'), cell: (i) => <Tag tone={i.active ? 'ok' : 'mute'}>{t(i.active ? 'references.state.active' : 'references.state.retired')}</Tag> },
        ]} />
      </div>
      {open && <ItemDialog key={open === 'new' ? 'new' : open.code} list={list} item={open === 'new' ? null : open} next={(items.at(-1)?.position ?? 0) + 10} onClose={() => setOpen(null)} />}
    </div>
  );
};
