import { useState } from 'react';
import { changeTemplate, createTemplate, deleteTemplate, listTemplates, setLogo, type PrintTemplate } from '@sommier/domain/prints';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan } from '../../platform/session.tsx';
import { Button, Field, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import type { Composer } from './use-composer.ts';

/** The commune's kept sheets: take one, keep the present one under a name, give it the commune's logo. */
export const TemplatesForm = ({ composer, wanted }: { composer: Composer; wanted: boolean }) => {
  const t = useT();
  const may = useCan()('print.templates');
  const { commune, sheet, setSheet, layers, place, setFixed, template, setTemplate } = composer;
  const { data, error } = useEndpoint(listTemplates, { params: { commune } }, { enabled: wanted });
  const touches = ['prints.templates'];
  const [create, change, remove, logo] = [useChange(createTemplate, touches), useChange(changeTemplate, touches), useChange(deleteTemplate, touches), useChange(setLogo, touches)];
  const [name, setName] = useState('');
  const chosen = data?.templates.find((one) => one.id === template);
  const take = (one: PrintTemplate | undefined): void => {
    setTemplate(one?.id);
    setName(one?.name ?? '');
    if (!one) return;
    setSheet(one.sheet);
    setFixed(one);
  };
  const body = { name: name.trim(), sheet, layers: [...layers], ...(place ? { scale: Math.round(place.scale), rotation: place.rotation } : {}) };
  const fault = error ?? create.error ?? change.error ?? remove.error ?? logo.error;
  return (
    <div className="stack">
      <SelectField label={t('prints.template')} value={template ?? ''} onChange={(e) => take(data?.templates.find((one) => one.id === e.target.value))}>
        <option value="">{t('prints.template.none')}</option>
        {data?.templates.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </SelectField>
      {may && (
        <>
          <TextField label={t('prints.template.name')} value={name} maxLength={80} onChange={(e) => setName(e.target.value)} />
          <div className="row">
            <Button refuse={name.trim() === '' && t('prints.template.unnamed')} onClick={() => create.mutate({ params: { commune }, body }, { onSuccess: (made) => setTemplate(made.id) })}>{t('prints.template.keep')}</Button>
            {chosen && <Button onClick={() => change.mutate({ params: { commune, id: chosen.id }, body, options: { headers: { 'if-match': `"v${chosen.version}"` } } })}>{t('prints.template.change')}</Button>}
            {chosen && <Button kind="bad" onClick={() => remove.mutate({ params: { commune, id: chosen.id } }, { onSuccess: () => take(undefined) })}>{t('prints.template.remove')}</Button>}
          </div>
          {chosen && <Field label={t(chosen.logo ? 'prints.logo.change' : 'prints.logo')} hint={t('prints.logo.hint')}><input type="file" accept="image/png,image/jpeg" onChange={(e) => { const file = e.target.files?.[0]; if (file) logo.mutate({ params: { commune, id: chosen.id }, options: { file } }); }} /></Field>}
        </>
      )}
      {fault && <Problem error={fault} />}
    </div>
  );
};
