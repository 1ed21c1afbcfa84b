import { useState } from 'react';
import { ASSET_FIELDS, verifyAsset, type AssetSheet } from '@sommier/domain/assets';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Problem, useToast } from '../../platform/ui/index.ts';
import { Badge, provenanceOf, useFieldValue } from './field-value.tsx';

/** Which fields somebody has checked: a tick puts her name and the day beside the value, taking it away takes them away. */
export const VerifyDialog = ({ a, onClose }: { a: AssetSheet; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const show = useFieldValue();
  const { code: commune } = useCommune();
  const fields = ASSET_FIELDS.filter((f) => f.provenance && a[f.key as keyof AssetSheet] !== null);
  const before = new Set(fields.filter((f) => a.provenance[f.key]?.verifiedOn).map((f) => f.key as string));
  const [on, set] = useState<ReadonlySet<string>>(before);
  const verify = useChange(verifyAsset, ['getAsset']);
  const yes = fields.map((f) => f.key as string).filter((k) => on.has(k) && !before.has(k));
  const no = [...before].filter((k) => !on.has(k));
  const send = async () => {
    let version = a.version;
    for (const [list, verified] of [[yes, true], [no, false]] as const) {
      if (list.length === 0) continue;
      version = (await verify.mutateAsync({ params: { commune, id: a.id }, body: { fields: list, verified }, options: { headers: { 'if-match': `"v${version}"` } } })).version;
    }
    say(t('assets.verify.done'));
    onClose();
  };
  return (
    <Dialog title={t('assets.verify')} onClose={onClose} wide foot={<Button kind="main" refuse={yes.length + no.length === 0 && t('assets.nochange')} onClick={() => void send().catch(() => undefined)}>{t('assets.verify.go')}</Button>}>
      {verify.error && <Problem error={verify.error} />}
      <p>{t('assets.verify.why')}</p>
      <div className="verify">{fields.map((f) => {
        const mark = provenanceOf(f, a);
        return <Check key={f.key} checked={on.has(f.key)} onChange={() => set((s) => { const next = new Set(s); if (!next.delete(f.key)) next.add(f.key); return next; })}><span>{t(`assets.field.${f.key}`)}</span> <b>{show(f, a)}</b> {mark && <Badge mark={mark} people={a.people} />}</Check>;
      })}</div>
    </Dialog>
  );
};
