import { Fragment } from 'react';
import { DOMAIN_GROUPS, TITLE_STATES } from '@sommier/domain/style';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useFacets } from './use-data.ts';
import { isKept, pressCell, readLegal, writeLegal } from './legal.ts';
import { useWorkspace } from './workspace.tsx';

const HUE: Record<string, string> = { public: 'pub', private: 'pri', undetermined: 'und' };
const PATTERN: Record<string, string> = { titre_foncier: 'tf', requisition: 'rq', non_immatricule: 'ni', sans_document: 'sd' };

/** The legend of the register is its filter: domain by rows, title by columns, each cell with its count. */
export const LegalMatrix = () => {
  const t = useT();
  const intl = useIntl();
  const { language } = useLanguage();
  const { view, change } = useWorkspace();
  const { data } = useFacets();
  const legal = readLegal(view.legal);
  const count = (classes: readonly (string | null)[], states: readonly (string | null)[]) =>
    (data?.legal ?? []).filter((f) => classes.includes(f.domainClass) && states.includes(f.titleState)).reduce((sum, f) => sum + f.count, 0);
  const titled = count(DOMAIN_GROUPS.flatMap((g) => g.classes), ['titre_foncier']);
  return (
    <>
      <div className="matrix" role="group" aria-label={t('map.matrix')}>
        <span />{TITLE_STATES.map((s) => <span key={s.id}>{s.text[language]}</span>)}
        {DOMAIN_GROUPS.map((g) => (
          <Fragment key={g.id}>
            <span>{t(`map.group.${g.id}`)}</span>
            {TITLE_STATES.map((s) => {
              const n = count(g.classes, s.states);
              const kept = isKept(legal, g.id, s.id);
              const what = `${g.text[language]}, ${t(`code.title.${s.id}` as 'code.title.requisition')}`;
              return (
                <button key={s.id} type="button" className={`sw ${HUE[g.id] ?? ''} ${PATTERN[s.id] ?? ''}`} aria-pressed={kept} title={what}
                  aria-label={t(kept ? 'map.cell.filter' : 'map.cell', { n, what })}
                  onClick={() => change({ legal: writeLegal(pressCell(legal, g.id, s.id)), page: undefined, tab: view.tab === 'assets' ? 'assets' : undefined })}>{intl.formatNumber(n)}</button>
              );
            })}
          </Fragment>
        ))}
      </div>
      {data && data.total > 0 && <p className="small">{t('map.matrix.titled', { titled, total: data.total, share: titled / data.total })}</p>}
    </>
  );
};
