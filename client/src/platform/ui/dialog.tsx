import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useT } from '../i18n/index.ts';
import { Button } from './basics.tsx';

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  wide?: boolean;
  className?: string;
}

/** A native modal dialog: the browser keeps the focus inside, Escape closes, and focus goes back where it was. React passes the cancelling of a dialog within on to this one: it closes for its own alone. */
export const Dialog = ({ title, onClose, children, foot, wide, className }: DialogProps) => {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const t = useT();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // The first thing to fill in, rather than the way out.
      dialog.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea')?.focus();
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} className={['dlg', wide && 'wide', className].filter(Boolean).join(' ')} aria-labelledby={id} onCancel={(e) => { if (e.target !== e.currentTarget) return; e.preventDefault(); onClose(); }}>
      <header><h2 id={id}>{title}</h2><Button kind="flat" icon="x" label={t('shell.close')} onClick={onClose} /></header>
      {children}
      {foot && <footer>{foot}</footer>}
    </dialog>
  );
};
