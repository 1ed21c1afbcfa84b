import { useId, useState, type DragEvent } from 'react';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { weightText } from '../../platform/weight.ts';

interface Props { /** What may be chosen, in words; of an import's files when left out. */ hint?: string; accept: string; file: File | null; onFile: (file: File) => void }

/** A file, dropped or chosen. The browser's own button speaks its own language, so ours stands before it; the input keeps the keyboard. */
export const FileDrop = ({ accept, file, onFile, hint }: Props) => {
  const t = useT();
  const intl = useIntl();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    const [dropped] = e.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  return (
    <div className="field">
      <span className="lab" id={`${id}l`}>{t('imports.choose')}</span>
      <div className={over ? 'drop over' : 'drop'} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <input className="vh" id={id} type="file" accept={accept} aria-labelledby={`${id}l`} aria-describedby={`${id}h`} onChange={(e) => { const [chosen] = e.target.files ?? []; if (chosen) onFile(chosen); }} />
        <label className="btn" htmlFor={id}>{t('imports.browse')}</label>
        <span>{file ? <><bdi dir="ltr"><b>{file.name}</b></bdi> · {weightText(intl, file.size)}</> : t('imports.drop')}</span>
      </div>
      <p className="hint" id={`${id}h`}>{hint ?? t('imports.choose.hint')}</p>
    </div>
  );
};
