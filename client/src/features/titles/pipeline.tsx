import './titles.css';
import type { StepKind, TitleSheet } from '@sommier/domain/titles';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Ref } from '../../platform/ui/index.ts';

const MAIN = ['deposit', 'boundary', 'boundary_notice', 'registration'] as const satisfies readonly StepKind[];

/** The four marks of the way to a title: done, next, to come; each with its day, or the day it is due. */
export const Pipeline = ({ title: f }: { title: TitleSheet }) => {
  const t = useT();
  const format = useFormat();
  const dayOf = (kind: StepKind) => f.steps.filter((s) => s.kind === kind && !s.planned).map((s) => s.on).at(-1);
  const reached = MAIN.map((kind) => dayOf(kind) !== undefined || f.stage === 'titre_foncier');
  const next = f.closed ? -1 : reached.lastIndexOf(true) + 1;
  return (
    <ol className="pipe" aria-label={t('titles.steps')}>{MAIN.map((kind, i) => {
      const due = f.deadlines.find((d) => d.kind === kind && !d.kept)?.due;
      const day = dayOf(kind) ?? (i === next ? due : undefined);
      return <li key={kind} className={reached[i] ? 'done' : i === next ? 'now' : undefined} aria-current={i === next ? 'step' : undefined}>{t(`titles.step.${kind}`)}{day && <><br /><Ref>{format.day(day)}</Ref></>}</li>;
    })}</ol>
  );
};
