import type { RequestFile } from '../../../../src/web/contract/index.ts';
import { Notice } from '../../design/notice.tsx';
import { fileUrl } from '../../station/online.ts';
import { w } from './words.ts';

/** What was attached, never shown as a page of an original: a picture by its own link, a PDF to be saved. */
export function Files({ id, files }: { readonly id: string; readonly files: readonly RequestFile[] }) {
  if (files.length === 0) return null;
  return (
    <section class="portal-part">
      <h2>{w('online.files')}</h2>
      <Notice kind="info">{w('online.files-warn')}</Notice>
      <ul class="online-files">
        {files.map((file) => (
          <li key={file.ordinal}>
            {file.fault !== null ? (
              <span class="soft">{w(`online.file.${file.fault}`, { name: file.name })}</span>
            ) : (
              <a class="online-link" href={fileUrl(id, file.ordinal)} target="_blank" rel="noreferrer noopener">
                {w(file.kind === 'pdf' ? 'online.file-save' : 'online.file-open', { name: file.name })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
