import { RunParams } from '@sommier/domain/portfolio';
import { ValuationInputs, value } from '@sommier/domain/valuations';
import { chance } from '../../../../seed/prng.ts';
import { conditionOf, type ValuedAsset } from '../../../../seed/value.ts';
import { record } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { followInspections, insertInspection, insertPlan, insertReplacement, insertWork } from '../condition/index.ts';
import { computeRun } from '../portfolio/index.ts';
import { keepSigned } from '../valuations/index.ts';

const RUN = RunParams.parse({ name: 'Évaluation du parc 2025', day: '2026-01-01', zones: 'Quartiers', factors: { very_good: 11_000, bad: 8000, very_bad: 6000, ruin: 3500 } });

/** Visits, works, costs new, a few signed valuations and a draft run over the whole portfolio, in the transaction that makes the accounts: they are somebody's. */
export async function loadValue(tx: Tx, commune: number, assets: readonly ValuedAsset[], people: { agent: string; manager: string }): Promise<void> {
  const ids = new Map((await tx.raw('select code, id from asset where commune_id = current_commune()') as { rows: { code: string; id: string }[] }).rows.map((r) => [r.code, r.id]));
  const { inspections, works, replacements } = conditionOf(assets, chance(7_071_925));
  const visit = new Map<string, string>();
  for (const i of inspections) { const id = ids.get(i.code); if (id === undefined) continue; visit.set(i.code, await insertInspection(tx, id, { on: i.on, class: i.class, components: i.components, note: null }, people.agent)); await followInspections({ tx, person: { id: people.agent }, language: 'fr' }, id); }
  for (const w of works) { const id = ids.get(w.code); if (id !== undefined) await insertWork(tx, id, { component: w.component, title: w.title, note: null, cost: w.cost, priority: w.priority, wanted: w.wanted, inspection: visit.get(w.code) ?? null }, w.openedOn, people.agent); }
  for (const r of replacements) { const id = ids.get(r.code); if (id !== undefined) await insertReplacement(tx, id, r, people.agent); }
  const buildings = assets.filter((a) => a.level === 'building' && a.useful_area_m2 !== null && a.year_built !== null).slice(0, 12);
  for (const a of buildings) {
    const id = ids.get(a.code), inputs = ValuationInputs.parse({ method: 'replacement_cost', currency: 'TND', land: '90000', areaM2: String(a.useful_area_m2), unitCost: '1100', feeRate: '0.10', physical: { by: 'age', age: String(Math.max(0, 2025 - (a.year_built ?? 2025))), life: '80' }, functional: '0.05' });
    const found = value(inputs);
    if (id !== undefined && found.kind === 'valued') await keepSigned(tx, id, { purpose: 'inventory', basis: 'replacement', valuedOn: '2025-06-30', inputs, evidence: 'Barème communal de construction' }, found, people.agent, people.manager);
  }
  await insertPlan(tx, { name: 'Programme 2026-2030', firstYear: 2026, budgets: ['600000000', '600000000', '500000000', '500000000', '400000000'] }, people.agent);
  const run = await computeRun(tx, RUN, people.agent);
  await record(tx, { commune, via: 'command' }, [{ action: 'inspection.added', subject: 'inspections:demo', detail: { inspections: visit.size, works: works.length, replacements: replacements.length } }, { action: 'mass_run.computed', subject: `mass_run:${run.id}`, detail: { hash: run.hash } }]);
}
