import { useState, type ReactNode } from 'react';

/** A section whose content exists only while it is open: a page with many of them stays light. `held` opens it for as long as what it holds is in use. */
export const Fold = ({ title, held = false, className, children }: { title: string; held?: boolean; className: string; children: () => ReactNode }) => {
  const [asked, ask] = useState(false);
  const open = held || asked;
  return (
    <>
      <button type="button" className="fold" aria-expanded={open} onClick={() => ask(!asked)}>{title}</button>
      {open && <section className={className} aria-label={title}>{children()}</section>}
    </>
  );
};
