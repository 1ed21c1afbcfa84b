import { useEffect, useState } from 'react';
import { LEVELS, NATURES, type AssetSheet, type NewAsset } from '@sommier/domain/assets';
import { useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Check, Ref, SelectField, TextField } from '../../platform/ui/index.ts';

/** The few words a property needs to enter the register; its page takes the others. Its code comes from the commune's pattern. */
export const NewProperty = ({ parent, onChange }: { parent: AssetSheet | null; value: NewAsset | null; onChange: (next: NewAsset | null) => void }) => {
  const t = useT();
  const code = useCodeText();
  const nameOf = useNameOf();
  const [name, setName] = useState('');
  const [level, setLevel] = useState('');
  const [nature, setNature] = useState('');
  const [within, setWithin] = useState(parent !== null);
  useEffect(() => {
    const said = name.trim();
    onChange(said === '' ? null : {
      name: said, ...(level ? { level: level as NonNullable<NewAsset['level']> } : {}), ...(nature ? { nature: nature as NonNullable<NewAsset['nature']> } : {}),
      ...(within && parent ? { parentId: parent.id } : {}),
    });
  }, [name, level, nature, within, parent, onChange]);
  return (
    <fieldset className="stack newproperty">
      <legend className="vh">{t('drawing.new')}</legend>
      <TextField label={t('drawing.new.name')} value={name} maxLength={400} required onChange={(e) => setName(e.target.value)} />
      <div className="pair">
        <SelectField label={t('map.asset.level')} value={level} onChange={(e) => setLevel(e.target.value)}><option value="">{t('drawing.new.unknown')}</option>{LEVELS.map((l) => <option key={l} value={l}>{code('code.level.', l)}</option>)}</SelectField>
        <SelectField label={t('map.asset.nature')} value={nature} onChange={(e) => setNature(e.target.value)}><option value="">{t('drawing.new.unknown')}</option>{NATURES.map((n) => <option key={n} value={n}>{code('code.nature.', n)}</option>)}</SelectField>
      </div>
      {parent && <Check checked={within} onChange={(e) => setWithin(e.target.checked)}><span>{t('drawing.new.within')} <bdi>{nameOf(parent)}</bdi> <Ref>{parent.code}</Ref></span></Check>}
    </fieldset>
  );
};
