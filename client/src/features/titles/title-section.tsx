import './titles.css';
import { useState, type FormEvent } from 'react';
import type { AssetSheet } from '@sommier/domain/assets';
import { listTitles, openTitle, type NewStep } from '@sommier/domain/titles';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Problem, TextField, useToast } from '../../platform/ui/index.ts';
import { TitleFile, TOUCHES } from './title-file.tsx';

const OpenDialog = ({ asset, onClose }: { asset: AssetSheet; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const open = useChange(openTitle, TOUCHES);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    const deposit = text('depositOn'), registered = text('registeredOn'), number = text('number');
    const steps: NewStep[] = [
      ...(deposit ? [{ kind: 'deposit' as const, on: deposit, planned: false, number: text('requisition'), reference: null, note: null }] : []),
      ...(registered && number ? [{ kind: 'registration' as const, on: registered, planned: false, number, reference: null, note: null }] : []),
    ];
    open.mutate({ params: { commune }, body: { assetId: asset.id, conservation: text('conservation'), parcelReference: text('parcel'), steps } }, { onSuccess: () => { say(t('titles.opened')); onClose(); } });
  };
  return (
    <Dialog title={t('titles.open')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {open.error && <Problem error={open.error} />}
        <div className="pair"><TextField label={t('titles.conservation')} name="conservation" maxLength={200} defaultValue={asset.conservation ?? ''} dir="auto" /><TextField label={t('titles.parcel')} name="parcel" maxLength={100} defaultValue={asset.parcels[0]?.reference ?? ''} dir="ltr" /></div>
        <div className="pair"><TextField label={t('titles.step.deposit')} name="depositOn" type="date" defaultValue={asset.requisitionOn ?? ''} /><TextField label={t('titles.requisition')} name="requisition" maxLength={100} defaultValue={asset.requisitionNumber ?? (asset.titleState === 'requisition' ? asset.titleNumber ?? '' : '')} dir="ltr" /></div>
        <div className="pair"><TextField label={t('titles.step.registration')} name="registeredOn" type="date" /><TextField label={t('titles.number')} name="number" maxLength={100} defaultValue={asset.titleState === 'titre_foncier' ? asset.titleNumber ?? '' : ''} dir="ltr" /></div>
        <Button kind="main" type="submit" refuse={open.isPending && t('shell.wait')}>{t('titles.open.go')}</Button>
      </form>
    </Dialog>
  );
};

/** The title files of a property; without one, what its register says, and the way to open one. */
export const TitleSection = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const code = useCodeText();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [opening, open] = useState(false);
  const { data, error, refetch } = useEndpoint(listTitles, { params: { commune }, query: { asset: asset.id, size: 20 } });
  const state = asset.titleState ? code('code.title.', asset.titleState) : t('titles.without.null');
  return (
    <>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data?.rows.map((f) => <TitleFile key={f.id} id={f.id} />)}
      {data?.total === 0 && <section className="card whole" aria-label={t('titles.file')}><div className="row"><h2>{t('titles.file')}</h2></div><Empty title={t('titles.none')} why={t('titles.none.why', { state: asset.titleNumber ? `${state} ${asset.titleNumber}` : state })}>{may && <Button kind="main" icon="plus" onClick={() => open(true)}>{t('titles.open')}</Button>}</Empty></section>}
      {opening && <OpenDialog asset={asset} onClose={() => open(false)} />}
    </>
  );
};
