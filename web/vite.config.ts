import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The API of a running service, for `npm run dev`.
const api = process.env.GUANLIAN_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../api/static",
    emptyOutDir: true,
    target: "es2023",
    // Nothing inline: the content security policy allows scripts and styles from our own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: "manifest.json",
  },
  server: { proxy: { "/api": api } },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
