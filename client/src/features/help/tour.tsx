import { useEffect, useId, useRef, useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { Button } from '../../platform/ui/index.ts';
import { wearHelp } from './style.ts';

/** What is shown, in order; a step whose place is not on this screen points at nothing and says its words all the same. */
const STEPS = [['work', 'main, #main'], ['nav', '.bar nav'], ['find', '.bar .find'], ['language', '.bar .me'], ['status', '.status'], ['help', '.bar .ask']] as const;

/** The first tour: a few words at a time, beside the work. Arrows go on and back, Escape ends it; nothing moves by itself. */
export const Tour = ({ onEnd }: { onEnd: () => void }) => {
  wearHelp();
  const t = useT();
  const [at, move] = useState(0);
  const ref = useRef<HTMLDialogElement>(null), title = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const [name, place] = STEPS[at]!;
  const to = (n: number) => move(Math.max(0, Math.min(STEPS.length - 1, n)));
  useEffect(() => { const dialog = ref.current; if (dialog && !dialog.open) dialog.show(); return () => dialog?.close(); }, []);
  useEffect(() => {
    title.current?.focus();
    const shown = document.querySelector(place);
    shown?.classList.add('toured');
    return () => shown?.classList.remove('toured');
  }, [place]);
  return (
    <dialog ref={ref} className="tour" aria-labelledby={id} onKeyDown={(e) => {
      const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
      if (e.key === 'Escape') { e.stopPropagation(); onEnd(); } else if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') { e.preventDefault(); to(e.key === forward ? at + 1 : at - 1); }
    }}>
      <h2 id={id} ref={title} tabIndex={-1}>{t(`help.tour.${name}`)}</h2>
      <p>{t(`help.tour.${name}.why`)}</p>
      <div className="row"><span>{t('shell.page.of', { page: at + 1, pages: STEPS.length })}</span>
        {at > 0 && <Button onClick={() => to(at - 1)}>{t('help.tour.back')}</Button>}
        {at < STEPS.length - 1 ? <><Button onClick={onEnd}>{t('help.tour.leave')}</Button><Button kind="main" onClick={() => to(at + 1)}>{t('help.tour.next')}</Button></> : <Button kind="main" onClick={onEnd}>{t('help.tour.end')}</Button>}</div>
    </dialog>
  );
};
