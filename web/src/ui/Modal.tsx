import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

type Props = { label: string; close: () => void; children: ReactNode };

/** The browser's own modal dialog: it keeps the focus, closes by Escape, and gives the focus back. */
function useModal(close: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  // Before the element goes: the browser then gives the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return {
    ref,
    onCancel: (event: React.SyntheticEvent) => {
      event.preventDefault();
      close();
    },
    onClick: (event: React.MouseEvent) => {
      if (event.target === ref.current) close();
    },
  };
}

export function Modal({ label, close, children }: Props) {
  return (
    <dialog className="modal" aria-label={label} {...useModal(close)}>
      {children}
    </dialog>
  );
}

/** Opens over the right side of any page. */
export function Drawer({ label, close, children, foot }: Props & { foot?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <dialog className="drawer" aria-label={label} {...useModal(close)}>
      <header className="drawer-head">
        <h2>{label}</h2>
        <button type="button" className="button button-plain" onClick={close}>
          {t("common.close")} <kbd>Esc</kbd>
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="drawer-body stack" tabIndex={0} aria-label={label}>
        {children}
      </section>
      {foot && <footer className="drawer-foot no-print">{foot}</footer>}
    </dialog>
  );
}
