import { lazy, Suspense, useState, type FormEvent } from 'react';
import { createAsset, FIELD_GROUPS, getAsset, similarAssets, updateAsset, type AssetChange, type AssetSheet, type NewAsset, type SimilarAsset } from '@sommier/domain/assets';
import { proposeChange } from '@sommier/domain/reviews';
import { currencyExponent } from '@sommier/domain/shared';
import { call, ProblemError } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, TextField, useToast } from '../../platform/ui/index.ts';
import { AssetPicker, type PickedAsset } from './asset-picker.tsx';
import { ChargesInput, ExtraInput, FieldInput } from './form-fields.tsx';
import { changeOf, EDITABLE, rebased, typedOf, type Faults, type Typed } from './form-state.ts';
import { Similar } from './similar.tsx';
import { useDraft } from './use-draft.ts';
import { useLists } from '../../platform/register-lists.ts';

const ConflictDialog = lazy(async () => ({ default: (await import('../history/index.ts')).ConflictDialog }));

interface Props { /** The property to correct; without it a new one is made. */ asset?: AssetSheet; parent?: PickedAsset | null; onDone: (asset: AssetSheet) => void; onLeave: () => void }

/** The form of a property by groups of fields. What is typed is kept in this browser until it is saved or given up; a save says which version it starts from. */
export const AssetForm = ({ asset, parent, onDone, onLeave }: Props) => {
  const t = useT();
  const say = useToast();
  const format = useFormat();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const { extra } = useLists();
  const [base, setBase] = useState<Partial<AssetSheet>>(asset ?? (parent ? { parentId: parent.id } : {}));
  const empty = typedOf({}, exponent);
  const first = typedOf(base, exponent);
  const draft = useDraft<Typed>(`sommier:draft:${commune}:asset:${asset?.id ?? `new${parent ? `:${parent.id}` : ''}`}`, first, rebased);
  const { state } = draft;
  const [above, setAbove] = useState<PickedAsset | null>(asset?.parent ?? parent ?? null);
  const [faults, setFaults] = useState<Faults>({});
  const [similar, setSimilar] = useState<SimilarAsset[] | null>(null);
  const create = useChange(createAsset, ['listAssets', 'findAssets', 'getAssetFacets', 'listLayers', 'openWorkspace']);
  const update = useChange(updateAsset, ['listAssets', 'findAssets', 'getAssetFacets', 'getAsset']);
  const propose = useChange(proposeChange, ['getReview', 'listProposals', 'countReviews']);
  const proposes = asset?.review === 'validated';
  const error = create.error ?? update.error ?? propose.error;
  const theirs = error?.status === 412 ? error.detail['present'] as AssetSheet | undefined : undefined;
  const put = (patch: Partial<Typed>) => draft.set({ ...state, ...patch });
  const fault = (key: string): string | undefined => {
    if (faults[key]) return t(faults[key] === 'whole' ? 'assets.fault.whole' : 'assets.fault.number');
    return error?.issues.find((i) => i.path === `body.${key}`)?.message;
  };
  const other = (key: string): string | undefined => {
    if (!theirs) return undefined;
    const now = typedOf(theirs, exponent).values[key] ?? '', then = first.values[key] ?? '';
    return now === then ? undefined : t('assets.stale.theirs', { value: now || '–' });
  };
  const finish = (made: AssetSheet, words: string) => { draft.drop(); queryClient.setQueryData([getAsset.id, { params: { commune, id: made.id } }], made); say(words); onDone(made); };
  const save = async (sure: boolean) => {
    const { change, faults: wrong } = changeOf(state, asset ? first : empty, extra, exponent);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    if (asset && proposes) { propose.mutate({ params: { commune, id: asset.id }, body: { change }, options: { headers: { 'if-match': `"v${base.version ?? asset.version}"` } } }, { onSuccess: () => { draft.drop(); say(t('reviews.proposed')); onLeave(); } }); return; }
    if (asset) { update.mutate({ params: { commune, id: asset.id }, body: change, options: { headers: { 'if-match': `"v${base.version ?? asset.version}"` } } }, { onSuccess: (made) => finish(made, t('assets.saved')) }); return; }
    const body: NewAsset = { ...change, name: state.values['name']?.trim() ?? '', ...(state.code.trim() ? { code: state.code.trim() } : {}) };
    if (!sure) {
      const seek = { code: body.code, inventoryNumber: body.inventoryNumber ?? undefined, titleNumber: body.titleNumber ?? undefined, name: body.name, address: body.address ?? undefined };
      const { rows } = await call(similarAssets, { params: { commune }, body: Object.fromEntries(Object.entries(seek).filter(([, v]) => v !== undefined)) }).catch((e: unknown) => { if (e instanceof ProblemError) return { rows: [] }; throw e; });
      setSimilar(rows);
      if (rows.length > 0) return;
    }
    create.mutate({ params: { commune }, body }, { onSuccess: (made) => finish(made, t('assets.created', { code: made.code })) });
  };
  const typed = asset ? changeOf(state, first, extra, exponent).change : {};
  const mine = { ...typed, ...(typed.extra ? { extra: { ...base.extra, ...typed.extra } } : {}) };
  /** What was chosen on the screen of the conflict is written on top of the other's version; with nothing to add, theirs stands. */
  const join = (change: Record<string, unknown>, now: AssetSheet) => {
    if (Object.keys(change).length === 0) { finish(now, t('history.conflict.none')); return; }
    const sent = { params: { commune, id: now.id }, options: { headers: { 'if-match': `"v${now.version}"` } } };
    // Somebody validated it meanwhile: what was typed is proposed rather than lost.
    if (now.review === 'validated') { update.reset(); propose.mutate({ ...sent, body: { change: change as AssetChange } }, { onSuccess: () => finish(now, t('reviews.proposed')), onError: () => setBase(now) }); return; }
    update.mutate({ ...sent, body: change as AssetChange }, { onSuccess: (made) => finish(made, t('assets.saved')) });
  };
  const submit = (e: FormEvent) => { e.preventDefault(); void save(similar !== null && similar.length > 0); };
  const nothing = asset && Object.keys(changeOf(state, first, extra, exponent).change).length === 0;
  const byAct = (key: string): string | undefined => (asset && ((key === 'status' && asset.status !== null) || (key === 'domainClass' && asset.domainClass !== null && asset.domainClass !== 'indetermine')) ? t('assets.by.act') : undefined);
  return (
    <form className="assetform" onSubmit={submit} noValidate={false}>
      {draft.taken && <Note><span>{t('assets.draft', { on: format.day(draft.taken) })}</span> <Button kind="flat" onClick={draft.drop}>{t('assets.draft.drop')}</Button></Note>}
      {proposes && <Note>{t('reviews.propose.why')}</Note>}
      {theirs && error && asset && !proposes ? <Suspense><ConflictDialog key={theirs.version} original={base} mine={mine} problem={error} busy={update.isPending || propose.isPending} onClose={() => update.reset()} onSave={join} /></Suspense>
        : theirs ? <Note tone="bad"><p>{t('assets.stale')}</p><Button onClick={() => { draft.set(rebased(state, first, typedOf(theirs, exponent))); setBase(theirs); update.reset(); propose.reset(); }}>{t('assets.stale.go')}</Button></Note> : error && <Problem error={error} />}
      {FIELD_GROUPS.map((group) => (
        <fieldset key={group}><legend>{t(`assets.card.${group}`)}</legend><div className="fields">
          {group === 'identity' && !asset && <TextField label={t('assets.field.code')} hint={t('assets.code.auto')} dir="ltr" value={state.code} maxLength={120} error={fault('code')} onChange={(e) => put({ code: e.currentTarget.value })} />}
          {EDITABLE.filter((f) => f.group === group).map((f) => (f.key === 'parentId'
            ? <AssetPicker key={f.key} label={t('assets.field.parentId')} value={above} {...(asset ? { except: asset.id } : {})} error={fault(f.key)} onChange={(p) => { setAbove(p); put({ values: { ...state.values, parentId: p?.id ?? '' } }); }} />
            : <FieldInput key={f.key} field={f} value={state.values[f.key] ?? ''} error={fault(f.key)} hint={other(f.key)} refuse={byAct(f.key)} kind={state.kinds[f.key] ?? asset?.provenance[f.key]?.kind} onKind={(k) => put({ kinds: { ...state.kinds, [f.key]: k } })}
              onChange={(text) => { setSimilar(null); put({ values: { ...state.values, [f.key]: text } }); }} />))}
          {group === 'legal' && <ChargesInput value={state.charges} onChange={(charges) => put({ charges })} />}
        </div></fieldset>
      ))}
      {extra.some((f) => f.active) && <fieldset><legend>{t('assets.card.extra')}</legend><div className="fields">{extra.filter((f) => f.active).map((f) => <ExtraInput key={f.key} field={f} value={state.extra[f.key] ?? ''} error={fault(`extra.${f.key}`)} onChange={(text) => put({ extra: { ...state.extra, [f.key]: text } })} />)}</div></fieldset>}
      {similar && similar.length > 0 && <Similar rows={similar} />}
      <div className="formbar">
        <p role="status">{draft.kept && !nothing ? t('assets.draft.kept') : ''}</p>
        <Button onClick={() => { onLeave(); }}>{t('assets.cancel')}</Button>
        <Button kind="main" type="submit" refuse={create.isPending || update.isPending || propose.isPending ? t('shell.wait') : nothing ? t('assets.nochange') : false}>{t(proposes ? 'reviews.propose' : asset ? 'assets.save' : similar && similar.length > 0 ? 'assets.similar.go' : 'assets.create')}</Button>
      </div>
    </form>
  );
};
