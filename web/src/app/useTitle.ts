import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** The title of the window says where one is. */
export function useTitle(title: string | undefined): void {
  const { t } = useTranslation();
  const product = t("common.product");
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);
}
