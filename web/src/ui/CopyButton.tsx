import { useState } from "react";
import { useTranslation } from "react-i18next";

export function CopyButton({ text, children }: { text: () => string; children?: React.ReactNode }) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        void navigator.clipboard.writeText(text()).then(() => {
          setDone(true);
          setTimeout(() => setDone(false), 2000);
        });
      }}
    >
      <span aria-live="polite">{done ? t("common.copied") : (children ?? t("common.copy"))}</span>
    </button>
  );
}
