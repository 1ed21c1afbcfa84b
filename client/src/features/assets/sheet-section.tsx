import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { ASSET_FIELDS, FIELD_GROUPS, missingFields, type AssetSheet, type FieldGroup } from '@sommier/domain/assets';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Ledger, Ref, Tag, type Line } from '../../platform/ui/index.ts';
import { AreasCard } from './areas-card.tsx';
import { AssetForm } from './asset-form.tsx';
import { Badge, provenanceOf, useFieldValue } from './field-value.tsx';
import type { SectionProps } from './parts.ts';
import { useExtraText, useLists } from '../../platform/register-lists.ts';
import { VerifyDialog } from './verify-dialog.tsx';

const Group = ({ group, a, missing }: { group: FieldGroup; a: AssetSheet; missing: readonly string[] }) => {
  const t = useT();
  const show = useFieldValue();
  const lines = ASSET_FIELDS.filter((f) => f.group === group && (f.key !== 'registerAreaM2' || missing.includes(f.key))).flatMap((f): Line[] => {
    const value = show(f, a);
    const mark = provenanceOf(f, a);
    if (value === null) return missing.includes(f.key) ? [[t(`assets.field.${f.key}`), <Tag key="m" tone="warn">{t('assets.missing')}</Tag>]] : [];
    return [[t(`assets.field.${f.key}`), <span key="v" className="fieldvalue">{value}{mark && <Badge mark={mark} people={a.people} />}</span>]];
  });
  return lines.length === 0 ? null : <section className="card"><h2>{t(`assets.card.${group}`)}</h2><Ledger lines={lines} /></section>;
};

const Family = ({ a }: SectionPropsOf) => {
  const t = useT();
  const code = useCodeText();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  if (!a.parent && a.children.length === 0) return null;
  const to = (x: AssetSheet['children'][number]) => <Link key={x.id} to="/c/$commune/assets/$id" params={{ commune, id: x.id }} search={{}}><bdi>{nameOf(x)}</bdi> <Ref>{x.code}</Ref></Link>;
  return <section className="card"><h2>{t('assets.card.family')}</h2><Ledger lines={[a.parent && [t('assets.field.parentId'), to(a.parent)], ...a.children.slice(0, 60).map((c): Line => [code('code.level.', c.level), to(c)])]} /></section>;
};
interface SectionPropsOf { a: AssetSheet }

const Rest = ({ a }: SectionPropsOf) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const { extra, nameOf } = useLists();
  const text = useExtraText();
  const own = extra.filter((f) => f.active || f.key in a.extra);
  const columns = Object.entries(a.attributes).filter(([, v]) => v !== null && v !== '');
  return (
    <>
      {own.length > 0 && <section className="card"><h2>{t('assets.card.extra')}</h2><Ledger lines={own.map((f): Line => [<bdi key="k">{nameOf(f)}</bdi>, a.extra[f.key] === undefined ? (f.required ? <Tag key="m" tone="warn">{t('assets.missing')}</Tag> : '–') : <bdi key="v">{text(f, a.extra[f.key])}</bdi>])} /></section>}
      {a.parcels.length > 0 && <section className="card"><h2>{t('assets.card.parcels')}</h2><Ledger lines={a.parcels.map((p): Line => [<Ref key="r">{p.reference ?? p.id}</Ref>, <span key="p">{code('code.title.', p.titleState)}, {format.squareMetres(p.areaM2)}</span>])} /></section>}
      {columns.length > 0 && <section className="card"><h2>{t('assets.card.source')}</h2><Ledger lines={columns.map(([k, v]): Line => [<bdi key="k">{k}</bdi>, <bdi key="v">{typeof v === 'object' ? JSON.stringify(v) : String(v)}</bdi>])} /></section>}
    </>
  );
};

/** The sheet: every group of fields with where each value comes from, the areas side by side, what the sommier still lacks; and the way to correct it. */
export const SheetSection = ({ asset: a }: SectionProps) => {
  const t = useT();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [doing, act] = useState<'edit' | 'verify' | null>(null);
  const missing = missingFields(a);
  const all = ASSET_FIELDS.filter((f) => f.mandatory && (f.key !== 'titleNumber' || a.titleState === 'titre_foncier' || a.titleState === 'requisition')).length;
  if (doing === 'edit') return <AssetForm asset={a} onDone={() => act(null)} onLeave={() => act(null)} />;
  return (
    <>
      <div className="row sheethead"><p>{t('assets.complete', { filled: all - missing.length, all })}</p>
        {may && <><Button kind="main" icon="pen" onClick={() => act('edit')}>{t('assets.edit')}</Button><Button icon="ok" onClick={() => act('verify')}>{t('assets.verify')}</Button>
          <Link className="btn i i-plus" to="/c/$commune/register/new" params={{ commune }} search={{ parent: a.id }}>{t('assets.child')}</Link></>}
      </div>
      <div className="cards"><AreasCard a={a} />{FIELD_GROUPS.map((g) => <Group key={g} group={g} a={a} missing={missing} />)}<Family a={a} /><Rest a={a} /></div>
      {doing === 'verify' && <VerifyDialog a={a} onClose={() => act(null)} />}
    </>
  );
};
