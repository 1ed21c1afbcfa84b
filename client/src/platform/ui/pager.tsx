import { useT } from '../i18n/index.ts';
import { Button } from './basics.tsx';

/** Pages of a list, never an endless scroll. `total` counts rows. */
export const Pager = ({ page, size, total, onPage }: { page: number; size: number; total: number; onPage: (page: number) => void }) => {
  const t = useT();
  const pages = Math.max(1, Math.ceil(total / size));
  return (
    <div className="pager" role="group" aria-label={t('shell.pages')}>
      <Button kind="flat" icon="fold" flip label={t('shell.page.before')} refuse={page <= 1 && t('shell.page.first')} onClick={() => onPage(page - 1)} />
      <span>{t('shell.page.of', { page, pages })}</span>
      <Button kind="flat" icon="chev" flip label={t('shell.page.after')} refuse={page >= pages && t('shell.page.last')} onClick={() => onPage(page + 1)} />
    </div>
  );
};
