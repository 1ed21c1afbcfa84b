import './prints.css';
import { useEffect, useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { Empty, Fold, Problem } from '../../platform/ui/index.ts';
import { AtlasForm } from './atlas-form.tsx';
import { LayersForm } from './layers-form.tsx';
import { OutputForm } from './output-form.tsx';
import { SheetForm } from './sheet-form.tsx';
import { SheetPreview } from './sheet-preview.tsx';
import { TemplatesForm } from './templates-form.tsx';
import { useComposer } from './use-composer.ts';

/** The composer: the sheet as it will be, and beside it what is chosen of it. */
export const ComposerPage = () => {
  const t = useT();
  const composer = useComposer();
  // The kept sheets are asked for by the first sign of a hand on the form: most who compose a map never take one.
  const [touched, setTouched] = useState(false);
  const touch = (): void => setTouched(true);
  useEffect(() => { document.title = `${t('prints.page')} · Sommier`; }, [t]);
  return (
    <main className="composer" id="main">
      <section className="composing" onPointerEnter={touch} onFocus={touch}>
        <h1>{t('prints.page')}</h1>
        {composer.error && <Problem error={composer.error} />}
        <TemplatesForm composer={composer} wanted={touched} />
        <SheetForm composer={composer} />
        <LayersForm composer={composer} />
        <OutputForm composer={composer} />
        <Fold title={t('prints.atlas')} className="stack" held={composer.chosen.length > 0}>{() => <AtlasForm composer={composer} />}</Fold>
      </section>
      {composer.place ? <SheetPreview composer={composer} /> : composer.loading ? <p role="status">{t('shell.loading')}</p> : <Empty title={t('prints.nothing')} why={t('prints.nothing.why')} />}
    </main>
  );
};
