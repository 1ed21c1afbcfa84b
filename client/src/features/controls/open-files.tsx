import { openControls } from '@sommier/domain/controls';
import { listTaxes } from '@sommier/domain/rules';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem } from '../../platform/ui/index.ts';

interface Gap { unitId: string | null; listingId: string | null }
/** One click: the file of a gap, or of the greatest ones of a period, under the lodging tax of the commune. */
export const OpenFiles = ({ from, to, gaps, label }: { from: string; to: string; gaps: readonly Gap[]; label: string }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const taxes = useEndpoint(listTaxes, { params: { commune } });
  const open = useChange(openControls, ['listControls', 'controlResults', 'findTaxpayers']);
  const tax = taxes.data?.taxes.find((x) => x.published > 0)?.tax;
  return <>
    <Button refuse={(tax === undefined && t('collect.control.no_tax')) || (gaps.length === 0 && t('collect.control.no_gap')) || (open.isPending && t('collect.wait'))} onClick={() => { if (tax !== undefined) open.mutate({ params: { commune }, body: { tax, from, to, gaps: [...gaps] } }); }}>{label}</Button>
    {open.error && <Problem error={open.error} />}
    {open.data && <Note tone="ok">{t('collect.control.opened', { n: open.data.opened, there: open.data.there })}</Note>}
  </>;
};
