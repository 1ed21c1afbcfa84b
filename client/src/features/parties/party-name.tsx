import { useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';

/** A party's name in the reader's language; initials, and why, where the reader may not see it. */
export const PartyName = ({ party }: { party: { name: string; nameAr: string | null; masked?: boolean } }) => {
  const t = useT();
  const nameOf = useNameOf();
  return <bdi title={party.masked ? t('parties.masked') : undefined}>{nameOf(party)}</bdi>;
};
