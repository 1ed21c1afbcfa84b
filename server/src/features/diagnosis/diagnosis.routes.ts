import { Router } from 'express';
import { diagnosisFile, readDiagnosis, setInhabitants } from '@sommier/domain/diagnosis';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { communeFacts } from '../exports/index.ts';
import { readWords, sheetVoice } from '../papers/index.ts';
import { writeDiagnosis } from './diagnosis-pdf.ts';
import { diagnose } from './diagnosis.queries.ts';
import { writeInhabitants } from './diagnosis.store.ts';

/** The state of the place: what the commune's own layers hold by zone, and how many live there. */
export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, readDiagnosis, ({ query }, { tx, role }) => diagnose(tx, role, query), { replica: true });
  mount(r, deps, diagnosisFile, async ({ query }, { tx, role, commune }) => {
    const found = await diagnose(tx, role, query), facts = await communeFacts(tx), voice = sheetVoice(query.language, commune.currency, await readWords(tx));
    return async (res) => {
      res.setHeader('Content-Type', 'application/pdf');
      res.setHeader('Content-Disposition', `attachment; filename="diagnosis-${facts.today}-${query.language}.pdf"`);
      res.setHeader('Cache-Control', 'private, no-store');
      await writeDiagnosis(found, facts, query.language, voice, res);
    };
  });
  mount(r, deps, setInhabitants, async ({ params, body }, { tx, record }) => {
    await writeInhabitants(tx, params.id, body);
    record(`zone-set:${params.id}`, { source: body.source, asOf: body.asOf, zones: body.rows.length });
    return undefined;
  });
  return r;
}
