import { DOMAIN_GROUPS } from '@sommier/domain/assets';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Check } from '../../platform/ui/index.ts';
import { StateMark } from './marks.tsx';
import { toggled, wordsOf, type Occupations } from './use-occupations.ts';

type Key = 'state' | 'status' | 'type' | 'activity' | 'domain';
/** Counts under the present filter; a box puts a word in the filter or takes it out. */
export const OccupationFacetList = ({ view }: { view: Occupations }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const f = view.facets.data;
  if (!f) return <p role="status">{t('shell.loading')}</p>;
  const facet = (title: string, of: Key, lines: readonly { value: string | null; count: number }[], show: (value: string) => React.ReactNode) => {
    const on = wordsOf(view.view[of]);
    return (
      <section className="facet" aria-label={title}><h2>{title}</h2>
        {lines.map(({ value, count }) => { const word = value ?? 'none'; return <Check key={word} checked={on.includes(word)} onChange={() => view.change({ [of]: toggled(view.view[of], word) })}><span>{value === null ? t('assets.none') : show(value)}</span><output>{format.whole(count)}</output></Check>; })}
      </section>
    );
  };
  return (
    <>
      {facet(t('occ.state'), 'state', f.state, (v) => <StateMark state={f.state.find((s) => s.value === v)?.value ?? null} />)}
      {facet(t('occ.status'), 'status', f.status, (v) => code('code.occ.status.', v))}
      {facet(t('occ.type'), 'type', f.type, (v) => code('code.occ.type.', v))}
      {facet(t('occ.activity.kind'), 'activity', f.activity, (v) => code('code.occ.activity.', v))}
      {facet(t('assets.facet.domain'), 'domain', f.domain, (v) => { const g = DOMAIN_GROUPS.find((x) => x === v); return g ? t(`assets.group.${g}`) : v; })}
      <section className="facet" aria-label={t('occ.todo')}><h2>{t('occ.todo')}</h2>
        <Check checked={view.view.conflict === 'yes'} onChange={() => view.change({ conflict: view.view.conflict ? undefined : 'yes' })}><span>{t('occ.conflicts')}</span><output>{format.whole(f.conflicts)}</output></Check>
        <Check checked={view.view.validated === 'no'} onChange={() => view.change({ validated: view.view.validated ? undefined : 'no' })}><span>{t('occ.unvalidated')}</span><output>{format.whole(f.unvalidated)}</output></Check>
      </section>
    </>
  );
};
