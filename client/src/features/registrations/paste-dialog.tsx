import { useState } from 'react';
import { pasteRegistrations } from '@sommier/domain/registrations';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, Field, Note, Problem, TextField } from '../../platform/ui/index.ts';

/** The commune's list, pasted or from a file: tried first, then brought in; every refused line is named with its mend. */
export const PasteDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  const [replace, setReplace] = useState(false);
  const paste = useChange(pasteRegistrations, ['listChecks', 'listRegistrations', 'listNightCaps']);
  const send = (dryRun: boolean) => paste.mutate({ params: { commune }, body: { text, source: source.trim() || t('numbers.list'), replace, dryRun } });
  const out = paste.data;
  const refuse = text.trim() === '' ? t('shell.wait') : paste.isPending && t('shell.wait');
  return (
    <Dialog wide title={t('numbers.paste')} onClose={onClose} foot={<><Button refuse={refuse} onClick={() => send(true)}>{t('numbers.paste.try')}</Button><Button kind="main" refuse={refuse} onClick={() => send(false)}>{t('numbers.paste.go')}</Button></>}>
      <Field label={t('numbers.paste.text')}><textarea rows={8} dir="ltr" value={text} onChange={(e) => setText(e.currentTarget.value)} /></Field>
      <TextField type="file" accept=".csv,.tsv,.txt" label={t('numbers.paste.file')} onChange={(e) => { const file = e.currentTarget.files?.[0]; if (file && file.size <= 5_000_000) void file.text().then((words) => { setText(words); setSource((s) => s || file.name); }); }} />
      <TextField label={t('numbers.paste.source')} maxLength={200} value={source} onChange={(e) => setSource(e.currentTarget.value)} />
      <Check checked={replace} onChange={(e) => setReplace(e.currentTarget.checked)}>{t('numbers.paste.replace')}</Check>
      {paste.error && <Problem error={paste.error} />}
      {out && <Note tone={out.refused > 0 ? 'warn' : 'ok'}><p>{t('numbers.paste.counts', { rows: out.rows, inserted: out.inserted, updated: out.updated, unchanged: out.unchanged, removed: out.removed, refused: out.refused })}</p>
        {out.refusals.length > 0 && <ul className="refusals">{out.refusals.slice(0, 30).map((r) => <li key={`${String(r.row)}${r.code}`}><b>{t('numbers.paste.line', { row: r.row })}</b> <bdi>{r.value}</bdi> {r.message} {r.remedy}</li>)}</ul>}</Note>}
    </Dialog>
  );
};
