import { useState, type FormEvent } from 'react';
import { codeOf, codeParts, patternFault } from '@sommier/domain/assets';
import { changeRegisterSettings, getRegisterSettings, type RegisterSettingsNow } from '@sommier/domain/references';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, Ref, TextField, useToast } from '../../platform/ui/index.ts';

const example = (pattern: string, parentCode: string | null): string => (patternFault(pattern, parentCode !== null) ? '' : codeOf(codeParts(pattern, { level: parentCode === null ? 'site' : 'building', nature: 'building', district: 'Médina', parentCode, year: 2026 }), 12));

const Form = ({ now }: { now: RegisterSettingsNow }) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const [root, setRoot] = useState(now.codePattern);
  const [child, setChild] = useState(now.childPattern);
  const may = useCan()('register.rules');
  const change = useChange(changeRegisterSettings, ['getRegisterSettings', 'registerLists', 'listAssets', 'findAssets', 'getAssetFacets']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const number = (key: string) => Number(String(form.get(key)).replace(',', '.'));
    change.mutate({ params: { commune }, body: { codePattern: root.trim(), childPattern: child.trim(), areaTolerancePercent: number('percent'), areaToleranceM2: number('m2') }, options: { headers: { 'if-match': `"v${now.version}"` } } }, { onSuccess: () => say(t('references.saved')) });
  };
  const fault = (pattern: string, isChild: boolean) => { const f = patternFault(pattern.trim(), isChild); return f ? t(`references.pattern.${f}`) : undefined; };
  const first = example(root, null);
  return (
    <form className="narrow" onSubmit={submit}>
      {change.error && <Problem error={change.error} />}
      <TextField label={t('references.pattern.root')} dir="ltr" value={root} maxLength={80} required error={fault(root, false)} hint={t('references.pattern.hint')} onChange={(e) => setRoot(e.currentTarget.value)} />
      <TextField label={t('references.pattern.child')} dir="ltr" value={child} maxLength={80} required error={fault(child, true)} onChange={(e) => setChild(e.currentTarget.value)} />
      <p className="small">{t('references.pattern.example')} <Ref>{[first, example(child, first)].filter(Boolean).join(' · ')}</Ref></p>
      <TextField label={t('references.tolerance.percent')} name="percent" type="number" step="any" min={0} max={100} defaultValue={now.areaTolerancePercent} required />
      <TextField label={t('references.tolerance.m2')} name="m2" type="number" step="any" min={0} max={1000000} defaultValue={now.areaToleranceM2} required hint={t('references.tolerance.hint')} />
      <div><Button kind="main" type="submit" refuse={(!may && t('references.may')) || (fault(root, false) ?? fault(child, true)) || (change.isPending && t('shell.wait'))}>{t('references.save')}</Button></div>
    </form>
  );
};

/** How codes are made, with an example while one types; by how much areas may differ. */
export const Settings = () => {
  const t = useT();
  const { data, error, refetch } = useEndpoint(getRegisterSettings, { params: { commune: useCommune().code } });
  if (!data) return error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>;
  return <Form key={data.version} now={data} />;
};
