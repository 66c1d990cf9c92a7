import { useTranslation } from "react-i18next";
import { useTitle } from "../../app/useTitle";
import { History } from "./History";
import { HoldingFaults } from "./HoldingFaults";
import { LoadForm } from "./LoadForm";
import { Templates } from "./Templates";

/** Files in: preview, dry run, load; what was loaded so far; templates to fill in. */
export function LoadsPage() {
  const { t } = useTranslation();
  useTitle(t("loads.title"));
  return (
    <div className="stack">
      <h1>{t("loads.title")}</h1>
      <LoadForm />
      <History />
      <HoldingFaults />
      <Templates />
    </div>
  );
}
